"""What is remembered of a person between conversations: a place, preferences, days and sets. Nothing about health.

A turn leaves a `Change`, not a new record: applied to whatever another device wrote meanwhile, it loses nothing and
counts nothing twice. Times are in milliseconds since 1970.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from skill.coach.routine import Leg, Side, Stretch
from skill.coach.session import Pending, Phase, Session, settle

RETURN_WITHIN = 24 * 3_600_000
"""How long an unfinished routine is taken up again."""
SETTLED_KEPT = 8
"""How many settled sets are remembered by their time; more than two devices can have open."""
PLACELESS = (Phase.CHECK, Phase.REFUSED)


class Place(NamedTuple):
    """Where a routine stands."""

    sides: tuple[Side, ...]
    at: int
    done: int


class Preferences(NamedTuple):
    """What a person chose, and has learned."""

    hold_seconds: int = 30
    repetitions: int = 3
    slower: bool = False
    only: Stretch | None = None
    first_leg: Leg | None = None
    learned: tuple[str, ...] = ()


class History(NamedTuple):
    """What was practised."""

    sets: int = 0
    days: int = 0
    streak: int = 0
    """Days in a row, up to the last one."""
    last_day: date | None = None
    """In the person's own calendar."""

    def with_set(self, day: date) -> "History":
        """One set more, on that day."""
        if self.last_day and day <= self.last_day:
            return self._replace(sets=self.sets + 1)
        in_a_row = self.last_day is not None and day - self.last_day == timedelta(days=1)
        return History(self.sets + 1, self.days + 1, self.streak + 1 if in_a_row else 1, day)

    def streak_on(self, day: date) -> int:
        """Days in a row as of `day`: none once a day was missed."""
        recent = self.last_day is not None and day - self.last_day <= timedelta(days=1)
        return self.streak if recent else 0


class Settled(NamedTuple):
    """A sent set that has been counted, once."""

    sent_at: int
    """Names the set."""
    finished: bool
    """It brought its leg to an end."""
    day: date


class Change(NamedTuple):
    """What one turn did to the record."""

    at: int
    place: Place | None = None
    pending: Pending | None = None
    settled: Settled | None = None
    undone: int | None = None
    """The set whose assumed end was taken back."""
    preferences: Mapping[str, object] = MappingProxyType({})
    """Only those that changed."""


class Record(NamedTuple):
    """One person's."""

    place: Place | None = None
    pending: Pending | None = None
    changed_at: int = 0
    """When place and pending set were last true."""
    settled: tuple[int, ...] = ()
    """The sets counted lately, by the time they were sent."""
    preferences: Preferences = Preferences()
    history: History = History()
    first_seen: int = 0
    last_seen: int = 0
    time_zone: str = ""
    people: tuple[str, ...] = ()
    """In an account's record: the keys of its recognised people's."""

    def after(self, change: Change) -> "Record":
        """The record with a change applied; applied again, it changes nothing more."""
        later = change.at >= self.changed_at
        counted = change.settled and change.settled.finished and change.settled.sent_at not in self.settled
        moved = self._replace(
            place=change.place if later else self.place,
            pending=change.pending if later else self.pending,
            changed_at=max(change.at, self.changed_at),
            preferences=self.preferences._replace(**dict(change.preferences)),  # type: ignore[arg-type]
            first_seen=self.first_seen or change.at,
            last_seen=max(change.at, self.last_seen),
        )
        if counted and change.settled:
            names = (*self.settled, change.settled.sent_at)[-SETTLED_KEPT:]
            moved = moved._replace(settled=names, history=self.history.with_set(change.settled.day))
        if change.undone is not None and change.undone in moved.settled:
            names = tuple(name for name in moved.settled if name != change.undone)
            fewer = moved.history._replace(sets=max(moved.history.sets - 1, 0))
            moved = moved._replace(settled=names, history=fewer)
        return moved


class Recalled(NamedTuple):
    """A new conversation, begun from the record."""

    session: Session
    settled: Settled | None = None
    """The set that was still open when the record was last written."""


def recall(record: Record, now: int, allowance: int, day_of: Callable[[int], date]) -> Recalled:
    """The session a person comes back to: their preferences and, within a day, their place; before the gate."""
    preferences = record.preferences
    session = Session(
        hold_seconds=preferences.hold_seconds,
        repetitions=preferences.repetitions,
        slower=preferences.slower,
        learned=preferences.learned,
        only=preferences.only,
        first_leg=preferences.first_leg,
        returning=record.first_seen > 0,
    )
    place, pending = record.place, record.pending
    if place is None:
        return Recalled(session)
    back = session._replace(sides=place.sides, at=place.at, done=place.done)
    settled = None
    if pending:
        running = back._replace(phase=Phase.HOLDING, pending=pending)
        back = settle(running, now, allowance)
        finished = back.sets > running.sets
        settled = Settled(pending.sent_at, finished, day_of(pending.sent_at))
        back = back._replace(assumed=pending.sent_at if finished else None)
    if back.side is None or now - record.changed_at > RETURN_WITHIN:
        back = session
    return Recalled(back._replace(phase=Phase.OUTSIDE, pending=None, sets=0), settled)


def settled_by(session: Session, now: int, allowance: int, day_of: Callable[[int], date]) -> Settled | None:
    """The set that a request at `now` counts, if one was open."""
    if session.pending is None:
        return None
    finished = settle(session, now, allowance).sets > session.sets
    return Settled(session.pending.sent_at, finished, day_of(session.pending.sent_at))


def place_of(session: Session) -> Place | None:
    """The place worth keeping; none before the gate, after a stop, or while a feeling is being checked."""
    begun = session.at or session.done or session.pending
    if session.phase in PLACELESS or session.side is None or not begun:
        return None
    return Place(session.sides, session.at, session.done)


def preferences_of(session: Session) -> Preferences:
    """The preferences a session runs by."""
    return Preferences(**{name: getattr(session, name) for name in Preferences._fields})


def change_of(record: Record, session: Session, settled: Settled | None, now: int) -> Change | None:
    """What a turn did to the record; None when it did nothing worth a write."""
    place, pending = place_of(session), session.pending
    chosen = preferences_of(session)
    changed = {
        name: wanted
        for name, wanted, known in zip(Preferences._fields, chosen, record.preferences, strict=True)
        if wanted != known
    }
    counts = settled if settled and settled.finished and settled.sent_at not in record.settled else None
    undone = session.undone if session.undone in record.settled else None
    if (place, pending) == (record.place, record.pending) and not (changed or counts or undone):
        return None
    return Change(now, place, pending, counts, undone, changed)
