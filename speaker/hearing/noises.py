"""Sounds to try the ears with: coughs and knocks made of noise, and noise behind speech."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

SAMPLING_RATE = 16_000
Wave = npt.NDArray[np.float64]


def resampled(samples: npt.NDArray[np.int16], sampling_rate: int) -> Wave:
    """A spoken line at 16 kHz, loudest at 1; what lies above 8 kHz is taken away."""
    spectrum = np.fft.rfft(samples.astype(np.float64))
    length = round(samples.size * SAMPLING_RATE / sampling_rate)
    kept = np.zeros(length // 2 + 1, complex)
    shared = min(kept.size, spectrum.size)
    kept[:shared] = spectrum[:shared]
    wave = np.fft.irfft(kept, length)
    return wave / max(1e-9, float(np.abs(wave).max()))


def cough(chance: np.random.Generator) -> Wave:
    """One or two bursts of coloured noise that die away: a cough, a knock, a scrape."""
    bursts = [_burst(chance) for _ in range(int(chance.integers(1, 3)))]
    return np.concatenate([np.pad(burst, (0, 2_000)) for burst in bursts])


def _burst(chance: np.random.Generator) -> Wave:
    length = int(chance.uniform(0.1, 0.9) * SAMPLING_RATE)
    frequencies = np.fft.rfftfreq(length, 1 / SAMPLING_RATE)
    middle, width = chance.uniform(200, 2_500), chance.uniform(200, 2_000)
    colour = np.exp(-(((frequencies - middle) / width) ** 2))
    burst = np.fft.irfft(np.fft.rfft(chance.normal(size=length)) * colour, length)
    burst *= np.exp(-np.linspace(0, chance.uniform(1, 8), length))
    return burst / float(np.abs(burst).max())


def hiss(length: int, chance: np.random.Generator) -> Wave:
    """White noise."""
    return chance.normal(size=length)


def babble(length: int, lines: Sequence[Wave], chance: np.random.Generator) -> Wave:
    """Several people talking at once."""
    whole = np.concatenate(list(lines))
    people = [np.resize(np.roll(whole, int(chance.integers(whole.size))), length) for _ in range(4)]
    return np.asarray(np.sum(people, axis=0))


def with_noise(speech: Wave, noise: Wave, decibels: float) -> Wave:
    """Speech this much louder than the noise behind it, measured where somebody speaks."""
    spoken = speech[np.abs(speech) > 0.02]
    wanted = float(np.sqrt((spoken**2).mean())) / 10 ** (decibels / 20)
    return speech + noise * wanted / float(np.sqrt((noise**2).mean()))


def recorded(wave: Wave) -> npt.NDArray[np.int16]:
    """As a microphone would hand it on, with a quarter of a second of quiet around it."""
    loudest = max(1.0, float(np.abs(wave).max()))
    return np.pad(np.rint(wave / loudest * 20_000).astype(np.int16), SAMPLING_RATE // 4)
