"""One reminder a day, set only after a yes; every refusal of Amazon's has its own clear answer."""

from collections.abc import Iterator

import pytest

from skill import app
from tests.alexa import Alexa
from tests.services.amazon import DEVICE, TOKEN, Amazon, dropped, named, status


@pytest.fixture
def reminded(alexa: Alexa, amazon: Amazon) -> Iterator[Alexa]:
    """A device whose Amazon is the double."""
    alexa.endpoint, alexa.token, alexa.device = amazon.endpoint, TOKEN, DEVICE
    app.build_skill.cache_clear()
    yield alexa
    app.build_skill.cache_clear()


def test_remind_me_every_day_at_seven(reminded: Alexa, amazon: Amazon) -> None:
    """The time and that it is daily are said, a yes is waited for, and only then it is set."""
    asked = reminded.hears("RemindMeIntent", time="19:00")
    assert asked.heard == "I'll remind you to stretch every day at 7 PM. Say yes if that's right, or no."
    assert asked.listens
    assert not amazon.alerts
    done = reminded.hears("AMAZON.YesIntent")
    assert done.heard == "Done. Every day at 7 PM, Alexa will remind you."
    assert not done.listens
    assert amazon.rules == ["FREQ=DAILY;BYHOUR=19;BYMINUTE=0;BYSECOND=0;INTERVAL=1;"]


def test_no_sets_nothing(reminded: Alexa, amazon: Amazon) -> None:
    reminded.hears("RemindMeIntent", time="19:00")
    assert reminded.hears("AMAZON.NoIntent").heard == "Okay, everything stays as it is."
    assert not amazon.alerts


def test_without_a_time_it_asks_for_one(reminded: Alexa) -> None:
    asked = reminded.hears("RemindMeIntent")
    assert asked.heard.endswith("Say remind me at 7 in the evening, for example.")
    assert "7:30 AM" in reminded.hears("RemindMeIntent", time="07:30").heard
    assert "7 PM" in reminded.hears("RemindMeIntent", time="EV").heard


def test_change_look_up_and_cancel(reminded: Alexa, amazon: Amazon) -> None:
    amazon.has_reminder("19:00")
    assert reminded.hears("WhichReminderIntent").heard == "I remind you every day at 7 PM."
    reminded.new, reminded.attributes = True, {}
    reminded.hears("RemindMeIntent", time="08:15")
    assert "It's now every day at 8:15 AM" in reminded.hears("AMAZON.YesIntent").heard
    assert len(amazon.alerts) == 1
    reminded.new, reminded.attributes = True, {}
    assert reminded.hears("CancelReminderIntent").heard == "Done, your reminder is cancelled."
    assert not amazon.alerts
    reminded.new, reminded.attributes = True, {}
    assert reminded.hears("WhichReminderIntent").heard == "There's no reminder from me."


def test_the_permission_is_asked_for_by_voice_and_then_it_is_set(reminded: Alexa, amazon: Amazon) -> None:
    """Alexa asks; what the time was travels with the question, whatever becomes of the session."""
    amazon.permitted = False
    reminded.hears("RemindMeIntent", time="19:00")
    asking = reminded.hears("AMAZON.YesIntent")
    assert "I need your permission for that." in asking.heard
    directive = asking.body["directives"][0]
    assert directive["type"] == "Connections.SendRequest"
    assert directive["token"] == "19:00"
    amazon.permitted = True
    reminded.attributes = {}
    answered = reminded.sends(consent("ACCEPTED", directive["token"]))
    assert answered.heard == "Done. Every day at 7 PM, Alexa will remind you."


@pytest.mark.parametrize(
    ("said", "answer"), [("DENIED", "Okay, no reminder."), ("NOT_ANSWERED", "I didn't hear a yes")]
)
def test_a_no_to_the_permission_leaves_a_card(reminded: Alexa, said: str, answer: str) -> None:
    told = reminded.sends(consent(said, "19:00"))
    assert told.heard.startswith(answer)
    assert told.body["card"]["type"] == "AskForPermissionsConsent"


def consent(said: str, token: str) -> dict[str, object]:
    """Alexa's report of what the person said to the permission."""
    return {
        "type": "Connections.Response",
        "name": "AskFor",
        "status": {"code": "200", "message": "OK"},
        "token": token,
        "payload": {"status": said, "isCardThrown": False},
    }


@pytest.mark.parametrize(
    ("code", "name", "answer"),
    [
        (403, "DEVICE_NOT_SUPPORTED", "This device can't set reminders."),
        (403, "MAX_REMINDERS_EXCEEDED", "as many reminders as Amazon allows"),
        (429, None, "Amazon's reminders are busy."),
        (500, None, "I can't reach Amazon's reminders just now."),
        (503, None, "I can't reach Amazon's reminders just now."),
        (400, "TRIGGER_SCHEDULED_TIME_IN_PAST", "That time is over already."),
    ],
)
def test_every_refusal_has_its_own_answer(
    reminded: Alexa, amazon: Amazon, code: int, name: str | None, answer: str
) -> None:
    amazon.fails("POST", status(code, name) if name else status(code))
    reminded.hears("RemindMeIntent", time="19:00")
    told = reminded.hears("AMAZON.YesIntent")
    assert answer in told.heard
    assert "went wrong" not in told.heard


def test_a_broken_line_is_told_as_such(reminded: Alexa, amazon: Amazon) -> None:
    amazon.fails("POST", named("dropped", dropped), times=3)
    reminded.hears("RemindMeIntent", time="19:00")
    assert "reminders" in reminded.hears("AMAZON.YesIntent").heard


def test_in_mid_routine_a_reminder_leads_back(reminded: Alexa) -> None:
    reminded.is_in_position()
    reminded.hears("RemindMeIntent", time="19:00")
    assert reminded.hears("AMAZON.YesIntent").heard.endswith("Say ready when you're there.")
