"""What a person asks of the coach, in plain values."""

from typing import NamedTuple

from skill.coach.line import Clock
from skill.coach.routine import Leg, Stretch
from skill.coach.triage import Report


class Practice(NamedTuple):
    """What was practised so far."""

    sets: int = 0
    days: int = 0
    streak: int = 0
    """Days in a row, today or yesterday included."""


class Wish(NamedTuple):
    """One request, once Alexa's envelope is off. `move` names a row of the table of moves."""

    move: str
    now: int
    """The request's own time, in milliseconds since 1970."""
    stretch: Stretch | None = None
    leg: Leg | None = None
    other_leg: bool = False
    """The person said "the other leg"."""
    hold_seconds: int | None = None
    repetitions: int | None = None
    report: Report | None = None
    clock: Clock | None = None
    """The time of day a reminder is wanted at."""
    practice: Practice | None = None
    """What is remembered of the person; None where nothing is kept."""
    outcome: str = ""
    """What came of an effect outside the coach."""
    token: str = ""
    """The document an event speaks of."""
