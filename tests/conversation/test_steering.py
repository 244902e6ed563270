"""Steering, in every state."""

import pytest

from tests.alexa import Alexa

TWINS = [
    ("AMAZON.PauseIntent", "WaitIntent"),
    ("AMAZON.ResumeIntent", "GoOnIntent"),
    ("AMAZON.RepeatIntent", "SayAgainIntent"),
    ("AMAZON.NextIntent", "SkipIntent"),
    ("AMAZON.PreviousIntent", "GoBackIntent"),
    ("AMAZON.StartOverIntent", "BeginAgainIntent"),
    ("AMAZON.StopIntent", "FinishIntent"),
]


@pytest.mark.parametrize(("built_in", "twin"), TWINS)
def test_each_built_in_has_a_twin_that_does_the_same(built_in: str, twin: str) -> None:
    """Built-ins fire on their own phrases only; the twin generalises."""
    answers = []
    for intent in (built_in, twin):
        alexa = Alexa()
        alexa.is_holding()
        answers.append(alexa.hears(intent, after=30).heard)
    assert answers[0] == answers[1]


def test_next_leaves_the_leg_without_a_lecture(alexa: Alexa) -> None:
    """ "Skip": out of the stretch, on to the right leg."""
    alexa.is_holding()
    skipped = alexa.hears("AMAZON.NextIntent", after=30)
    assert skipped.heard.startswith("Ease out. Okay, on we go. The seated stretch, right leg.")


def test_skipping_the_last_leg_ends_the_routine(alexa: Alexa) -> None:
    """Nothing is left, and nothing is praised that was not done."""
    alexa.is_in_position()
    for _ in range(3):
        assert alexa.hears("AMAZON.NextIntent").listens
    last = alexa.hears("AMAZON.NextIntent")
    assert not last.listens
    assert "done" not in last.heard.lower()


def test_previous_starts_this_leg_again_and_then_goes_to_the_one_before(alexa: Alexa) -> None:
    """In a running leg "go back" means its first hold; before it, the other leg."""
    alexa.is_holding()
    alexa.does_the_set()
    alexa.hears("ReadyIntent")
    alexa.hears("ReadyIntent")
    again = alexa.hears("AMAZON.PreviousIntent", after=60)
    assert "right leg" in again.heard
    assert "left leg" in alexa.hears("AMAZON.PreviousIntent").heard


def test_start_over_passes_the_gate_again(alexa: Alexa) -> None:
    """From the beginning, reasons not to start included."""
    alexa.is_holding()
    over = alexa.hears("AMAZON.StartOverIntent", after=200)
    assert over.heard.startswith("From the beginning.")
    assert "tingling or numbness" in over.heard
    assert alexa.hears("ReadyIntent").heard.startswith("The seated stretch, left leg.")


def test_repeat_in_position_tells_it_in_full(alexa: Alexa) -> None:
    alexa.is_in_position()
    assert "One without wheels" in alexa.hears("AMAZON.RepeatIntent").heard


def test_slower_takes_longer_from_then_on(alexa: Alexa) -> None:
    """Slower speech, longer settling; a hold stays a hold."""
    alexa.is_in_position()
    slower = alexa.hears("SlowerIntent")
    assert "slower from here" in slower.heard
    assert '<prosody rate="80%">' in slower.ssml
    assert alexa.hears("ReadyIntent").holds == [30_000] * 3
    assert "usual pace" in alexa.hears("FasterIntent", after=5).heard


def test_how_much_is_left(alexa: Alexa) -> None:
    """The stretch, the leg, the holds and about the minutes."""
    alexa.is_holding()
    left = alexa.hears("HowMuchLeftIntent", after=alexa.hold(1)[1] + 6)
    assert "Ease out. You're on the seated stretch, left leg, with 2 holds to go. In all, about" in left.heard
    assert left.heard.endswith("Say ready to go on.")


@pytest.mark.parametrize(
    ("said", "expected"), [("right", "right"), ("other", "right"), ("left", "left"), ("same", "left")]
)
def test_this_leg_or_that_leg(alexa: Alexa, said: str, expected: str) -> None:
    """Legs change places; none is done twice or forgotten."""
    alexa.is_in_position()
    assert alexa.hears("ChooseLegIntent", leg=said).heard.startswith(
        f"The {expected} leg. The seated stretch, {expected} leg"
    )
    legs = {tuple(side.split()) for side in alexa.attributes["sides"]}
    assert len(legs) == 4


def test_only_the_lying_stretch(alexa: Alexa) -> None:
    alexa.is_in_position()
    assert alexa.hears("ChooseStretchIntent", stretch="supine").heard.startswith(
        "Just the lying stretch. The lying stretch, left leg first."
    )
    assert len(alexa.attributes["sides"]) == 2


def test_hold_it_for_a_minute(alexa: Alexa) -> None:
    """Holds of 60 seconds; a set that would pass the longest audio is split at a repetition."""
    alexa.is_in_position()
    assert "holds of 1 minute" in alexa.hears("SetHoldIntent", hold="PT1M").heard
    assert alexa.hears("ReadyIntent").holds == [60_000] * 2
    alexa.does_the_set()
    more = alexa.last.heard
    assert more.endswith("say ready for the next 1 hold.")
    assert alexa.hears("ReadyIntent").holds == [60_000]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("PT15S", "gentler, not shorter"),
        ("PT29S", "gentler, not shorter"),
        ("PT900S", "1 minute is the longest"),
        ("?", "I didn't catch how long"),
        ("", "I didn't catch how long"),
        ("PT-1S", "I didn't catch how long"),
        ("P2W", "I didn't catch how long"),
    ],
)
def test_holds_that_are_declined_kindly(alexa: Alexa, said: str, answer: str) -> None:
    """The reason, then the way back; and the hold stays what it was."""
    alexa.is_in_position()
    declined = alexa.hears("SetHoldIntent", hold=said)
    assert answer in declined.heard
    assert declined.heard.endswith("Say ready when you're there.")
    assert alexa.hears("ReadyIntent").holds == [30_000] * 3


@pytest.mark.parametrize(("said", "count"), [("1", 1), ("2", 2), ("5", 5)])
def test_more_or_fewer_repetitions(alexa: Alexa, said: str, count: int) -> None:
    """One to five holds for each leg."""
    alexa.is_in_position()
    alexa.hears("SetRepetitionsIntent", repetitions=said)
    holds = list(alexa.hears("ReadyIntent").holds)
    while not alexa.attributes.get("at") and alexa.attributes.get("done", 0) + len(holds) < count > len(holds):
        alexa.does_the_set()
        holds += alexa.hears("ReadyIntent").holds
    assert holds == [30_000] * count


@pytest.mark.parametrize("said", ["0", "6", "-1", "900", "?", ""])
def test_repetitions_that_are_declined(alexa: Alexa, said: str) -> None:
    alexa.is_in_position()
    assert alexa.hears("SetRepetitionsIntent", repetitions=said).listens
    assert alexa.hears("ReadyIntent").holds == [30_000] * 3


def test_no_between_legs_is_not_ready_yet(alexa: Alexa) -> None:
    alexa.is_holding()
    alexa.does_the_set()
    waits = alexa.hears("AMAZON.NoIntent")
    assert waits.heard.startswith("Of course. I'll be quiet for a minute.")
    assert waits.listens


def test_wait_in_position_is_a_minute_of_quiet(alexa: Alexa) -> None:
    alexa.is_in_position()
    waits = alexa.hears("WaitIntent")
    assert waits.heard.startswith("Of course. I'll be quiet for a minute.")
    assert waits.document is not None
    assert waits.document["mainTemplate"]["item"]["items"][0]["items"][0]["duration"] == 60_000
