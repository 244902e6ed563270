"""Bad input gets a short apology with a way on: never silence, never a stack trace, and nothing is lost."""

import logging
from typing import Any

import pytest

from skill.app import WrongSkill, handler
from tests.alexa import Alexa, Response

APOLOGY = "Sorry, something went wrong on my side. Say help for what I can do, or stop."


@pytest.mark.parametrize(
    "event",
    [
        None,
        [],
        "",
        {},
        {"version": "1.0"},
        {"request": None},
        {"request": {"type": "IntentRequest"}},
        {"request": {"type": "IntentRequest", "intent": None, "timestamp": "2026-03-02T12:00:00Z"}},
        {"request": {"type": "IntentRequest", "timestamp": "yesterday", "requestId": "r", "locale": "en-US"}},
        {"request": {"type": "Hamster.Request", "timestamp": "2026-03-02T12:00:00Z"}, "session": 4},
    ],
)
def test_a_malformed_envelope_gets_an_apology(event: Any) -> None:
    answer = Response(handler(event, None))
    assert answer.envelope["version"] == "1.0"
    if (event or {}).get("request") and event["request"]["type"] == "Hamster.Request":
        assert answer.body == {}
    else:
        assert answer.heard
        assert answer.listens


def test_an_unknown_kind_of_request_keeps_the_session(alexa: Alexa) -> None:
    """A request type newer than the SDK: silence towards it, and the place kept."""
    alexa.is_in_position()
    before = dict(alexa.attributes)
    assert alexa.sends({"type": "Alexa.Presentation.Hologram.UserEvent", "token": "1"}).body == {}
    assert alexa.attributes == before
    assert alexa.hears("ReadyIntent").holds == [30_000] * 3


def test_an_unknown_intent_is_not_understood(alexa: Alexa) -> None:
    alexa.is_in_position()
    assert alexa.hears("SomebodyElsesIntent").heard == "Sorry, I didn't get that. Say ready when you're there."


@pytest.mark.parametrize("locale", ["xx-XX", "tlh", "", "en-GB"])
def test_a_locale_without_words_hears_us_english(locale: str) -> None:
    alexa = Alexa(locale=locale)
    assert alexa.opens().heard.startswith("Welcome to Hamstring Coach.")


@pytest.mark.parametrize(
    "attributes",
    [
        {"some": "other skill's"},
        {"version": 0, "phase": "holding"},
        {"version": 99, "phase": "holding", "pending": {}},
        {"version": 1},
        {"version": 1, "phase": "dancing"},
        {"version": "1", "phase": None, "sides": "left"},
    ],
)
def test_attributes_this_version_did_not_write_begin_anew(attributes: dict[str, Any]) -> None:
    """Better the gate again than a wrong place."""
    alexa = Alexa(attributes=attributes, new=False)
    gate = alexa.hears("ReadyIntent")
    assert "tingling or numbness runs down your leg" in gate.heard
    assert not gate.holds


@pytest.mark.parametrize(
    "change",
    [
        {"at": 17},
        {"at": -1},
        {"at": "one"},
        {"done": 2.5},
        {"hold_seconds": 900},
        {"hold_seconds": 5},
        {"repetitions": 0},
        {"sides": []},
        {"pending": {"sent_at": "noon"}},
        {"phase": "holding"},
        {"unknown": True},
    ],
)
def test_attributes_that_make_no_sense_begin_anew(alexa: Alexa, change: dict[str, Any]) -> None:
    alexa.is_in_position()
    alexa.attributes |= change
    assert not alexa.hears("ReadyIntent").holds


def test_an_exception_in_a_running_set_apologises_and_keeps_the_place(
    alexa: Alexa, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """None of the broken-off set counts, and "ready" goes on where it was."""
    alexa.is_holding()
    with monkeypatch.context() as patch:
        patch.setattr("skill.intents.respond_to", lambda *_: 1 / 0)
        with caplog.at_level(logging.ERROR):
            sorry = alexa.hears("HowOftenIntent", after=30)
    assert sorry.heard == APOLOGY
    assert sorry.reprompt == "Say help, or stop."
    assert sorry.listens
    assert "ZeroDivisionError" in caplog.text
    alexa.hears("ReadyIntent", after=300)
    assert alexa.hears("ReadyIntent").holds == [30_000] * 3


def test_an_exception_while_a_report_is_read_leads_on_only_by_ready(
    alexa: Alexa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In doubt, the one statement."""
    alexa.is_holding()
    with monkeypatch.context() as patch:
        patch.setattr("skill.intents.respond_to", lambda *_: 1 / 0)
        sorry = alexa.reports("tingling in my toes", after=30)
    assert sorry.heard.endswith("tingles or goes numb, say stop.")
    assert not alexa.hears("AMAZON.ResumeIntent").holds
    assert alexa.attributes["phase"] == "check"


def test_a_wrong_application_id_is_rejected(alexa: Alexa, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `SKILL_ID` set, requests for other skills get no answer at all."""
    monkeypatch.setenv("SKILL_ID", "amzn1.ask.skill.another")
    with pytest.raises(WrongSkill):
        alexa.opens()
    with pytest.raises(WrongSkill):
        handler({}, None)
    monkeypatch.setenv("SKILL_ID", "amzn1.ask.skill.test")
    assert alexa.opens().heard
