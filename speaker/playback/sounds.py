"""Sounds in time. All times are whole milliseconds from the start of the playback."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """What a sound is."""

    SPEECH = "speech"
    SILENCE = "silence"
    AUDIO = "audio"


@dataclass(frozen=True, slots=True)
class Sound:
    """One stretch of speech, silence or recorded audio."""

    kind: Kind
    """What is heard."""

    start: int
    """When it begins."""

    length: int
    """How long it lasts, cut or not."""

    text: str = ""
    """The words as written, or the address of the audio; empty for silence."""

    said: str = ""
    """The words as they are pronounced; empty when nothing is said."""

    rate: float = 1.0
    """Speed of the voice: 1 is usual, 0.5 half as fast."""

    is_cut: bool = False
    """Whether its end was cut off to fit its parent."""

    component: str = ""
    """Id of the nearest APLA component that has one; empty outside APLA."""

    @property
    def end(self) -> int:
        """When it ends."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Span:
    """An APLA component with an id, and where it lies."""

    id: str
    """The component's id, such as `hold-1`."""

    type: str
    """The component's type, such as `Mixer`."""

    start: int
    """When it begins."""

    length: int
    """How long it lasts."""

    @property
    def end(self) -> int:
        """When it ends."""
        return self.start + self.length

    def is_running(self, at: int) -> bool:
        """Whether it has begun and not ended."""
        return self.start <= at < self.end


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an APLA document cannot be played, as its RuntimeError reports it."""

    token: str
    """Token of the document."""

    type: str
    """`DOCUMENT_ERROR`, `RENDER_ERROR`, `LINK_ERROR` or `AUDIO_SOURCE_ERROR`."""

    reason: str
    """Amazon's word for the cause, such as `UNKNOWN_ERROR`."""

    message: str
    """What is wrong, for the developer."""


@dataclass(frozen=True, slots=True)
class Playback:
    """Everything one answer, or one reprompt, makes heard."""

    sounds: tuple[Sound, ...] = ()
    """In the order they begin."""

    spans: tuple[Span, ...] = ()
    """Components with ids, outer ones first."""

    length: int = 0
    """From the first sound's start to the last one's end."""

    document: Span | None = None
    """The APLA part as a whole, its token as id; None without one."""

    problem: Problem | None = None
    """Set when an APLA document could not be played; the sounds before it are."""

    warnings: tuple[str, ...] = ()
    """What this player cannot do as a device would."""

    @property
    def lines(self) -> tuple[Sound, ...]:
        """What is spoken, in order."""
        return tuple(sound for sound in self.sounds if sound.kind is Kind.SPEECH)

    @property
    def text(self) -> str:
        """What is spoken, as one text."""
        return " ".join(sound.text for sound in self.lines)

    def running(self, at: int) -> tuple[Span, ...]:
        """The components that run at this time, outer ones first."""
        return tuple(span for span in self.spans if span.is_running(at))

    def then(self, other: "Playback") -> "Playback":
        """This playback followed by another."""
        moved = other.moved(self.length)
        return Playback(
            self.sounds + moved.sounds,
            self.spans + moved.spans,
            self.length + other.length,
            self.document or moved.document,
            self.problem or other.problem,
            self.warnings + other.warnings,
        )

    def moved(self, by: int) -> "Playback":
        """The same, beginning later."""
        return replace(
            self,
            sounds=tuple(replace(sound, start=sound.start + by) for sound in self.sounds),
            spans=tuple(replace(span, start=span.start + by) for span in self.spans),
            document=self.document and replace(self.document, start=self.document.start + by),
        )

    def cut(self, length: int) -> "Playback":
        """The same, trimmed to at most this length."""
        if self.length <= length:
            return self
        return replace(
            self,
            sounds=tuple(_cut_sound(sound, length) for sound in self.sounds if sound.start < length),
            spans=tuple(_cut_span(span, length) for span in self.spans if span.start < length),
            length=length,
        )

    def over(self, other: "Playback") -> "Playback":
        """Both at once, from the same start; the longer one gives the length."""
        return Playback(
            tuple(sorted(self.sounds + other.sounds, key=lambda sound: sound.start)),
            self.spans + other.spans,
            max(self.length, other.length),
            None,
            None,
            self.warnings + other.warnings,
        )


def _cut_sound(sound: Sound, end: int) -> Sound:
    return sound if sound.end <= end else replace(sound, length=end - sound.start, is_cut=True)


def _cut_span(span: Span, end: int) -> Span:
    return span if span.end <= end else replace(span, length=end - span.start)
