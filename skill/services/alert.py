"""One reminder, as Amazon's Reminders API writes it.

Facts from Amazon's "Alexa Reminders API Reference" and "Alexa Reminders Overview" (developer.amazon.com, read in
stored copies, not live), the service's models in ask-sdk-model 1.82.0, and Amazon's medicine reminder sample:

* An absolute reminder carries `requestTime`, a `trigger` (`type` SCHEDULED_ABSOLUTE, `scheduledTime` as local time
  **without** an offset, `timeZoneId`, `recurrence`), `alertInfo.spokenInfo.content` (one `locale` and `text` each)
  and `pushNotification.status`. An offset or "Z" in `scheduledTime` is an error.
* `recurrence.recurrenceRules` holds RFC 5545 rules such as "FREQ=DAILY;BYHOUR=19;BYMINUTE=0;BYSECOND=0;INTERVAL=1;".
  With them `freq`, `byDay` (both deprecated) and `scheduledTime` are ignored; `startDateTime` may be left out.
* The answer has `alertToken`, the reminder's id, and `status` ON. A list has `totalCount`, `alerts`, `links`; done
  ones stay in it for three days as COMPLETED.
"""

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from ask_sdk_model.services.reminder_management.alert_info import AlertInfo
from ask_sdk_model.services.reminder_management.push_notification import PushNotification
from ask_sdk_model.services.reminder_management.push_notification_status import PushNotificationStatus
from ask_sdk_model.services.reminder_management.recurrence import Recurrence
from ask_sdk_model.services.reminder_management.reminder_request import ReminderRequest
from ask_sdk_model.services.reminder_management.spoken_info import SpokenInfo
from ask_sdk_model.services.reminder_management.spoken_text import SpokenText
from ask_sdk_model.services.reminder_management.trigger import Trigger
from ask_sdk_model.services.reminder_management.trigger_type import TriggerType

from skill.services.errors import Malformed

HOUR, MINUTE = re.compile(r"\bBYHOUR=(\d{1,2})\b"), re.compile(r"\bBYMINUTE=(\d{1,2})\b")


class Alert(NamedTuple):
    """One reminder the skill has set."""

    token: str
    """Its id."""
    at: time | None
    """Its time of day, if that can be told."""
    over: bool
    """It will not come any more."""


def alerts_of(answer: Mapping[str, Any]) -> tuple[Alert, ...]:
    """The reminders of a list as the service answers it. Raises Malformed for what is no list."""
    alerts = answer.get("alerts")
    if alerts is None and str(answer.get("totalCount")) == "0":
        return ()
    if not isinstance(alerts, list):
        raise Malformed("not a list of reminders")
    return tuple(alert_of(value) for value in alerts)


def alert_of(value: object) -> Alert:
    """The reminder a JSON value of the list speaks of. One without an id raises Malformed."""
    token = value.get("alertToken") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(token, str) or not token:
        raise Malformed("a reminder without an id")
    return Alert(token, time_of(value.get("trigger")), value.get("status") == "COMPLETED")


def time_of(trigger: object) -> time | None:
    """The time of day in a trigger: of its first rule, or else of its scheduled time."""
    if not isinstance(trigger, dict):
        return None
    recurrence = trigger.get("recurrence")
    rules = recurrence.get("recurrenceRules") if isinstance(recurrence, dict) else None
    for rule in rules if isinstance(rules, list) else []:
        if found := _time_of_rule(rule):
            return found
    return _time_of_day(trigger)


def _time_of_rule(rule: object) -> time | None:
    hour, minute = (part.search(rule) if isinstance(rule, str) else None for part in (HOUR, MINUTE))
    try:
        return time(int(hour[1]), int(minute[1]) if minute else 0) if hour else None
    except ValueError:
        return None


def _time_of_day(trigger: Mapping[str, Any]) -> time | None:
    try:
        scheduled = datetime.fromisoformat(trigger["scheduledTime"])
    except (KeyError, TypeError, ValueError):
        return None
    return scheduled.time().replace(second=0, microsecond=0)


def daily(at: time, now: datetime, zone: str, text: str, locale: str) -> ReminderRequest:
    """The request for a reminder every day at a time of day. `now`: the person's local time, in the zone named."""
    rule = f"FREQ=DAILY;BYHOUR={at.hour};BYMINUTE={at.minute};BYSECOND=0;INTERVAL=1;"
    return ReminderRequest(
        request_time=now.replace(microsecond=0, tzinfo=None),
        trigger=Trigger(
            object_type=TriggerType.SCHEDULED_ABSOLUTE,
            scheduled_time=next_time(at, now),
            time_zone_id=zone,
            recurrence=Recurrence(recurrence_rules=[rule]),
        ),
        alert_info=AlertInfo(SpokenInfo([SpokenText(locale=locale, text=text)])),
        push_notification=PushNotification(PushNotificationStatus.ENABLED),
    )


def next_time(at: time, now: datetime) -> datetime:
    """When it is that time of day next, on the clock on the wall: without an offset, and never before `now`."""
    wall = now.replace(tzinfo=None)
    today = wall.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return today if today > wall else today + timedelta(days=1)
