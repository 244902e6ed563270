"""The picture of a sound, the search for speech, and the noises of the trial."""

import numpy as np
import pytest

from speaker.hearing import noises
from speaker.hearing.spectrogram import SAMPLING_RATE, spectrogram


def tone(hertz: float, seconds: float = 1.0, sampling_rate: int = SAMPLING_RATE) -> noises.Wave:
    """A steady tone."""
    return np.sin(2 * np.pi * hertz * np.arange(round(seconds * sampling_rate)) / sampling_rate)


@pytest.mark.parametrize(("hertz", "band"), [(200, 4), (1_000, 26), (4_000, 62)])
def test_a_tone_lies_in_its_band(hertz: float, band: int) -> None:
    """Slaney's scale: a band every 37 Hz below 1 kHz, wider above."""
    picture = spectrogram(tone(hertz).astype(np.float32), 100)
    assert picture.shape == (80, 100)
    assert abs(int(picture[:, 50].argmax()) - band) <= 1


def test_silence_follows_a_short_sound_and_a_long_one_is_cut() -> None:
    """The picture is always as wide as asked for."""
    picture = spectrogram(tone(500, 0.5).astype(np.float32), 100)
    assert picture[:, 20].max() > picture[:, 80].max() + 1
    assert spectrogram(tone(500, 3).astype(np.float32), 100).shape == (80, 100)


def test_noise_is_as_loud_as_asked() -> None:
    """Ten decibels below the speech."""
    chance = np.random.default_rng(1)
    speech = tone(300)
    noise = noises.with_noise(speech, noises.hiss(speech.size, chance), 10) - speech
    ratio = 10 * np.log10((speech**2).mean() / (noise**2).mean())
    assert abs(ratio - 10) < 0.3


@pytest.mark.parametrize("sampling_rate", [22_050, 24_000])
def test_another_sampling_rate_keeps_the_pitch(sampling_rate: int) -> None:
    """A second stays a second, 440 Hz stay 440 Hz."""
    samples = (tone(440, 1, sampling_rate) * 10_000).astype(np.int16)
    wave = noises.resampled(samples, sampling_rate)
    assert wave.size == SAMPLING_RATE
    assert abs(int(np.abs(np.fft.rfft(wave)).argmax()) - 440) <= 1
