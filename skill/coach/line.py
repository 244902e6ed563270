"""One thing to say, as a key and values; the words are in `content/`."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple


class Named(NamedTuple):
    """A thing the locale has a word for, such as the left leg."""

    kind: str
    id: str


class Amount(NamedTuple):
    """A number of things, said with its right plural."""

    number: int
    unit: str


class Seconds(NamedTuple):
    """A length of time, said as a person would."""

    number: int


class Ordinal(NamedTuple):
    """A place in a row, said as a plain number."""

    number: int


class Clock(NamedTuple):
    """A time of day."""

    hour: int
    """0 to 23."""
    minute: int

    @property
    def text(self) -> str:
        """As "19:00"."""
        return f"{self.hour:02}:{self.minute:02}"

    @classmethod
    def of(cls, text: str) -> "Clock | None":
        """The time a text such as "19:00" stands for; None for any other."""
        hour, _, minute = text.partition(":")
        if not (len(text) == 5 and hour.isdecimal() and minute.isdecimal()):
            return None
        return cls(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


Value = Named | Amount | Seconds | Ordinal | Clock


class Line(NamedTuple):
    """One thing to say: the key of a phrase, what fills it, and which of its variants."""

    key: str
    values: Mapping[str, Value] = MappingProxyType({})
    variant: int = 0
    """Taken modulo the number of variants, so any counter gives a steady variety."""


Speaking = Callable[[Line], int]
"""How long a line takes to say at the usual pace, in milliseconds."""
