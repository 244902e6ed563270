"""What an Alexa device does with a response: what is heard, from when, for how long.

Amazon's order holds: the spoken answer, then the APLA documents; neither overlaps the other.
"""

from speaker.playback.apla import DocumentError
from speaker.playback.lay_out import play, play_reprompt
from speaker.playback.sounds import Kind, Playback, Problem, Sound, Span
from speaker.playback.ssml import SpeechError
from speaker.playback.voice import Voice, estimate

__all__ = [
    "DocumentError",
    "Kind",
    "Playback",
    "Problem",
    "Sound",
    "Span",
    "SpeechError",
    "Voice",
    "estimate",
    "play",
    "play_reprompt",
]
