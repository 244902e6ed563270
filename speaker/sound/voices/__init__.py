"""Voices that speak on this machine, without a network."""

from speaker.sound.voices.cached import CachedVoice
from speaker.sound.voices.opening import VOICES, open_voice
from speaker.sound.voices.voice import Voice, VoiceMissing

__all__ = ["VOICES", "CachedVoice", "Voice", "VoiceMissing", "open_voice"]
