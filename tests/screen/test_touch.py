"""An Echo Show: it is sent screens, and what is touched on them reaches the coach once."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from skill.coach.session import Phase
from tests.alexa import Alexa, Response

SMALL = 24_576
"""The oldest figure for the size of a response, in bytes; Amazon's present one is 120 kilobytes."""


@dataclass
class Show(Alexa):
    """A device with a screen."""

    def envelope(self, request: dict[str, Any]) -> dict[str, Any]:
        """An envelope of a device with a screen."""
        envelope = super().envelope(request)
        runtime = {"runtime": {"maxVersion": "2024.3"}}
        envelope["context"]["System"]["device"]["supportedInterfaces"] = {"Alexa.Presentation.APL": runtime}
        return envelope

    def touches(self, move: str, screen: Response | None = None, after: float = 3) -> Response:
        """The person touches what asks for a move, on the last screen or an earlier one."""
        document = shown(screen or self.last)
        assert document is not None
        self.waits(after)
        nonce = document["datasources"]["screen"]["nonce"]
        return self.sends_touch([move, nonce], document["token"])

    def sends_touch(self, arguments: list[Any], token: str = "") -> Response:
        """A touch with any arguments."""
        return self.sends(
            {"type": "Alexa.Presentation.APL.UserEvent", "token": token, "arguments": arguments, "source": {}}
        )


def shown(response: Response) -> dict[str, Any] | None:
    """The directive that shows a screen."""
    directives: list[dict[str, Any]] = response.body.get("directives") or []
    return next((each for each in directives if each["type"] == "Alexa.Presentation.APL.RenderDocument"), None)


@pytest.fixture
def echo_show() -> Show:
    """A device with a screen."""
    return Show()


def test_a_device_without_a_screen_gets_nothing_visual(alexa: Alexa) -> None:
    for answer in (alexa.opens(), alexa.is_in_position(), alexa.is_holding(), alexa.reports("my foot is tingling")):
        assert shown(answer) is None


def test_a_screen_changes_nothing_that_is_heard(alexa: Alexa, echo_show: Show) -> None:
    for heard, seen in ((alexa.is_in_position(), echo_show.is_in_position()), (alexa.last, echo_show.last)):
        assert shown(seen)
        assert (heard.heard, heard.reprompt, heard.listens) == (seen.heard, seen.reprompt, seen.listens)
    assert alexa.is_holding().document == echo_show.is_holding().document


def test_the_screen_is_named_after_the_turn(echo_show: Show) -> None:
    """So that a touch on an earlier one is known."""
    directive = shown(echo_show.is_in_position())
    assert directive is not None
    assert directive["token"] == directive["datasources"]["screen"]["nonce"] == str(echo_show.attributes["turn"])


def test_the_routine_can_be_begun_by_touch(echo_show: Show) -> None:
    """Launch, gate, position, set."""
    echo_show.opens()
    assert echo_show.touches("ready", after=25).heard.startswith("The seated stretch, left leg first.")
    assert echo_show.touches("ready", after=60).holds == [30_000, 30_000, 30_000]


def test_touching_stop_silences_the_coach(echo_show: Show) -> None:
    """A touch does not interrupt as the wake word does: the answer must replace what is being said."""
    echo_show.is_holding()
    stopped = echo_show.touches("stop", after=45)
    assert stopped.heard == "Ease out. Goodbye for now."
    assert stopped.body["outputSpeech"]["playBehavior"] == "REPLACE_ALL"
    assert stopped.body["shouldEndSession"] is True


def test_a_voice_queues_as_ever(echo_show: Show) -> None:
    assert "playBehavior" not in echo_show.opens().body["outputSpeech"]


def test_a_pause_by_touch_is_a_pause(echo_show: Show) -> None:
    echo_show.is_holding()
    paused = echo_show.touches("pause", after=45)
    assert paused.heard.startswith("Ease out. We're paused")
    assert paused.body["outputSpeech"]["playBehavior"] == "REPLACE_ALL"
    assert echo_show.touches("ready").heard.startswith("The seated stretch, left leg.")


def test_a_double_touch_counts_once(echo_show: Show) -> None:
    """The second says nothing, stops nothing and changes nothing."""
    position = echo_show.is_in_position()
    a_set = echo_show.touches("ready", position)
    assert a_set.holds
    before = dict(echo_show.attributes)
    again = echo_show.touches("ready", position, after=1)
    assert again.body == {}
    assert echo_show.attributes == before


def test_a_touch_on_an_old_screen_leaves_the_running_set_alone(echo_show: Show) -> None:
    gate = echo_show.opens()
    echo_show.hears("ReadyIntent", after=25)
    echo_show.hears("ReadyIntent", after=60)
    before = dict(echo_show.attributes)
    for move in ("ready", "stop"):
        assert echo_show.touches(move, gate, after=45).body == {}
    assert echo_show.attributes == before
    assert before["phase"] == Phase.HOLDING


@pytest.mark.parametrize(
    "arguments",
    [[], ["ready"], ["ready", None], ["launch", "2"], ["session_ended", "2"], [{"move": "ready"}, "2"], ["", ""]],
)
def test_a_touch_no_screen_of_ours_sends_is_ignored(echo_show: Show, arguments: list[Any]) -> None:
    echo_show.is_in_position()
    before = dict(echo_show.attributes)
    assert echo_show.attributes["turn"] == 2
    assert echo_show.sends_touch(arguments).body == {}
    assert echo_show.attributes == before


def test_after_a_safety_stop_only_the_number_and_stop_are_left(echo_show: Show) -> None:
    echo_show.is_holding()
    stopped = echo_show.reports("my foot is tingling", after=45)
    directive = shown(stopped)
    assert directive is not None
    assert [button["move"] for button in directive["datasources"]["screen"]["buttons"]] == ["contact", "stop"]
    assert "904-858-7045" in echo_show.touches("contact").ssml
    assert not echo_show.touches("ready").holds
    assert echo_show.attributes["phase"] == Phase.REFUSED


def test_an_emergency_leaves_its_number_on_the_screen(echo_show: Show) -> None:
    echo_show.is_holding()
    stopped = echo_show.reports("i can't feel between my legs", after=45)
    directive = shown(stopped)
    assert directive is not None
    assert directive["datasources"]["screen"]["rows"][0]["value"] == "911"
    assert stopped.body["shouldEndSession"] is True


def test_responses_stay_small(echo_show: Show) -> None:
    """With screen, sound and session together, and as many holds as one sound carries, under the strictest limit."""
    for answer in (
        echo_show.opens(),
        echo_show.hears("SetRepetitionsIntent", repetitions="5"),
        echo_show.hears("ReadyIntent", after=25),
        echo_show.hears("ReadyIntent", after=60),
        echo_show.hears("ClinicContactIntent"),
        echo_show.reports("my foot is tingling"),
    ):
        assert len(json.dumps(answer.envelope).encode()) < SMALL
