"""What answers make heard: made anew each time it is read, from lines that the voice remembers."""

import random
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any
from uuid import uuid4

from speaker.desk.foreseen import foreseen, wav_head
from speaker.desk.parts import Part
from speaker.sound import Rendering, Voice, render_answer, render_reprompt
from speaker.sound.pcm import Samples

MOST_SOUNDS = 400
"""Older ones are dropped."""

# The first pieces are sent as soon as they are made, later ones some at a time: a tenth of a second each.
_AT_ONCE, _TOGETHER = 3, 5


class Sound:
    """The sound of one answer or one reprompt."""

    def __init__(self, response: Mapping[str, Any], voice: Part[Voice], *, is_reprompt: bool = False) -> None:
        """Nothing is rendered yet."""
        self._response, self._voice = response, voice
        self._is_reprompt = is_reprompt
        self._samples = 0
        self._seed = random.getrandbits(32)
        self._last: Rendering | None = None
        self.id = uuid4().hex
        self.length: int | None = None
        """In milliseconds; None before it has been read to its end."""

    @property
    def sampling_rate(self) -> int:
        """Samples a second; raises `PartMissing`."""
        return self._voice.get().sampling_rate

    def wav(self) -> tuple[int, Iterator[bytes]]:
        """A PCM WAV file: its size, and its bytes while they are made; raises `PartMissing`.

        The size stands at the file's beginning. Where it depends on how fast the voice speaks, all is made first.
        """
        count = self._foreseen()
        if count is None:
            count = sum(block.size for block in self._blocks())
        head = wav_head(count, self.sampling_rate)
        return len(head) + 2 * count, chain((head,), self._exactly(count))

    def _foreseen(self) -> int | None:
        """How many samples there are; None when it is not known before they are made."""
        if self.length is not None:
            return self._samples
        return foreseen(self._response if not self._is_reprompt else self._response["reprompt"], self._voice.get())

    def _exactly(self, count: int) -> Iterator[bytes]:
        left = 2 * count
        for piece in self.stream():
            yield piece[:left]
            left -= len(piece[:left])
        yield bytes(left)

    def stream(self) -> Iterator[bytes]:
        """Plain samples, two bytes each, lowest first, while they are made; raises `PartMissing`."""
        waiting: list[bytes] = []
        for place, block in enumerate(self._blocks()):
            waiting.append(block.astype("<i2").tobytes())
            if place < _AT_ONCE or len(waiting) == _TOGETHER:
                yield b"".join(waiting)
                waiting.clear()
        yield b"".join(waiting)

    def cues(self) -> list[dict[str, Any]]:
        """Lines and named parts as far as the last reading went; times in milliseconds."""
        rendering = self._last
        if rendering is None:
            return []
        per_second = rendering.sampling_rate
        return [
            {
                "kind": cue.kind,
                "id": cue.id,
                "text": cue.text,
                "start": cue.start * 1000 // per_second,
                "end": cue.end * 1000 // per_second,
            }
            for cue in rendering.cues
            if cue.end > cue.start
        ]

    def notices(self) -> list[str]:
        """What could not be played as written, as far as the last reading went."""
        return [notice.message for notice in self._last.notices] if self._last else []

    def _blocks(self) -> Iterator[Samples]:
        render = render_reprompt if self._is_reprompt else render_answer
        rendering = render(self._response, self._voice.get(), random.Random(self._seed))
        self._last = rendering
        count = 0
        for block in rendering:
            count += block.size
            yield block
        self._samples = count
        self.length = round(count * 1000 / rendering.sampling_rate)


class Shelf:
    """Sounds by id, the oldest dropped when there are too many."""

    def __init__(self, most: int = MOST_SOUNDS) -> None:
        """Empty."""
        self._most = most
        self._sounds: OrderedDict[str, Sound] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._sounds)

    def put(self, sound: Sound) -> Sound:
        """Keeps a sound; returns it."""
        with self._lock:
            self._sounds[sound.id] = sound
            while len(self._sounds) > self._most:
                self._sounds.popitem(last=False)
        return sound

    def get(self, identity: str) -> Sound | None:
        """The sound of this id, if it is still kept."""
        with self._lock:
            return self._sounds.get(identity)
