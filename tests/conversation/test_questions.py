"""Questions: answered in passing or in mid-routine, always with a way back."""

import pytest

from tests.alexa import Alexa

QUESTIONS = {
    "SafetyTipsIntent": "doctor",
    "CheckFirstIntent": "surgery",
    "HowToIntent": "knee",
    "WhyStretchIntent": "pelvis",
    "HowOftenIntent": "Once a day",
    "WhenWillItHelpIntent": "many weeks",
    "WhatDoINeedIntent": "dog leash",
    "FloorIntent": "roll to your side",
    "WhatIsSciaticaIntent": "irritated sciatic nerve",
    "OtherExercisesIntent": "other low back exercises",
    "ClinicContactIntent": "904-858-7045",
    "HowMuchLeftIntent": "quarter of an hour",
}


@pytest.mark.parametrize("intent", QUESTIONS)
def test_asked_in_passing_it_is_answered_and_the_session_closes(alexa: Alexa, intent: str) -> None:
    """ "Ask hamstring coach for safety tips": under 30 seconds, the rest on a card, no open microphone."""
    answer = alexa.hears(intent)
    assert QUESTIONS[intent] in answer.heard
    assert answer.card
    assert not answer.listens
    assert "reprompt" not in answer.body


@pytest.mark.parametrize("intent", [name for name in QUESTIONS if name != "HowMuchLeftIntent"])
def test_asked_in_a_hold_it_lets_go_answers_and_leads_back(alexa: Alexa, intent: str) -> None:
    alexa.is_holding()
    answer = alexa.hears(intent, after=30)
    assert answer.heard.startswith("Ease out. ")
    assert answer.listens
    assert "ready" in answer.heard
    assert alexa.hears("ReadyIntent").heard.startswith("The seated stretch, left leg.")


def test_all_the_safety_tips_in_parts(alexa: Alexa) -> None:
    """Everything the article says, a part at a time, "next" for more."""
    alexa.is_in_position()
    heard = alexa.hears("SafetyTipsIntent").heard
    while "Say next for more" in alexa.last.heard:
        heard += alexa.hears("AMAZON.NextIntent").heard
    for fact in ("ask your doctor", "strong stretch", "never push to pain", "nerves", "at least 30 seconds",
                 "don't bounce", "many weeks", "sooner", "breathe", "blood pressure", "tense"):  # fmt: skip
        assert fact in heard
    assert alexa.last.heard.endswith("Say ready when you're there.")


def test_repeat_after_an_answer_is_that_answer(alexa: Alexa) -> None:
    alexa.is_in_position()
    first = alexa.hears("WhyStretchIntent").heard
    assert alexa.hears("AMAZON.RepeatIntent").heard == first


def test_next_after_the_last_tip_is_the_routines_next(alexa: Alexa) -> None:
    alexa.is_in_position()
    alexa.hears("SafetyTipsIntent")
    for _ in range(3):
        alexa.hears("AMAZON.NextIntent")
    assert "right leg" in alexa.hears("AMAZON.NextIntent").heard


def test_both_phones_and_the_web_address_are_marked_up_to_be_spoken_right(alexa: Alexa) -> None:
    contact = alexa.hears("ClinicContactIntent")
    assert '<say-as interpret-as="telephone">904-858-7045</say-as>' in contact.ssml
    assert '<say-as interpret-as="telephone">904-564-2000</say-as>' in contact.ssml
    assert '<sub alias="J. O. I. online dot net">www.joionline.net</sub>' in contact.ssml
    assert "your own doctor or therapist" in contact.heard
    for written in ("(904) 858-7045", "904-JOI-2000", "www.joionline.net"):
        assert written in contact.card


def test_how_to_explains_the_stretch_in_question(alexa: Alexa) -> None:
    alexa.is_in_position()
    assert "edge of a sturdy chair" in alexa.hears("HowToIntent").heard
    assert "dog leash" in alexa.hears("HowToIntent", stretch="supine").heard


def test_help_says_what_can_be_said_now(alexa: Alexa) -> None:
    alexa.opens()
    assert "safety tips" in alexa.hears("AMAZON.HelpIntent").heard
    assert alexa.last.listens
