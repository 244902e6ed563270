"""Sound as numbers: mono, 16 bits a sample."""

import io
import wave
from typing import Any

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.int16]
"""Sound as it is played and kept."""

Block = npt.NDArray[np.float32]
"""Sound while it is mixed, on the scale of 16-bit samples; not limited until the mix is done."""

_LOUDEST = 32767
# Quieter than this part of a line's own peak is taken for silence around it.
_AUDIBLE = 0.02
# Kept around a line so that its first and last sounds are not clipped, in milliseconds.
_MARGIN = 5
_TAIL = 30


def count(milliseconds: float, sampling_rate: int) -> int:
    """How many samples a time is; the nearest whole number."""
    return round(milliseconds * sampling_rate / 1000)


def limited(block: Block) -> Samples:
    """A finished mix as 16-bit samples; what is too loud is clipped."""
    return np.clip(np.rint(block), -_LOUDEST, _LOUDEST).astype(np.int16)


def from_unit(values: npt.NDArray[Any]) -> Samples:
    """Sound given as numbers from -1 to 1."""
    return limited(np.asarray(values, dtype=np.float32) * np.float32(_LOUDEST))


def trimmed(samples: Samples, sampling_rate: int) -> Samples:
    """A spoken line without the silence a synthesiser puts around it, so that it begins when it is due."""
    level = np.abs(samples.astype(np.int32))
    audible = np.flatnonzero(level > _AUDIBLE * level.max()) if samples.size else np.empty(0, np.intp)
    if not audible.size:
        return samples[:0]
    first = max(0, int(audible[0]) - count(_MARGIN, sampling_rate))
    return samples[first : int(audible[-1]) + 1 + count(_TAIL, sampling_rate)]


def wav(samples: Samples, sampling_rate: int) -> bytes:
    """The sound as a PCM WAV file whose header gives its true sizes."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(sampling_rate)
        writer.writeframes(samples.astype("<i2").tobytes())
    return file.getvalue()
