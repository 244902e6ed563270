"""eSpeak NG, the synthesiser of the Debian package `espeak-ng`: plain, but always at hand."""

import io
import shutil
import subprocess
import wave

import numpy as np

from speaker.sound.pcm import Samples, trimmed
from speaker.sound.voices.voice import VoiceMissing

_USUAL_WORDS_A_MINUTE = 160
_WORDS_A_MINUTE = range(80, 451)


class EspeakVoice:
    """One of eSpeak NG's speakers, such as `en-us` or `en-gb+f3`."""

    def __init__(self, speaker: str = "en-us") -> None:
        """Raises `VoiceMissing` where the program is not installed."""
        program = shutil.which("espeak-ng")
        if program is None:
            raise VoiceMissing("no eSpeak voice: install the program espeak-ng")
        self._program, self._speaker = program, speaker
        self.name = f"espeak-ng-{speaker}"
        self.sampling_rate = 22_050

    def speak(self, text: str, rate: float = 1.0) -> Samples:
        """As `Voice.speak`; the same line always sounds the same."""
        speed = min(max(round(_USUAL_WORDS_A_MINUTE * rate), _WORDS_A_MINUTE[0]), _WORDS_A_MINUTE[-1])
        command = [self._program, "-v", self._speaker, "-s", str(speed), "--stdin", "--stdout"]
        spoken = subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout
        # The program writes to a pipe, so its header cannot give the true length: everything after it is sound.
        with wave.open(io.BytesIO(spoken)) as reader:
            frames = reader.readframes(len(spoken))
        return trimmed(np.frombuffer(frames, dtype="<i2").astype(np.int16), self.sampling_rate)
