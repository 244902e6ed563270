"""What was understood: an intent with its slots, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

FALLBACK = "AMAZON.FallbackIntent"


class How(StrEnum):
    """The way an utterance met its intent."""

    EXACT = "exact"
    GENERALISED = "generalised"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class Resolution:
    """One value of a custom slot type that the spoken words stand for."""

    name: str
    """The value as the model writes it."""

    id: str
    """The value's id in the model."""


@dataclass(frozen=True, slots=True)
class SlotValue:
    """One filled slot."""

    value: str
    """What Amazon sends: the words as heard, or digits, an ISO 8601 duration or a time for its own types."""

    type: str
    """Name of the slot's type."""

    resolutions: tuple[Resolution, ...] = ()
    """Values of the type these words are listed under; empty when the words are outside the list."""

    is_custom: bool = False
    """Whether the type is the skill's own, so that Amazon reports entity resolution for it."""

    @property
    def resolved_id(self) -> str | None:
        """Id of the first value the words stand for; None when they are outside the list."""
        return self.resolutions[0].id if self.resolutions else None

    @property
    def resolved_name(self) -> str | None:
        """Name of the first value the words stand for; None when they are outside the list."""
        return self.resolutions[0].name if self.resolutions else None


@dataclass(frozen=True, slots=True)
class Heard:
    """An utterance as Amazon would hand it to the skill."""

    intent: str
    """Name of the intent; `AMAZON.FallbackIntent` when nothing fits."""

    slots: Mapping[str, SlotValue] = field(default_factory=dict)
    """The filled slots by name."""

    unfilled: tuple[str, ...] = ()
    """Names of the intent's slots that stayed empty; Amazon sends them too."""

    how: How = How.FALLBACK
    """Whether a sample was met exactly, by likeness, or not at all."""

    score: float = 0.0
    """0 to 1: how like the nearest sample it is; 1 for an exact match."""
