"""What became of a wish for a reminder: one kind for everything the person can be told."""

from datetime import time
from enum import StrEnum
from typing import NamedTuple

from skill.services.errors import (
    Busy,
    Declined,
    Forbidden,
    Malformed,
    NotCallable,
    ServiceError,
    TimedOut,
    Unauthorized,
)


class Kind(StrEnum):
    """What became of it. Each kind has an answer of its own."""

    SET = "set"
    """The reminder is set, the only one."""
    CHANGED = "changed"
    """A new one is set, and the old one gone."""
    DOUBLED = "doubled"
    """A new one is set, but an old one could not be removed."""
    CANCELLED = "cancelled"
    """There is no reminder any more."""
    NONE = "none"
    """There is no reminder, and there was none."""
    FOUND = "found"
    """There is a reminder."""
    NEEDS_PERMISSION = "needs_permission"
    """The person has not allowed this skill to set reminders."""
    UNAUTHORIZED = "unauthorized"
    """The permission is given, and the token was refused all the same: it is too old, say."""
    UNSUPPORTED_DEVICE = "unsupported_device"
    """This device has no reminders."""
    TOO_MANY = "too_many"
    """The account holds as many reminders as it may."""
    BUSY = "busy"
    """Too many calls of this skill; later."""
    UNAVAILABLE = "unavailable"
    """The service is down, or cannot be reached."""
    SLOW = "slow"
    """No answer in time. Whether anything was done is not known."""
    UNREADABLE = "unreadable"
    """An answer that cannot be read. Whether anything was done is not known."""
    BAD_TIME = "bad_time"
    """Not a time, or time zone, a reminder can be set for."""
    IN_PAST = "in_past"
    """The time is over already."""
    REFUSED = "refused"
    """The service said no, for a reason that is none of the others."""


class Outcome(NamedTuple):
    """What became of a wish for a reminder."""

    kind: Kind
    at: time | None = None
    """The time of day of the reminder there now is, every day, where the person is. None: no reminder, or a reminder
    whose time cannot be told."""
    others: tuple[time, ...] = ()
    """The times of further ones, earliest first."""


PERMISSION = frozenset({"UNAUTHORIZED", "ACCESS_DENIED", "INVALID_BEARER_TOKEN", "ACCESS_NOT_REQUESTED"})
DEVICE = frozenset({"DEVICE_NOT_SUPPORTED", "UNSUPPORTED_DEVICE"})
LIMIT = frozenset({"MAX_REMINDERS_EXCEEDED", "MAX_REMINDERS_REACHED"})
PAST = frozenset({"TRIGGER_SCHEDULED_TIME_IN_PAST"})
TIMES = ("SCHEDULED_TIME", "TIME_ZONE", "TIMEZONE", "RECURRENCE", "REQUEST_TIME")


def kind_of(error: ServiceError, granted: bool | None) -> Kind:
    """The kind of a failed call. `granted`: whether the request says that the permission is given, if it says.

    Amazon's reference tells the errors by HTTP status and a `code` in the body. The codes here are those public
    skills handle by name: DEVICE_NOT_SUPPORTED, UNAUTHORIZED, INVALID_BEARER_TOKEN and ACCESS_DENIED (two skill
    frameworks), TRIGGER_SCHEDULED_TIME_IN_PAST, INVALID_/UNSUPPORTED_..._SCHEDULED_TIME_FORMAT,
    UNSUPPORTED_TRIGGER_RECURRENCE, MAX_REMINDERS_EXCEEDED; the last is from one source, and which status carries it
    is not certain, so codes are looked at before the status.
    """
    match error:
        case NotCallable():
            return Kind.UNSUPPORTED_DEVICE
        case TimedOut():
            return Kind.SLOW
        case Malformed():
            return Kind.UNREADABLE
        case Declined(code=code) if code:
            return _kind_of_code(code, granted) or _kind_of_status(error, granted)
        case Declined():
            return _kind_of_status(error, granted)
    return Kind.UNAVAILABLE


def _kind_of_code(code: str, granted: bool | None) -> Kind | None:
    if code in DEVICE:
        return Kind.UNSUPPORTED_DEVICE
    if code in LIMIT:
        return Kind.TOO_MANY
    if code in PAST:
        return Kind.IN_PAST
    if code in PERMISSION:
        return Kind.UNAUTHORIZED if granted else Kind.NEEDS_PERMISSION
    return Kind.BAD_TIME if any(part in code for part in TIMES) else None


def _kind_of_status(error: Declined, granted: bool | None) -> Kind:
    match error:
        case Unauthorized():
            return Kind.UNAUTHORIZED if granted else Kind.NEEDS_PERMISSION
        case Forbidden():
            # Amazon's samples read a bare 403 as a device without reminders; a missing permission is 401 with them.
            return Kind.NEEDS_PERMISSION if granted is False else Kind.UNSUPPORTED_DEVICE
        case Busy():
            return Kind.BUSY
    return Kind.UNAVAILABLE if error.status >= 500 else Kind.REFUSED
