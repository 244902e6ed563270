"""How long a sound will be, before it is made: for the head of a file that is sent while it is rendered."""

import random
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from speaker.playback.voice import USUAL_CHARACTERS_A_SECOND
from speaker.sound import Rendering, Samples, Voice
from speaker.sound.document import LONGEST_AUDIO, DocumentReader
from speaker.sound.notices import Notices
from speaker.sound.pcm import count
from speaker.sound.rendering import RENDER_AUDIO
from speaker.sound.speech import Speech
from speaker.sound.witness import Witness

# A line may take this much longer than is reckoned and still be expected to fit into its slot.
_HEADROOM = 1.3


@dataclass(frozen=True, slots=True)
class _Stopwatch:
    """A voice that says nothing and takes its time for it."""

    sampling_rate: int
    slowness: float
    name: str = "stopwatch"

    def speak(self, text: str, rate: float = 1.0) -> Samples:
        """Silence as long as the line would be."""
        seconds = self.slowness * len(text) / USUAL_CHARACTERS_A_SECOND / rate
        return np.zeros(round(seconds * self.sampling_rate), np.int16)


def foreseen(answer: Mapping[str, Any], voice: Voice) -> int | None:
    """How many samples an answer will have; None when that depends on how fast its documents are spoken.

    Its opening speech is made for it; in the documents every line must have a slot with room to spare.
    """
    documents = [one for one in answer.get("directives") or () if one.get("type") == RENDER_AUDIO]
    if not documents:
        return None
    lengths = [
        sum(_length(one, _Stopwatch(voice.sampling_rate, slowness)) for one in documents)
        for slowness in (0.0, _HEADROOM)
    ]
    if lengths[0] != lengths[1]:
        return None
    opening = Rendering(voice)
    speech = answer.get("outputSpeech") or {}
    is_ssml = speech.get("type") == "SSML"
    opening.speak(str(speech.get("ssml" if is_ssml else "text") or ""), is_ssml=is_ssml)
    return lengths[0] + sum(block.size for block in opening)


def _length(directive: Mapping[str, Any], stopwatch: _Stopwatch) -> int:
    """In one go: block by block it would take ten times as long."""
    witness, notices = Witness(), Notices()
    speech = Speech(stopwatch, witness, notices)
    reader = DocumentReader(speech, stopwatch.sampling_rate, witness, notices, random.Random())
    track = reader.read(directive.get("document") or {}, directive.get("datasources") or {})
    return track.read(count(LONGEST_AUDIO, stopwatch.sampling_rate), 0).size


def wav_head(samples: int, sampling_rate: int) -> bytes:
    """The 44 bytes before so many samples of a PCM WAV file: mono, two bytes each."""
    size, each = 2 * samples, 2
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, sampling_rate, each * sampling_rate, each, 8 * each)
    return struct.pack("<4sI4s", b"RIFF", 36 + size, b"WAVE") + form + struct.pack("<4sI", b"data", size)
