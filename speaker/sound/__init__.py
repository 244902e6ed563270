"""An Alexa response -> sound: a voice speaks what it says, APLA documents are mixed sample by sample.

Sound is mono, 16 bits, at the voice's own sampling rate, and is made while it is played.
"""

from speaker.sound.notices import Notice
from speaker.sound.pcm import Samples, wav
from speaker.sound.rendering import Rendering, render_answer, render_document, render_reprompt
from speaker.sound.voices import CachedVoice, Voice, VoiceMissing, open_voice
from speaker.sound.witness import Cue

__all__ = [
    "CachedVoice",
    "Cue",
    "Notice",
    "Rendering",
    "Samples",
    "Voice",
    "VoiceMissing",
    "open_voice",
    "render_answer",
    "render_document",
    "render_reprompt",
    "wav",
]
