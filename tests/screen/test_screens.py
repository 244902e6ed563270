"""What each answer shows: words, drawing, touch targets and planned times."""

import re
from collections.abc import Iterator

import pytest

from skill import library
from skill.coach.reply import Reply
from skill.coach.session import Phase, Session
from skill.library import Fact
from skill.screen import data_of, show
from skill.screen.screen import Data
from skill.screen.table import table
from tests.every_answer import every_answer
from tests.screen import code
from tests.screen.examples import WORDS, answer, examples, screen_of


def data(name: str) -> Data:
    """The data source of an example."""
    shown: Data = screen_of(name).datasources["screen"]
    return shown


def moves(shown: Data, part: str = "buttons") -> list[str]:
    """What can be touched."""
    return [button["move"] for button in shown[part]]


def all_data() -> Iterator[tuple[Session, Reply, Data]]:
    """The data source of every answer that shows something."""
    for each in every_answer():
        shown = data_of(each.reply, each.session, WORDS)
        if shown:
            yield each.session, each.reply, shown


def test_a_position_shows_stretch_leg_and_hold() -> None:
    """The working leg is the near one: the drawing faces right for the right leg."""
    seated, supine = data("position-seated"), data("position-supine")
    assert (seated["title"], seated["leg"], seated["hold"]) == ("Seated stretch", "Left leg", "Hold 1 of 3")
    assert (seated["drawing"], seated["facing"]) == ("seated", -1)
    assert (supine["title"], supine["leg"], supine["hold"]) == ("Lying stretch", "Right leg", "Hold 2 of 3")
    assert (supine["drawing"], supine["facing"]) == ("supine", 1)
    assert moves(seated) == ["ready", "stop"]


def test_a_set_shows_the_planned_times_of_its_timeline() -> None:
    """Every hold stands where the one timeline has it, and the parts leave no gap."""
    timeline = examples()["set-seated"].reply.timeline
    assert timeline is not None
    marks = data("set-seated")["marks"]
    assert [mark["kind"] for mark in marks] == ["lead", "hold", "rest", "hold", "rest", "hold", "end"]
    assert [(mark["start"], mark["end"]) for mark in marks if mark["kind"] == "hold"] == [
        (hold.start, hold.end) for hold in timeline.holds
    ]
    assert [mark["end"] for mark in marks[:-1]] == [mark["start"] for mark in marks[1:]]
    assert (marks[0]["start"], marks[-1]["end"]) == (0, timeline.length)


def test_a_set_counts_the_holds_already_done() -> None:
    """The second of three comes first when one is done; then the rest names the third."""
    names = [(mark["name"], mark["note"]) for mark in data("set-supine")["marks"]]
    assert names[0] == ("Get ready", "Next: hold 2 of 3")
    assert [name for name, _ in names[1:4]] == ["Hold 2 of 3", "Rest", "Hold 3 of 3"]
    assert names[-1][1].endswith("shall I tell you what's next?")


def test_a_running_set_can_be_paused_and_stopped_and_then_gone_on_with() -> None:
    shown = data("set-seated")
    assert moves(shown) == ["pause", "stop"]
    assert moves(shown, "later") == ["ready", "stop"]


def test_the_screen_is_there_longer_than_any_set() -> None:
    """The longest audio, the screen's head start, the prompt's two waits and the reprompt between."""
    document = screen_of("set-seated").document
    assert document["settings"]["idleTimeout"] > library.timing().longest_audio + 1000 + 2 * 8000 + 15_000


def test_the_contact_has_every_number_of_the_clinic() -> None:
    facts = library.clinic()
    shown = data("contact")
    assert shown["title"] == facts["clinic.name"].written
    text = " ".join(f"{row['label']} {row['value']}" for row in shown["rows"])
    for fact in ("rehab", "rehab_phone", "doctors", "doctors_phone", "web"):
        assert facts[f"clinic.{fact}"].written in text
    assert "your own doctor" in text


def test_the_qr_code_calls_the_clinic() -> None:
    """The drawing in content/ is the one made from clinic.toml; `python -m tests.screen.code` makes it anew."""
    assert code.FILE.read_text(encoding="utf-8") == code.written(code.text_of())


def test_a_qr_code_of_another_number_is_not_shown() -> None:
    """Another clinic's file alone never leads anybody to call the last one."""
    other = WORDS._replace(facts={**WORDS.facts, "clinic.rehab_phone": Fact("555", telephone="555-0100")})
    found = examples()["contact"]
    assert data("contact")["code"] == "Scan to call"
    shown = data_of(found.reply, found.session, other)
    assert shown is not None
    assert shown["code"] == ""


def test_an_emergency_shows_the_number_and_nothing_to_touch() -> None:
    shown = data("emergency")
    assert shown["stopped"]
    assert [row["value"] for row in shown["rows"]] == ["911"]
    assert shown["rows"][0]["main"]
    assert moves(shown) == []


@pytest.mark.parametrize("name", ["urgent", "radiating"])
def test_a_safety_stop_offers_the_number_and_an_end(name: str) -> None:
    shown = data(name)
    assert shown["stopped"]
    assert moves(shown) == ["contact", "stop"]


@pytest.mark.parametrize("name", ["emergency", "urgent", "radiating"])
def test_a_safety_stop_writes_no_symptom_on_the_wall(name: str) -> None:
    """Others may read the screen: what to do and whom to ask, not what was said."""
    text = " ".join([data(name)["title"], *data(name)["lines"]])
    assert not re.search(r"pain|tingl|numb|nerve|swollen|clot|bladder|sciatica", text, re.I)


def test_nothing_leads_on_after_a_refusal() -> None:
    """Of every answer in the refused phase: no touch target starts or resumes anything."""
    refused = [shown for session, _, shown in all_data() if session.phase is Phase.REFUSED]
    assert refused
    assert not {move for shown in refused for move in moves(shown)} & {"ready", "pause"}


def test_whoever_is_asked_can_always_stop() -> None:
    """Every screen that waits for an answer offers the way out: stop, or no."""
    for _, reply, shown in all_data():
        if reply.ask:
            assert {"stop", "no"} & set(moves(shown)), reply.ask.key
        else:
            assert not shown["buttons"]


def test_a_touch_can_ask_for_nothing_the_skill_would_not_take() -> None:
    named = {move for each in table().touches.values() for move in each}
    assert named == library.touches()
    assert named <= set(library.moves().cells)


def test_the_prompts_of_the_table_of_screens_are_prompts() -> None:
    """A prompt that was renamed would silently get other touch targets."""
    assert set(table().touches) - {"prompt", "set"} <= set(WORDS.phrases)


def test_an_answer_in_mid_routine_shows_what_is_said_and_where_we_are() -> None:
    shown = data("tips")
    assert shown["title"] == "Safety tips"
    assert shown["lines"][0].startswith("First: ask your doctor")
    assert shown["footer"] == "Seated stretch, left leg, hold 1 of 3"
    assert moves(shown) == ["next", "ready", "stop"]


def test_an_answer_in_passing_shows_the_whole_card() -> None:
    shown = data("tips-in-passing")
    assert shown["lines"] == WORDS.phrases["safety_tips.card"].show.splitlines()
    assert moves(shown) == []


def test_a_confirmation_offers_yes_and_no() -> None:
    assert moves(data("confirming")) == ["yes", "no"]


def test_a_goodbye_shows_nothing() -> None:
    found = answer(Session(Phase.GATE), "stop")
    assert show(found.reply, found.session, WORDS) is None


def test_text_cannot_be_taken_for_mark_up() -> None:
    """APL reads tags in text: what comes from data is escaped."""
    facts = {**WORDS.facts, "clinic.name": Fact("Bone & Joint <Institute>")}
    found = examples()["contact"]
    shown = data_of(found.reply, found.session, WORDS._replace(facts=facts))
    assert shown is not None
    assert shown["title"] == "Bone &amp; Joint &lt;Institute&gt;"
