"""Sound -> the picture of it that Whisper reads: 80 mel bands, one column every 10 ms.

Whisper's own definition (Radford and others, 2022): 25 ms Hann windows, Slaney's mel scale up to 8 kHz, logarithms
within 8 decades of the loudest band.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

SAMPLING_RATE = 16_000
COLUMN = 160
"""Samples a column."""

_WINDOW = 400
_BANDS = 80
# Slaney's scale: in a straight line up to 1 kHz, logarithmic above.
_LINEAR_STEP, _BEND, _LOG_STEP = 200 / 3, 1_000.0, np.log(6.4) / 27

Columns = npt.NDArray[np.float32]


def spectrogram(sound: npt.NDArray[np.float32], columns: int) -> Columns:
    """The picture of a sound from -1 to 1, with silence after it up to so many columns; more sound is cut."""
    wanted = columns * COLUMN
    padded = np.zeros(wanted, np.float32)
    padded[: min(wanted, sound.size)] = sound[:wanted]
    reflected = np.pad(padded, _WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(reflected, _WINDOW)[::COLUMN][:columns]
    power = np.abs(np.fft.rfft(frames * _hann(), axis=1)) ** 2
    decades = np.log10(np.maximum(_bands() @ power.T, 1e-10))
    decades = np.maximum(decades, decades.max() - 8.0)
    return np.asarray((decades + 4.0) / 4.0, np.float32)


def _hann() -> npt.NDArray[np.float64]:
    return np.asarray(np.hanning(_WINDOW + 1)[:-1])


@lru_cache
def _bands() -> npt.NDArray[np.float64]:
    """How much of each frequency belongs to each band: triangles of equal area."""
    frequencies = np.fft.rfftfreq(_WINDOW, 1 / SAMPLING_RATE)
    edges = _hertz(np.linspace(0, _mel(SAMPLING_RATE / 2), _BANDS + 2))
    rising = (frequencies - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - frequencies) / np.diff(edges)[1:, None]
    triangles = np.maximum(0, np.minimum(rising, falling))
    return np.asarray(triangles * (2 / (edges[2:] - edges[:-2]))[:, None])


def _mel(hertz: float) -> float:
    bend = _BEND / _LINEAR_STEP
    return float(bend + np.log(hertz / _BEND) / _LOG_STEP) if hertz >= _BEND else hertz / _LINEAR_STEP


def _hertz(mel: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    bend = _BEND / _LINEAR_STEP
    return np.where(mel >= bend, _BEND * np.exp(_LOG_STEP * (mel - bend)), mel * _LINEAR_STEP)
