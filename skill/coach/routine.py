"""What is prescribed: stretches, legs, and the limits of a hold."""

from enum import StrEnum
from typing import NamedTuple

from skill.coach.errors import (
    HoldNotHeard,
    HoldTooLong,
    HoldTooShort,
    RepetitionsNotHeard,
    RepetitionsOutOfRange,
)


class Stretch(StrEnum):
    """The two hamstring stretches of the article."""

    SEATED = "seated"
    SUPINE = "supine"


class Leg(StrEnum):
    """The leg being stretched."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Leg":
        """The opposite leg."""
        return Leg.RIGHT if self is Leg.LEFT else Leg.LEFT


class Side(NamedTuple):
    """One leg of one stretch: what a set is done with."""

    stretch: Stretch
    leg: Leg


class Prescription(NamedTuple):
    """The routine as a clinician would write it down; read from `content/routine.toml`."""

    stretches: tuple[Stretch, ...]
    """In the order they are done."""
    first_leg: Leg
    """The leg each stretch begins with."""
    hold_seconds: int
    """The usual hold."""
    shortest_hold_seconds: int
    """The article: at least 30 seconds."""
    longest_hold_seconds: int
    repetitions: int
    """Holds per leg, unless the person chooses otherwise."""
    fewest_repetitions: int
    most_repetitions: int

    def sides(self, only: Stretch | None = None, first: Leg | None = None) -> tuple[Side, ...]:
        """Every side in order; with `only`, those of one stretch; with `first`, that leg leads."""
        leg = first or self.first_leg
        chosen = [stretch for stretch in self.stretches if only in (None, stretch)]
        return tuple(Side(stretch, each) for stretch in chosen for each in (leg, leg.other))

    def hold(self, seconds: int | None) -> int:
        """The hold asked for, in seconds, or a refusal that says why not."""
        if seconds is None:
            raise HoldNotHeard
        if seconds < self.shortest_hold_seconds:
            raise HoldTooShort
        if seconds > self.longest_hold_seconds:
            raise HoldTooLong
        return seconds

    def count(self, repetitions: int | None) -> int:
        """The repetitions asked for, or a refusal that says why not."""
        if repetitions is None:
            raise RepetitionsNotHeard
        if not self.fewest_repetitions <= repetitions <= self.most_repetitions:
            raise RepetitionsOutOfRange
        return repetitions
