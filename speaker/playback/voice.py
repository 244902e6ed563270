"""How long things take to be heard: given, never guessed by the player itself."""

from collections.abc import Callable
from dataclasses import dataclass

# Letters, spaces and signs that a calm synthetic voice speaks in a second.
USUAL_CHARACTERS_A_SECOND = 14.0


@dataclass(frozen=True, slots=True)
class Voice:
    """The lengths of speech and of audio files, in milliseconds."""

    speaking_time: Callable[[str], int]
    """Text as pronounced -> how long the voice takes at its usual rate."""

    audio_length: Callable[[str], int | None] = lambda source: None
    """Address of an audio file -> its length; None when it is not known."""


def estimate(characters_a_second: float = USUAL_CHARACTERS_A_SECOND) -> Voice:
    """A voice that speaks so many characters each second."""
    return Voice(lambda text: round(len(text) * 1000 / characters_a_second))
