"""The screens as Amazon's own renderer draws them, on every device."""

import re
from itertools import combinations
from typing import Any

import pytest

from tests.screen.examples import VIEWPORTS, examples, screen_of
from tests.screen.renderer import Seen, draw, job

pytestmark = [pytest.mark.usefixtures("amazons_tools"), pytest.mark.xdist_group("drawn")]

ROUNDED = re.compile(r"bigger than parent bounds.*WIDTH: (\d+) => (\d+)\s+HEIGHT: (\d+) => (\d+)", re.S)
MAY_SCROLL = {("tips-in-passing", "spot")}
"""The longest card on the smallest screen."""
LEGIBLE = 0.042
"""The least height of letters, as a share of the screen's height."""
SHOWN = 400
"""Milliseconds after which a screen is looked at."""


def hold(name: str, number: int, into: float) -> int:
    """A moment in a hold of a set, a share of it in, as the screen's own time."""
    screen = screen_of(name)
    marks = [mark for mark in screen.datasources["screen"]["marks"] if mark["kind"] == "hold"]
    start, end = int(marks[number - 1]["start"]), int(marks[number - 1]["end"])
    return sound_after() + round(start + (end - start) * into)


def sound_after() -> int:
    """How long a screen stands before the sound, as the document has it."""
    numbers: list[dict[str, Any]] = [each for each in screen_of("gate").document["resources"] if "numbers" in each]
    after: int = numbers[0]["numbers"]["soundAfter"]
    return after


def moments(name: str) -> list[dict[str, Any]]:
    """When a screen is looked at: at once; a set also in its first hold, its rest and after its end."""
    if not name.startswith("set"):
        return [{"at": SHOWN, "read": True}]
    end = screen_of(name).datasources["screen"]["marks"][-1]["end"]
    times = (SHOWN, hold(name, 1, 0.51), hold(name, 1, 1.1), hold(name, 2, 0.51), end + 60_000)
    return [{"at": at, "read": True} for at in times]


@pytest.fixture(scope="module")
def seen(amazons_tools: None) -> dict[str, Seen]:
    """Every screen on every device."""
    return draw(
        job(f"{name} {device}", screen_of(name), viewport, moments(name))
        for name in examples()
        for device, viewport in VIEWPORTS.items()
    )


CASES = [(name, device) for name in examples() for device in VIEWPORTS]


@pytest.mark.parametrize(("name", "device"), CASES)
def test_neither_browser_nor_renderer_complains(seen: dict[str, Seen], name: str, device: str) -> None:
    """But for boxes a pixel too large for their parents, which the renderer rounds."""
    assert [each for each in seen[f"{name} {device}"].problems if not is_rounding(each)] == []


def is_rounding(problem: str) -> bool:
    """A box a pixel or so larger than its parent."""
    match = ROUNDED.search(problem)
    sizes = [int(size) for size in match.groups()] if match else [0, 9, 0, 9]
    return abs(sizes[0] - sizes[1]) <= 2 and abs(sizes[2] - sizes[3]) <= 2


@pytest.mark.parametrize(("name", "device"), CASES)
def test_no_text_is_cut(seen: dict[str, Seen], name: str, device: str) -> None:
    """All of it is inside the screen, the round one too."""
    for reading in seen[f"{name} {device}"].readings:
        assert reading.texts
        cut = [text.text for text in reading.texts if text.cut]
        assert not cut or (name, device) in MAY_SCROLL, cut


@pytest.mark.parametrize(("name", "device"), CASES)
def test_no_text_lies_on_another(seen: dict[str, Seen], name: str, device: str) -> None:
    for reading in seen[f"{name} {device}"].readings:
        texts = [text for text in reading.texts if not text.cut]
        assert not [(one.text, two.text) for one, two in combinations(texts, 2) if one.overlaps(two)]


@pytest.mark.parametrize(("name", "device"), CASES)
def test_letters_are_large(seen: dict[str, Seen], name: str, device: str) -> None:
    """The smallest are a twenty-fourth of the screen's height."""
    viewport = VIEWPORTS[device]
    for reading in seen[f"{name} {device}"].readings:
        assert min(text.height for text in reading.texts) >= LEGIBLE * viewport.height


@pytest.mark.parametrize("device", VIEWPORTS)
def test_the_ring_follows_the_plan(seen: dict[str, Seen], device: str) -> None:
    """Half empty in mid-hold with 15 seconds left; then the rest, the second hold, and the prompt at the end."""
    _, mid_hold, rest, second, end = seen[f"set-seated {device}"].readings
    assert mid_hold.ring == pytest.approx(-51, abs=1)
    assert mid_hold.shows("15")
    assert mid_hold.shows("Hold 1 of 3")
    assert rest.shows("Rest")
    assert second.shows("Hold 2 of 3")
    assert second.ring == pytest.approx(-51, abs=1)
    assert end.ring == -100
    assert end.shows("Ready")
    assert not end.shows("Pause")


@pytest.mark.parametrize("device", VIEWPORTS)
def test_seconds_are_read_from_two_metres(seen: dict[str, Seen], device: str) -> None:
    """The countdown's figures are at least a quarter of the screen high."""
    mid_hold = seen[f"set-seated {device}"].readings[1]
    figures = next(text for text in mid_hold.texts if text.text == "15")
    assert figures.height >= VIEWPORTS[device].height / 4


def test_nothing_moves_where_movement_is_off() -> None:
    """The ring stays whole and no second is counted, but hold and leg are right, and touch works."""
    screen = screen_of("set-seated")
    steps: list[dict[str, Any]] = [
        {"at": hold("set-seated", 1, 0.1), "read": True},
        {"at": hold("set-seated", 1, 0.9), "read": True},
        {"at": hold("set-seated", 2, 0.5), "read": True},
        {"tap": "Stop"},
    ]
    still = draw([job("still", screen, VIEWPORTS["show-8"], steps, still=True)])["still"]
    early, late, second = still.readings
    assert early == late
    assert early.ring == 0
    assert early.shows("Hold 1 of 3")
    assert second.shows("Hold 2 of 3")
    assert still.events == (["stop", "3"],)
    assert not [each for each in still.problems if not is_rounding(each)]


@pytest.mark.parametrize("device", ["show-5", "show-8", "show-15", "spot"])
def test_a_touch_sends_its_move_and_the_turn(device: str) -> None:
    """Once: a second touch at once is not sent, one after three seconds is."""
    first: list[dict[str, Any]] = [{"at": 500}, {"tap": "Ready"}, {"tap": "Ready"}, {"tap": "Stop"}]
    steps: list[dict[str, Any]] = [*first, {"at": 6000}, {"tap": "Stop"}]
    screen = screen_of("position-seated")
    found = draw([job("touch", screen, VIEWPORTS[device], steps)])["touch"]
    assert found.events == (["ready", "2"], ["stop", "2"])


def test_a_remote_control_reaches_every_touch_target() -> None:
    """It begins at the first."""
    screen, television = screen_of("position-seated"), VIEWPORTS["tv"]
    found = draw(
        [
            job("first", screen, television, [{"at": 500}, {"press": "Enter"}]),
            job("second", screen, television, [{"at": 500}, {"press": "ArrowRight"}, {"press": "Enter"}]),
        ]
    )
    assert found["first"].events == (["ready", "2"],)
    assert found["second"].events == (["stop", "2"],)
