"""What an answer may do besides being said: forget a person, and set, cancel or look up their reminder."""

from collections.abc import Callable
from datetime import time
from typing import NamedTuple

from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.services.api_client import ApiClient

from skill import library
from skill.coach.line import Clock
from skill.coach.reply import Effect
from skill.recollection import Recollection, Remembered
from skill.services.outcome import Kind
from skill.services.outcome import Outcome as Answered
from skill.services.reminders import cancel, create, find
from skill.services.time_zone import default_time_zone, time_zone

DONE, UNAVAILABLE = "done", "unavailable"
NOTHING_LEFT = (
    Kind.CANCELLED,
    Kind.NONE,
    Kind.NEEDS_PERMISSION,
    Kind.UNSUPPORTED_DEVICE,
)
"""Without permission, or on a device without reminders, there is none of the skill's to delete."""


class Outcome(NamedTuple):
    """What came of it: the last part of the key of its sentence."""

    name: str
    clock: Clock | None = None


class Doing(NamedTuple):
    """All that an effect may need."""

    envelope: RequestEnvelope
    api_client: ApiClient
    locale: str
    clock: Clock | None
    recollection: Recollection | None
    remembered: Remembered | None


def perform(effect: Effect, doing: Doing) -> Outcome:
    """Do it. What Alexa does herself once the answer is sent raises KeyError."""
    return ACTIONS[effect](doing)


def forget(doing: Doing) -> Outcome:
    """Delete the record, then the reminders; what has none of either is done too."""
    if doing.recollection and doing.remembered and not doing.recollection.forget(doing.remembered):
        return Outcome(UNAVAILABLE)
    cancelled = cancel(doing.envelope, doing.api_client)
    return Outcome(DONE if cancelled.kind in NOTHING_LEFT else UNAVAILABLE)


def set_reminder(doing: Doing) -> Outcome:
    """A reminder every day at the time that was confirmed, in the device's own time zone."""
    if doing.clock is None:
        return Outcome(Kind.BAD_TIME)
    zone = time_zone(doing.envelope, doing.api_client) or default_time_zone(doing.locale)
    text = library.words(doing.locale).phrases["reminder_text"].say[0]
    at = time(doing.clock.hour, doing.clock.minute)
    return told(create(doing.envelope, doing.api_client, at, zone, text, doing.locale))


def told(answered: Answered) -> Outcome:
    """A service's answer as the coach takes it."""
    return Outcome(answered.kind, Clock(answered.at.hour, answered.at.minute) if answered.at else None)


ACTIONS: dict[Effect, Callable[[Doing], Outcome]] = {
    Effect.FORGET: forget,
    Effect.SET_REMINDER: set_reminder,
    Effect.CANCEL_REMINDER: lambda doing: told(cancel(doing.envelope, doing.api_client)),
    Effect.FIND_REMINDER: lambda doing: told(find(doing.envelope, doing.api_client)),
}
