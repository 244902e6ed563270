"""The session to and from Alexa's session attributes, plain JSON values.

Attributes of another version, or that this version cannot have written, give a new session: better the gate
again than a wrong place.
"""

from collections.abc import Callable, Mapping
from typing import Any

from skill.coach.routine import Leg, Side, Stretch
from skill.coach.session import Pending, Phase, Session
from skill.library import prescription
from skill.plain import plain

VERSION = 1
PLACELESS = (Phase.OUTSIDE, Phase.GATE, Phase.CHECK, Phase.REFUSED)
NEW = Session()
NAMES = set(Session._fields)


def dump(session: Session) -> dict[str, Any]:
    """The attributes of a session: plain JSON, of what is not as in a new one; Alexa carries it there and back."""
    changed = (
        (name, value) for name, value, usual in zip(Session._fields, session, NEW, strict=True) if value != usual
    )
    return {"version": VERSION, **{name: WRITERS.get(name, plain)(value) for name, value in changed}}


def load(attributes: Mapping[str, Any]) -> Session:
    """The session of these attributes; a new one if they are not this version's."""
    if attributes.get("version") != VERSION:
        return Session()
    try:
        return checked(parsed({name: value for name, value in attributes.items() if name != "version"}))
    except (KeyError, TypeError, ValueError, AttributeError):
        return Session()


def parsed(values: Mapping[str, Any]) -> Session:
    """The session of plain values."""
    if not set(values) <= NAMES:
        raise ValueError("other fields than this version's")
    typed = {name: READERS[name](value) for name, value in values.items() if name in READERS}
    return Session(**{**values, **typed})


def side_of(stretch: str, leg: str) -> Side:
    """One leg in one stretch, as in "seated left"."""
    return Side(Stretch(stretch), Leg(leg))


WRITERS: Mapping[str, Callable[[Any], Any]] = {
    "sides": lambda sides: [" ".join(side) for side in sides],
    "pending": lambda pending: {**pending._asdict(), "holds": list(map(list, pending.holds))},
}
"""How a field is written shorter than `plain` would: Alexa carries it with every turn, and the SDK copies it."""

READERS: Mapping[str, Callable[[Any], Any]] = {
    "phase": Phase,
    "sides": lambda sides: tuple(side_of(*side.split()) for side in sides),
    "learned": lambda names: tuple(str(name) for name in names),
    "only": Stretch,
    "first_leg": Leg,
    "pending": Pending.of,
}
"""How a field that is not plain is read."""


def checked(session: Session) -> Session:
    """The session, if its values make sense together; else ValueError."""
    allowed = prescription()
    numbers = (session.at, session.done, session.part, session.sets, session.turn, session.checks)
    sensible = (
        all(type(number) is int and number >= 0 for number in numbers)
        and type(session.hold_seconds) is int
        and type(session.repetitions) is int
        and allowed.shortest_hold_seconds <= session.hold_seconds <= allowed.longest_hold_seconds
        and allowed.fewest_repetitions <= session.repetitions <= allowed.most_repetitions
        and session.at <= len(session.sides)
        and (session.phase in PLACELESS or bool(session.sides))
        and (session.phase is Phase.HOLDING) == (session.pending is not None)
        and not (session.pending and session.side is None)
    )
    if not sensible:
        raise ValueError("values this version does not write")
    return session
