"""What an answer may do besides being said: forget a person, and set, cancel or look up their reminder."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.services.api_client import ApiClient

from skill import library, services
from skill.coach.line import Clock
from skill.coach.reply import Effect
from skill.recollection import Recollection, Remembered

DONE, UNAVAILABLE = "done", "unavailable"
NOTHING_LEFT = (
    services.Kind.CANCELLED,
    services.Kind.NONE,
    services.Kind.NEEDS_PERMISSION,
    services.Kind.UNSUPPORTED_DEVICE,
)
"""Without permission, or on a device without reminders, there is none of the skill's to delete."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the last part of the key of its sentence."""

    name: str
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Doing:
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
    cancelled = services.cancel(doing.envelope, doing.api_client)
    return Outcome(DONE if cancelled.kind in NOTHING_LEFT else UNAVAILABLE)


def set_reminder(doing: Doing) -> Outcome:
    """A reminder every day at the time that was confirmed, in the device's own time zone."""
    if doing.clock is None:
        return Outcome(services.Kind.BAD_TIME)
    zone = services.time_zone(doing.envelope, doing.api_client) or services.default_time_zone(doing.locale)
    text = library.words(doing.locale).phrases["reminder_text"].say[0]
    at = time(doing.clock.hour, doing.clock.minute)
    return told(services.create(doing.envelope, doing.api_client, at, zone, text, doing.locale))


def told(outcome: services.Outcome) -> Outcome:
    """A service's outcome as the coach takes it."""
    return Outcome(outcome.kind, Clock(outcome.at.hour, outcome.at.minute) if outcome.at else None)


ACTIONS: dict[Effect, Callable[[Doing], Outcome]] = {
    Effect.FORGET: forget,
    Effect.SET_REMINDER: set_reminder,
    Effect.CANCEL_REMINDER: lambda doing: told(services.cancel(doing.envelope, doing.api_client)),
    Effect.FIND_REMINDER: lambda doing: told(services.find(doing.envelope, doing.api_client)),
}
