"""Hibari, a small neural voice of one package; its American voice "Heart" is inside."""

import threading

from speaker.sound.pcm import Samples, from_unit, trimmed
from speaker.sound.voices.voice import VoiceMissing


class HibariVoice:
    """A lighter neural voice, and another speaker for trying the ears."""

    def __init__(self) -> None:
        """Raises `VoiceMissing`."""
        try:
            import hibari
        except ImportError as error:
            raise VoiceMissing("no Hibari voice: install hibari-tts") from error
        self._voice = hibari.Hibari(voice="heart")
        self._one_at_a_time = threading.Lock()
        self.name = "hibari-heart"
        self.sampling_rate: int = self._voice.sample_rate

    def speak(self, text: str, rate: float = 1.0) -> Samples:
        """As `Voice.speak`; the same line always sounds the same."""
        with self._one_at_a_time:
            spoken = self._voice(text, speed=rate, seed=0)
        return trimmed(from_unit(spoken), self.sampling_rate)
