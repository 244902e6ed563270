"""Any interruption stops the sound while the person is still in the stretch."""

import pytest

from tests.alexa import Alexa


def test_pause_lets_go_first_and_keeps_the_place(alexa: Alexa) -> None:
    """In the middle of hold two: that hold is done again, in full."""
    alexa.is_holding()
    paused = alexa.hears("AMAZON.PauseIntent", after=alexa.hold(2)[0] + 15)
    assert paused.heard.startswith("Ease out. We're paused")
    assert paused.listens
    back = alexa.hears("AMAZON.ResumeIntent", after=90)
    assert "We go on from hold 2." in back.heard
    assert back.heard.endswith("Say ready when you're there.")
    assert alexa.hears("ReadyIntent").holds == [30_000, 30_000]


@pytest.mark.parametrize(
    "intent", ["AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent", "FinishIntent"]
)
def test_stop_stops_at_once(alexa: Alexa, intent: str) -> None:
    """Even a stop lets the person out of the stretch; and no lecture."""
    alexa.is_holding()
    stopped = alexa.hears(intent, after=30)
    assert stopped.heard == "Ease out. Goodbye for now."
    assert not stopped.listens


def test_every_second_of_a_set_is_placed_in_the_right_repetition() -> None:
    """A repetition counts only when its end lies before the reckoned position; in doubt, the earlier one."""
    alexa = Alexa()
    alexa.is_holding()
    running, sent = dict(alexa.attributes), alexa.now
    ends = [alexa.hold(number)[1] for number in (1, 2, 3)]
    for second in range(int(running["pending"]["length"] / 1000) + 10):
        alexa.attributes, alexa.now = dict(running), sent
        alexa.hears("AMAZON.PauseIntent", after=second)
        expected = sum(second - 4 >= end for end in ends)
        done = alexa.attributes.get("done", 0) if alexa.attributes.get("at", 0) == 0 else 3
        assert done == expected, f"second {second}"


def test_a_set_that_ended_is_settled_by_whatever_comes_next(alexa: Alexa) -> None:
    """A question after the set counts it, and leads back to the other leg."""
    alexa.is_holding()
    alexa.does_the_set()
    answer = alexa.hears("WhyStretchIntent")
    assert "Ease out" not in answer.heard
    assert answer.heard.endswith("are you ready for the right leg?")


def test_a_clock_that_runs_backwards_counts_nothing(alexa: Alexa) -> None:
    """Two requests may come from machines with different clocks."""
    alexa.is_holding()
    assert "from hold" not in alexa.hears("AMAZON.PauseIntent", after=-30).heard
    assert "done" not in alexa.attributes


def test_not_understood_in_a_hold_never_means_lets_go_on(alexa: Alexa) -> None:
    """A fallback in mid-hold is answered like an unclear report: one statement, no question."""
    alexa.is_holding()
    check = alexa.hears("AMAZON.FallbackIntent", after=30)
    assert check.heard.startswith("Let go. If it was only a strong pull in the back of your thigh, say ready.")
    assert check.heard.endswith("tingles or goes numb, say stop.")
    assert "?" not in check.heard
    assert "stop for today" in check.reprompt
    assert alexa.hears("ReadyIntent").heard.startswith("The seated stretch, left leg.")


def test_a_second_time_not_understood_stops(alexa: Alexa) -> None:
    """Silence or a second unclear answer counts as radiating."""
    alexa.is_holding()
    alexa.hears("AMAZON.FallbackIntent", after=30)
    stopped = alexa.hears("AMAZON.FallbackIntent")
    assert "we stop here for today" in stopped.heard
    assert not alexa.hears("ReadyIntent").holds
    assert alexa.attributes["phase"] == "refused"


def test_a_sound_that_fails_is_given_again_as_speech(alexa: Alexa) -> None:
    """After an APLA RuntimeError the same set comes at once, and every later one too, in plain speech."""
    alexa.is_holding()
    alexa.waits(2)
    again = alexa.sends(
        {
            "type": "Alexa.Presentation.APLA.RuntimeError",
            "token": str(alexa.attributes["turn"]),
            "errors": [{"type": "AUDIO_SOURCE_ERROR", "reason": "INTERNAL_SERVER", "message": "rendering failed"}],
        }
    )
    assert again.document is None
    assert again.holds == [30_000, 30_000, 30_000]
    assert again.heard.startswith("Left leg. 3 holds of 30 seconds.")
    alexa.does_the_set()
    alexa.hears("ReadyIntent")
    assert alexa.hears("ReadyIntent").document is None


def test_a_failed_sound_nobody_heard_is_the_same_set_at_the_next_request(alexa: Alexa) -> None:
    """If Alexa does not play an answer to the error, "ready" leads to the same three holds."""
    alexa.is_holding()
    alexa.sends({"type": "Alexa.Presentation.APLA.RuntimeError", "token": str(alexa.attributes["turn"]), "errors": []})
    alexa.hears("ReadyIntent", after=10)
    assert alexa.hears("ReadyIntent").holds == [30_000, 30_000, 30_000]


def test_an_old_documents_failure_changes_nothing(alexa: Alexa) -> None:
    """An error of an earlier answer's sound is stale."""
    alexa.is_holding()
    before = dict(alexa.attributes)
    silent = alexa.sends({"type": "Alexa.Presentation.APLA.RuntimeError", "token": "1", "errors": []})
    assert not silent.heard
    assert alexa.attributes["pending"] == before["pending"]


def test_the_sessions_end_gets_no_answer(alexa: Alexa) -> None:
    """No speech may be returned to SessionEndedRequest."""
    alexa.is_holding()
    assert alexa.sends({"type": "SessionEndedRequest", "reason": "USER_INITIATED"}).body == {}
