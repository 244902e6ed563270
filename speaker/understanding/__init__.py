"""Utterance -> intent and slots, from the interaction model's file alone.

It stands in for Alexa's own understanding. Exact samples come first; custom intents also generalise, built-in ones do
not; the rest is `AMAZON.FallbackIntent`. No word of any skill is known here.
"""

from speaker.understanding.hear import Understanding
from speaker.understanding.heard import FALLBACK, Heard, How, Resolution, SlotValue
from speaker.understanding.invocation import Invocation

__all__ = ["FALLBACK", "Heard", "How", "Invocation", "Resolution", "SlotValue", "Understanding"]
