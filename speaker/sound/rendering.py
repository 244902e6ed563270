"""A response -> sound, made while it is played."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from speaker.sound.document import LONGEST_AUDIO, DocumentReader
from speaker.sound.notices import Notice, Notices
from speaker.sound.pcm import Block, Samples, count, limited
from speaker.sound.speech import Speech
from speaker.sound.tracks import Succession, Track
from speaker.sound.voices.voice import Voice
from speaker.sound.witness import Cue, Witness

RENDER_AUDIO = "Alexa.Presentation.APLA.RenderDocument"
_BLOCK = 100

Json = Mapping[str, Any]


class Rendering:
    """The sound of one answer. It can be read once, block by block."""

    def __init__(self, voice: Voice, chance: random.Random | None = None) -> None:
        """Silent until something is added."""
        self.sampling_rate = voice.sampling_rate
        self._witness, self._notices = Witness(), Notices()
        self._speech = Speech(voice, self._witness, self._notices)
        self._reader = DocumentReader(
            self._speech, voice.sampling_rate, self._witness, self._notices, chance or random.Random()
        )
        self._tracks: list[Track] = []

    def speak(self, text: str, *, is_ssml: bool) -> None:
        """Adds a speech."""
        track = self._speech.track(text, is_ssml=is_ssml)
        self._tracks.append(self._witness.watch(track, "outputSpeech", ""))

    def play(self, document: Json, datasources: Json, token: str = "") -> None:
        """Adds an APLA document; its token is the id of its cue."""
        track = self._reader.read(document, datasources)
        bounded = _Bounded(track, count(LONGEST_AUDIO, self.sampling_rate), self._notices)
        self._tracks.append(self._witness.watch(bounded, "document", token))

    def __iter__(self) -> Iterator[Samples]:
        """Blocks of a tenth of a second, the last one shorter."""
        whole, size, at = Succession(self._tracks), count(_BLOCK, self.sampling_rate), 0
        while True:
            block = whole.read(size, at)
            at += block.size
            if block.size:
                yield limited(block)
            if block.size < size:
                return

    def whole(self) -> Samples:
        """All of it at once."""
        blocks = list(self)
        return np.concatenate(blocks) if blocks else np.zeros(0, np.int16)

    @property
    def cues(self) -> tuple[Cue, ...]:
        """What plays when, as far as it has been read."""
        return self._witness.cues()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What could not be played as written; complete once everything has been read."""
        return self._notices.all()


class _Bounded:
    """A document cut at the longest time that Amazon plays."""

    def __init__(self, track: Track, longest: int, notices: Notices) -> None:
        self._track, self._left, self._notices = track, longest, notices

    def read(self, count: int, at: int) -> Block:
        block = self._track.read(min(count, self._left), at)
        self._left -= block.size
        if self._left == 0 and count and self._track.read(1, at + block.size).size:
            self._notices.refused(f"the document lasts longer than {LONGEST_AUDIO // 1000} s: it is cut there")
            self._track = Succession(())
        return block


def render_answer(response: Json, voice: Voice, chance: random.Random | None = None) -> Rendering:
    """What an answer makes heard: its speech, then its APLA documents."""
    return _rendered(response.get("outputSpeech"), response.get("directives"), voice, chance)


def render_reprompt(response: Json, voice: Voice, chance: random.Random | None = None) -> Rendering:
    """What the answer's reprompt makes heard; nothing when it has none."""
    reprompt = response.get("reprompt") or {}
    return _rendered(reprompt.get("outputSpeech"), reprompt.get("directives"), voice, chance)


def render_document(document: Json, datasources: Json, voice: Voice, chance: random.Random | None = None) -> Rendering:
    """One APLA document alone."""
    rendering = Rendering(voice, chance)
    rendering.play(document, datasources)
    return rendering


def _rendered(speech: Json | None, directives: Any, voice: Voice, chance: random.Random | None) -> Rendering:
    rendering = Rendering(voice, chance)
    if speech:
        is_ssml = speech.get("type") == "SSML"
        rendering.speak(str(speech.get("ssml" if is_ssml else "text") or ""), is_ssml=is_ssml)
    for directive in directives or ():
        if directive.get("type") == RENDER_AUDIO:
            rendering.play(
                directive.get("document") or {},
                directive.get("datasources") or {},
                str(directive.get("token", "")),
            )
    return rendering
