"""What the page asks of the desk."""

from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from speaker.desk.parts import PartMissing
from tests.speaker.conftest import Skill, says
from tests.speaker.desk.conftest import Answer, Caller, MakesDesk, missing

SCOPE = "alexa::alerts:reminders:skill:readwrite"
SCREEN = {
    "type": "Alexa.Presentation.APL.RenderDocument",
    "token": "seven",
    "document": {"type": "APL", "version": "2024.2", "mainTemplate": {"items": [{"type": "Text", "text": "Hi"}]}},
}


def told(caller: Caller, path: str, **body: Any) -> Answer:
    """POST of the page, which goes well."""
    response = caller.posts(f"/desk/{path}", body)
    assert response.status_code == 200, response.json
    answer: Answer = response.json or {}
    return answer


def speech(answer: Answer) -> str:
    """What the last turn says."""
    return str(answer["turns"][-1]["response"]["response"]["outputSpeech"]["ssml"])


@pytest.fixture
def skill() -> Skill:
    return Skill([says("Hello there.", again="Still there?", directives=[SCREEN])])


@pytest.fixture
def caller(makes_desk: MakesDesk, skill: Skill, small_models: Path) -> Caller:
    return makes_desk(skill, models=small_models)


def test_an_answer_comes_with_its_scenes_in_order(caller: Caller) -> None:
    turn = told(caller, "say", text="open hamstring coach", screen="show-8")["turns"][0]
    assert [scene["act"] for scene in turn["scenes"]] == ["answer", "microphone", "reprompt", "microphone"]
    assert [scene["length"] for scene in turn["scenes"][1::2]] == [8_000, 8_000]
    assert turn["scenes"][0]["lines"] == [{"start": 0, "text": "Hello there."}]
    assert turn["then"] == "unanswered"


def test_answer_and_reprompt_have_sounds_of_their_own(caller: Caller) -> None:
    scenes = told(caller, "say", text="open hamstring coach")["turns"][0]["scenes"]
    streams = [caller.client.get(f"{scenes[place]['sound']}.pcm") for place in (0, 2)]
    assert [stream.headers["Sampling-Rate"] for stream in streams] == ["8000", "8000"]
    assert [len(stream.data) // 2 for stream in streams] == [12 * 400, 12 * 400]
    known = caller.client.get(f"{scenes[0]['sound']}.json").json
    assert known
    assert known["length"] == 600
    assert {"kind": "Line", "id": "", "text": "Hello there.", "start": 0, "end": 600} in known["cues"]


def test_a_touch_reaches_the_skill(caller: Caller, skill: Skill) -> None:
    told(caller, "say", text="open hamstring coach", screen="show-8")
    source = {"type": "TouchWrapper", "handler": "Press", "id": "stop"}
    told(caller, "touch", token="seven", arguments=["stop", 3], source=source, elapsed_ms=2_000)
    event = skill.requests[-1]["request"]
    assert event["type"] == "Alexa.Presentation.APL.UserEvent"
    assert (event["token"], event["arguments"], event["source"]) == ("seven", ["stop", 3], source)
    stamps = [datetime.fromisoformat(one["request"]["timestamp"]) for one in skill.requests]
    assert (stamps[1] - stamps[0]).total_seconds() == 2


def test_a_touch_that_is_answered_in_silence_lets_the_speech_go_on(makes_desk: MakesDesk, small_models: Path) -> None:
    """As a stale tap is: the time still counts from when the speech began."""
    skill = Skill([says("A long story. " * 10), {}, says("Yes?")])
    caller = makes_desk(skill, models=small_models)
    told(caller, "say", text="open hamstring coach", screen="show-8")
    turn = told(caller, "touch", token="seven", arguments=["stale"], elapsed_ms=3_000)["turns"][-1]
    assert turn["goes_on"]
    assert not turn["interrupted"]
    told(caller, "say", text="help", elapsed_ms=5_000)
    stamps = [datetime.fromisoformat(one["request"]["timestamp"]) for one in skill.requests]
    assert [(stamp - stamps[0]).total_seconds() for stamp in stamps] == [0, 3, 5]


def test_when_the_waits_are_over_the_session_ends(caller: Caller, skill: Skill) -> None:
    told(caller, "say", text="open hamstring coach")
    answer = told(caller, "over", elapsed_ms=1_000)
    assert not answer["in_session"]
    assert skill.kinds[-1] == "SessionEndedRequest EXCEEDED_MAX_REPROMPTS"
    assert told(caller, "over", elapsed_ms=1_000)["turns"] == []


def test_words_outside_a_session_make_no_turn(caller: Caller) -> None:
    answer = told(caller, "say", text="help")
    assert (answer["turns"], answer["in_session"], answer["heard"]) == ([], False, "help")


def test_a_permission_is_asked_for_and_a_reminder_set_changed_and_cancelled(coach: Caller) -> None:
    told(coach, "say", text="open hamstring coach")
    told(coach, "say", text="remind me at seven p m")
    asked = told(coach, "say", text="yes")
    assert asked["turns"][-1]["prompt"]["scope"] == SCOPE
    assert "reminders" in asked["turns"][-1]["prompt"]["question"]
    done = told(coach, "permission", status="ACCEPTED")
    assert "7 PM" in speech(done)
    told(coach, "say", text="open hamstring coach")
    assert "7 PM" in speech(told(coach, "say", text="when is my reminder"))
    told(coach, "say", text="cancel my reminder")
    assert "7 PM" not in speech(told(coach, "say", text="when is my reminder"))


@pytest.mark.parametrize("words", ["no", "purple"])
def test_a_permission_can_be_refused_or_left_unanswered_by_voice(coach: Caller, words: str) -> None:
    told(coach, "say", text="open hamstring coach")
    told(coach, "say", text="remind me at seven p m")
    told(coach, "say", text="yes")
    answer = told(coach, "say", text=words)
    assert answer["turns"][-1]["kind"] == "Connections.Response"
    status = answer["turns"][-1]["request"]["request"]["payload"]["status"]
    assert status == {"no": "DENIED", "purple": "NOT_ANSWERED"}[words]


def test_a_permission_can_be_given_in_the_app(coach: Caller) -> None:
    told(coach, "permission", scope=SCOPE, status="ACCEPTED")
    turn = told(coach, "say", text="open hamstring coach")["turns"][-1]
    assert turn["request"]["session"]["user"]["permissions"]["scopes"] == {SCOPE: {"status": "GRANTED"}}
    told(coach, "say", text="remind me at seven p m")
    assert "7 PM" in speech(told(coach, "say", text="yes"))


def test_people_are_remembered_by_the_name_of_their_session(coach: Caller) -> None:
    """Ann comes back; Bob is new."""
    first = told(coach, "say", text="open hamstring coach", session="ann")
    told(coach, "say", text="ready", session="ann")
    told(coach, "say", text="stop", session="ann")
    again = told(coach, "say", text="open hamstring coach", session="ann")
    other = told(coach, "say", text="open hamstring coach", session="bob")
    assert speech(again) != speech(first)
    assert speech(other) == speech(first)


def test_a_sound_is_heard_and_answered(caller: Caller, skill: Skill) -> None:
    """Silence is nobody speaking: the skill is sent nothing."""
    try:
        caller.desk.ears.of("en-US").get()
    except PartMissing as off:
        missing(str(off))
    told(caller, "say", text="open hamstring coach")
    silence = np.zeros(16_000, np.int16).tobytes()
    response = caller.client.post("/desk/hear?elapsed_ms=1000", data=silence)
    answer = response.json or {}
    assert answer["turns"] == []
    assert answer["why"] == "nobody spoke"
    assert answer["in_session"]
    assert skill.kinds == ["LaunchRequest"]


def test_alexa_takes_an_envelope_and_returns_the_answer(coach: Caller) -> None:
    request = coach.says("open hamstring coach")["request"]
    answer = coach.posts("/alexa", request)
    assert answer.status_code == 200
    assert "Welcome" in (answer.json or {})["response"]["outputSpeech"]["ssml"]


def test_an_envelope_for_another_skill_is_refused(coach: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    request = coach.says("open hamstring coach")["request"]
    monkeypatch.setenv("SKILL_ID", "amzn1.ask.skill.another")
    assert coach.posts("/alexa", request).status_code == 403
