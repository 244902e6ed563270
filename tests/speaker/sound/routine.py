"""An APLA document of the shape the skill sends for one leg, and voices to speak it with."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from speaker.sound import Samples

HOLD = 30_000
LINES_SLOT = 6_000


def leg(repetitions: int = 3, slot: int = LINES_SLOT) -> dict[str, Any]:
    """A set: lead-in, then hold, release and rest for each repetition, every line in a slot of its own."""
    items: list[dict[str, Any]] = []
    for number in range(1, repetitions + 1):
        items += [_slot(f"Straighten your leg. Hold number {number} begins.", slot), _hold(number)]
        items += [_slot("Ease out.", slot), {"type": "Silence", "id": f"rest-{number}", "duration": 4_000}]
    return {
        "type": "APLA",
        "version": "0.91",
        "mainTemplate": {"parameters": ["payload"], "items": [{"type": "Sequencer", "items": items}]},
    }


def _slot(words: str, length: int) -> dict[str, Any]:
    return {"type": "Mixer", "items": [{"type": "Silence", "duration": length}, _speech(words)]}


def _hold(number: int) -> dict[str, Any]:
    cues = [(6_000, "Breathe out."), (15_000, "Halfway, and keep your back straight."), (27_000, "Three, two, one.")]
    return {
        "type": "Mixer",
        "id": f"hold-{number}",
        "items": [{"type": "Silence", "duration": HOLD}, *(_cue(at, words) for at, words in cues)],
    }


def _cue(at: int, words: str) -> dict[str, Any]:
    return {
        "type": "Sequencer",
        "duration": "trimToParent",
        "items": [{"type": "Silence", "duration": at}, _speech(words)],
    }


def _speech(words: str) -> dict[str, Any]:
    return {"type": "Speech", "content": words}


@dataclass
class Metronome:
    """A voice of one steady tone: every character takes the same time, so that lengths can be foretold."""

    name: str = "metronome"
    sampling_rate: int = 8_000
    characters_a_second: float = 20.0
    pace: float = 1.0
    level: int = 1_000
    spoken: int = 0

    def speak(self, text: str, rate: float = 1.0) -> Samples:
        """As many samples as the text has characters, at this pace."""
        self.spoken += 1
        length = len(text) / self.characters_a_second / rate / self.pace
        return np.full(round(length * self.sampling_rate), self.level, np.int16)
