"""The life of a session, as on a device."""

from typing import Any

import pytest

from speaker.device import Act, Turn
from speaker.envelope import Setting
from speaker.screens import SCREENS
from tests.speaker.conftest import Meets, Person, Skill, says

# Ten characters last a second.
QUESTION = says("Ready now?", again="Say ready.")


def audio(document: Any, token: str = "set-1") -> dict[str, Any]:
    return {"type": "Alexa.Presentation.APLA.RenderDocument", "token": token, "document": document}


def hold(length: int) -> dict[str, Any]:
    item = {"type": "Silence", "duration": length, "id": "hold-1"}
    return {"type": "APLA", "version": "0.91", "mainTemplate": {"item": item}}


def in_session(person: Person) -> bool:
    return person.device.in_session


def reasons(turns: tuple[Turn, ...]) -> list[str]:
    return [turn.request["request"].get("reason", turn.kind) for turn in turns]


def test_opening_launches_and_what_is_said_next_stays_in_the_session(meets: Meets) -> None:
    skill = Skill([QUESTION])
    person = meets(skill)
    person.opens()
    person.after(2).says("ready")
    assert skill.kinds == ["LaunchRequest", "ReadyIntent"]
    assert [event["session"]["new"] for event in skill.requests] == [True, False]
    assert len({event["session"]["sessionId"] for event in skill.requests}) == 1
    assert [event["request"]["timestamp"][-9:] for event in skill.requests] == ["12:00:00Z", "12:00:02Z"]


def test_attributes_travel_from_turn_to_turn_and_end_with_the_session(meets: Meets) -> None:
    skill = Skill([QUESTION], attributes={"place": 2})
    person = meets(skill)
    person.opens()
    person.says("ready")
    person.waits(100)
    person.opens()
    assert [event["session"]["attributes"] for event in skill.requests] == [{}, {"place": 2}, {"place": 2}, {}]


def test_the_microphone_opens_prompts_again_and_gives_up(meets: Meets) -> None:
    skill = Skill([QUESTION])
    person = meets(skill)
    person.opens()
    scenes = [(scene.act, scene.start, scene.length) for scene in person.device.plan.scenes]
    assert scenes == [
        (Act.ANSWER, 0, 1_000),
        (Act.MICROPHONE, 1_000, 8_000),
        (Act.REPROMPT, 9_000, 1_000),
        (Act.MICROPHONE, 10_000, 8_000),
    ]
    assert person.waits(17.9) == ()
    assert reasons(person.waits(60)) == ["EXCEEDED_MAX_REPROMPTS"]
    assert skill.requests[-1]["request"]["timestamp"] == "2026-03-02T12:00:18Z"
    assert not in_session(person)


def test_without_a_reprompt_the_microphone_opens_once(meets: Meets) -> None:
    person = meets(Skill([says("Ready now?")]))
    person.opens()
    assert person.waits(8.9) == ()
    assert reasons(person.waits(0.1)) == ["EXCEEDED_MAX_REPROMPTS"]


def test_null_listens_as_false_does(meets: Meets) -> None:
    person = meets(Skill([says("Ready now?") | {"shouldEndSession": None}]))
    person.opens()
    assert person.device.plan.scenes[-1].act is Act.MICROPHONE


def test_an_answer_after_the_reprompt_is_still_in_the_session(meets: Meets) -> None:
    skill = Skill([QUESTION])
    person = meets(skill)
    person.opens()
    person.after(17).says("ready")
    assert skill.kinds == ["LaunchRequest", "ReadyIntent"]


def test_an_answer_too_late_is_alexas_own(meets: Meets) -> None:
    skill = Skill([QUESTION])
    person = meets(skill)
    person.opens()
    assert reasons(person.after(19).says("ready")) == ["EXCEEDED_MAX_REPROMPTS"]


def test_a_last_answer_closes_the_session_without_a_word_to_the_skill(meets: Meets) -> None:
    skill = Skill([says("Goodbye.", ends=True)])
    person = meets(skill)
    person.opens()
    assert in_session(person)
    assert person.waits(1) == ()
    assert not in_session(person)
    assert person.says("ready") == ()
    assert skill.kinds == ["LaunchRequest"]


def test_words_during_a_last_answer_only_silence_it(meets: Meets) -> None:
    skill = Skill([says("Goodbye for now.", ends=True)])
    person = meets(skill)
    person.opens()
    assert person.after(0.5).says("stop") == ()
    assert person.device.scene(person.now) is None
    assert skill.kinds == ["LaunchRequest"]


def test_speaking_over_an_answer_interrupts_it_at_that_second(meets: Meets) -> None:
    skill = Skill([says("Hold.", again="Go on?", directives=[audio(hold(30_000))]), says("Paused.")])
    person = meets(skill)
    person.opens()
    (turn,) = person.after(12).says("pause")
    assert turn.interrupted
    assert turn.request["request"]["timestamp"] == "2026-03-02T12:00:12Z"
    assert person.device.plan.answer.text == "Paused."


def test_speaking_to_the_open_microphone_interrupts_nothing(meets: Meets) -> None:
    person = meets(Skill([QUESTION]))
    person.opens()
    (turn,) = person.after(3).says("ready")
    assert not turn.interrupted


@pytest.mark.parametrize("said", ["stop", "ready", "what is sciatica", "exit"])
def test_outside_a_session_the_skill_hears_nothing(meets: Meets, said: str) -> None:
    skill = Skill([QUESTION])
    assert meets(skill).says(said) == ()
    assert skill.requests == []


def test_a_one_shot_request_is_the_first_of_a_new_session(meets: Meets) -> None:
    skill = Skill([says("Breathe.", ends=True)])
    person = meets(skill)
    (turn,) = person.says("Alexa, ask hamstring coach for safety tips")
    assert skill.kinds == ["SafetyTipsIntent"]
    assert skill.requests[0]["session"]["new"]
    assert turn.heard is not None
    assert not person.after(2).device.pass_time(person.now)


def test_calling_the_skill_again_begins_anew(meets: Meets) -> None:
    skill = Skill([QUESTION], attributes={"place": 2})
    person = meets(skill)
    person.opens()
    person.says("open hamstring coach")
    first, second = (event["session"] for event in skill.requests)
    assert second["new"]
    assert second["attributes"] == {}
    assert first["sessionId"] != second["sessionId"]


def test_exit_ends_the_session_without_an_intent(meets: Meets) -> None:
    skill = Skill([QUESTION])
    person = meets(skill)
    person.opens()
    assert reasons(person.says("exit")) == ["USER_INITIATED"]
    assert not in_session(person)


def test_leaving_tells_the_skill_once(meets: Meets) -> None:
    skill = Skill([QUESTION])
    person = meets(skill)
    person.opens()
    person.device.leave(person.now)
    person.device.leave(person.now)
    assert skill.kinds == ["LaunchRequest", "SessionEndedRequest USER_INITIATED"]


def test_audio_that_cannot_be_played_is_reported_after_the_speech(meets: Meets) -> None:
    broken = says("Here we go.", directives=[audio({"type": "APLA"})])
    skill = Skill([broken, QUESTION])
    person = meets(skill)
    person.opens()
    (turn,) = person.waits(5)
    assert turn.kind == "Alexa.Presentation.APLA.RuntimeError"
    assert turn.request["request"]["token"] == "set-1"
    assert (turn.at - person.now).total_seconds() == pytest.approx(1.1 - 5)
    assert person.device.plan.answer.text == "Ready now?"


def test_a_reprompt_that_cannot_be_played_is_reported_too(meets: Meets) -> None:
    broken = says("Ready now?", again="Take your time.")
    broken["reprompt"]["directives"] = [audio({"type": "APLA"})]
    skill = Skill([broken, QUESTION])
    person = meets(skill)
    person.opens()
    assert [turn.kind for turn in person.waits(11)] == ["Alexa.Presentation.APLA.RuntimeError"]


def test_a_skill_that_only_sends_broken_audio_is_given_up(meets: Meets) -> None:
    skill = Skill([says("Go.", directives=[audio({"type": "APLA"})])])
    person = meets(skill)
    person.opens()
    person.waits(60)
    assert skill.kinds == ["LaunchRequest", "Alexa.Presentation.APLA.RuntimeError", "SessionEndedRequest ERROR"]


@pytest.mark.parametrize(
    "answer",
    [
        RuntimeError("out of order"),
        says("x" * 8_001),
        {"outputSpeech": {"type": "SSML", "ssml": "<speak>a & b</speak>"}},
        says("big", directives=[{"type": "x" * 121_000}]),
    ],
)
def test_a_failing_skill_ends_the_session_as_amazon_does(meets: Meets, answer: dict[str, Any] | Exception) -> None:
    skill = Skill([answer, {}])
    person = meets(skill)
    (turn,) = person.opens()
    assert turn.problem
    assert not in_session(person)
    assert skill.kinds == ["LaunchRequest", "SessionEndedRequest ERROR"]


def test_a_screen_keeps_an_undecided_session_for_half_a_minute(meets: Meets) -> None:
    shows = says("Look.", ends=None, directives=[{"type": "Alexa.Presentation.APL.RenderDocument"}])
    person = meets(Skill([shows]), Setting(screen=SCREENS["show-8"]))
    person.opens()
    assert [scene.act for scene in person.device.plan.scenes] == [Act.ANSWER, Act.SCREEN]
    assert person.waits(30) == ()
    assert reasons(person.waits(1)) == ["EXCEEDED_MAX_REPROMPTS"]


def test_a_speaker_closes_an_undecided_session(meets: Meets) -> None:
    person = meets(Skill([says("Look.", ends=None)]))
    person.opens()
    assert person.waits(1) == ()
    assert not in_session(person)


def test_a_touch_reaches_the_skill_in_a_session_only(meets: Meets) -> None:
    skill = Skill([QUESTION])
    person = meets(skill, Setting(screen=SCREENS["show-8"]))
    assert person.device.touch("screen-1", ["ready"], person.now) == ()
    person.opens()
    (turn,) = person.device.touch("screen-1", ["ready"], person.after(1).now)
    assert turn.request["request"]["arguments"] == ["ready"]
    person.waits(60)
    assert person.device.touch("screen-1", ["ready"], person.now) == ()


def test_a_permission_answer_opens_a_session_when_none_is_open(meets: Meets) -> None:
    skill = Skill([QUESTION])
    person = meets(skill)
    person.device.connect("AskFor", {"status": "ACCEPTED"}, "token", person.now)
    assert skill.kinds == ["Connections.Response"]
    assert in_session(person)


def test_a_card_is_kept(meets: Meets) -> None:
    card = {"type": "Standard", "title": "Contact", "text": "Call us."}
    (turn,) = meets(Skill([says("Call.", ends=True, card=card)])).opens()
    assert turn.card is not None
    assert (turn.card.title, turn.card.text) == ("Contact", "Call us.")


def test_two_people_are_two_users(meets: Meets) -> None:
    skill = Skill([QUESTION])
    for name in ("one", "two"):
        meets(skill, Setting(user_id=name)).opens()
    assert len({event["session"]["sessionId"] for event in skill.requests}) == 2
    assert [event["session"]["user"]["userId"] for event in skill.requests] == ["one", "two"]
