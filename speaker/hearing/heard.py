"""What was heard."""

from dataclasses import dataclass
from enum import StrEnum


class Rejection(StrEnum):
    """Why a sound gave no text."""

    SILENCE = "nobody spoke"
    SHORT = "too short to be a word"
    NO_WORDS = "a sound, but no words"
    UNCLEAR = "words, but not clear enough to act on"


@dataclass(frozen=True, slots=True)
class Heard:
    """One utterance as text, or the reason why there is none."""

    text: str | None
    """The words: lower case, no punctuation, numbers in words; None when nothing was understood."""

    alternatives: tuple[str, ...] = ()
    """Other readings of the sound, likeliest first; for a rejected sound what it might have been."""

    confidence: float = 0.0
    """0 to 1: the mean probability of the text's parts, given the sound."""

    why_rejected: Rejection | None = None
    """Set when there is no text."""
