"""What a voice is."""

from typing import Protocol

from speaker.sound.pcm import Samples


class VoiceMissing(RuntimeError):
    """A voice cannot speak on this machine; the message is one line that says what to install."""


class Voice(Protocol):
    """Speaks text."""

    @property
    def name(self) -> str:
        """Names the voice and everything that changes its sound, so that a cache can tell it from others."""

    @property
    def sampling_rate(self) -> int:
        """Samples a second."""

    def speak(self, text: str, rate: float = 1.0) -> Samples:
        """One line as sound, without silence around it; rate 2 is twice as fast as usual, 0.5 half as fast."""
