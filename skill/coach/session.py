"""Where a person is in the routine. Values only: each move answers with the next session."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from skill.coach.routine import Leg, Side, Stretch
from skill.coach.timeline import Timeline


class Phase(StrEnum):
    """What the coach last did and now waits for."""

    OUTSIDE = "outside"
    """Nothing has begun: a question asked in passing."""
    GATE = "gate"
    """The reasons not to start have been named."""
    POSITION = "position"
    """A position has been described."""
    HOLDING = "holding"
    """A set was sent; whether it has finished is settled by the next request."""
    INTERRUPTED = "interrupted"
    """A set was broken off just now. Never stored: the answer leads on to another phase."""
    PAUSED = "paused"
    BETWEEN = "between"
    """A leg is done and the next one offered."""
    FINISHED = "finished"
    """The last leg is done."""
    CHECK = "check"
    """An unclear or too strong feeling was reported; only "ready" leads back."""
    REFUSED = "refused"
    """Stretching has stopped; nothing in this session starts a hold again."""


class Pending(NamedTuple):
    """A set that was sent and may still be playing."""

    sent_at: int
    """When it was asked for: the request's own time, in milliseconds since 1970."""
    holds: tuple[tuple[int, int], ...]
    """Start and end of each hold, in milliseconds from the beginning of the response."""
    length: int

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Pending":
        """A set as it was kept. What none is raises KeyError, TypeError or ValueError."""
        holds = tuple((int(start), int(end)) for start, end in values["holds"])
        return cls(int(values["sent_at"]), holds, int(values["length"]))


class Session(NamedTuple):
    """One conversation."""

    phase: Phase = Phase.OUTSIDE
    gated: bool = False
    """The person has heard the reasons not to start and said "ready"."""
    sides: tuple[Side, ...] = ()
    at: int = 0
    """The index of the current side; past the last when the routine is done."""
    done: int = 0
    """Repetitions of the current side that count."""
    hold_seconds: int = 30
    repetitions: int = 3
    slower: bool = False
    learned: tuple[str, ...] = ()
    """The positions described in full already, and the hints given once."""
    pending: Pending | None = None
    checks: int = 0
    """How often this leg was checked."""
    eased: bool = False
    """This leg was eased off once."""
    only: Stretch | None = None
    """The person does just this stretch."""
    first_leg: Leg | None = None
    """The leg the person begins with; None for the prescription's."""
    returning: bool = False
    """Somebody has used the coach on this account before."""
    assumed: int | None = None
    """The set whose end was taken for granted, by the time it was sent; "repeat" takes that back."""
    undone: int | None = None
    """The set that was taken back."""
    reminder: str = ""
    """The time of day a reminder was asked for, still to be confirmed, as "19:00"."""
    topic: str = ""
    """The question answered last, for "repeat"."""
    part: int = 0
    """The next part of the safety tips; zero when they are not being told."""
    sets: int = 0
    """Sets finished in this conversation."""
    declined: bool = False
    """Why nothing is started any more was said in full."""
    plain: bool = False
    """Audio documents fail on this device: sound is sent as plain speech."""
    turn: int = 0
    """Counts the answers; the name of a document, so that a stale event is known."""

    @property
    def side(self) -> Side | None:
        """The side to be stretched now, or None when none is left or chosen."""
        return self.sides[self.at] if self.at < len(self.sides) else None

    @property
    def left(self) -> int:
        """Repetitions still to do on the current side."""
        return max(self.repetitions - self.done, 0)


def sent(session: Session, timeline: Timeline, now: int) -> Session:
    """The session once a set is on its way."""
    holds = tuple((hold.start, hold.end) for hold in timeline.holds)
    return session._replace(phase=Phase.HOLDING, pending=Pending(now, holds, timeline.length))


def settle(session: Session, now: int, allowance: int) -> Session:
    """Count what a sent set came to by `now`; without a pending set, nothing changes.

    A repetition counts only when its end lies before the reckoned position: in doubt, the earlier one.
    """
    pending = session.pending
    if pending is None:
        return session
    position = now - pending.sent_at - allowance
    counted = sum(1 for _, end in pending.holds if end <= position)
    settled = session._replace(pending=None, done=session.done + counted)
    if counted < len(pending.holds):
        return settled._replace(phase=Phase.INTERRUPTED)
    if settled.left:
        return settled._replace(phase=Phase.POSITION)
    return following(settled._replace(sets=settled.sets + 1))


def following(session: Session) -> Session:
    """The session with the current side behind it."""
    onward = session._replace(at=session.at + 1, done=0, checks=0, eased=False)
    return onward._replace(phase=Phase.BETWEEN if onward.side else Phase.FINISHED)
