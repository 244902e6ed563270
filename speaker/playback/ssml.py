"""SSML -> sounds one after another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from speaker.playback.pronounce import pronounced
from speaker.playback.sounds import Kind, Playback, Sound
from speaker.playback.voice import Voice

LONGEST_BREAK = 10_000
# What Alexa's voice makes of these is not published: fair estimates, in milliseconds.
_STRENGTHS = {"none": 0, "x-weak": 100, "weak": 200, "medium": 400, "strong": 600, "x-strong": 1000}
_SENTENCE_END, _PARAGRAPH_END = _STRENGTHS["strong"], _STRENGTHS["x-strong"]
_RATES = {"x-slow": 0.5, "slow": 0.75, "medium": 1.0, "default": 1.0, "fast": 1.5, "x-fast": 2.0}
_SLOWEST = 0.2
_TIME = re.compile(r"\+?(\d+(?:\.\d+)?)(ms|s)")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])(?=\s)")
_ENDED = re.compile(r"[.!?]$")
_AMAZON = "{amazon}"
# Tags that change only how the words sound, not how long they take.
_SOUND_ONLY = frozenset({"emphasis", "voice", "lang", "w", "phoneme", f"{_AMAZON}effect", f"{_AMAZON}emotion"})
_ALLOWED = _SOUND_ONLY | {
    "speak",
    "break",
    "say-as",
    "sub",
    "p",
    "s",
    "prosody",
    "audio",
    f"{_AMAZON}domain",
}


class SpeechError(ValueError):
    """Amazon would refuse this speech."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of one kind inside a speech."""

    kind: Kind
    length: int = 0
    text: str = ""
    said: str = ""
    rate: float = 1.0


def spoken(text: str, voice: Voice, *, is_ssml: bool) -> Playback:
    """What this text makes heard; raises `SpeechError` for SSML that Amazon would refuse."""
    pieces = _pieces(_parsed(text), 1.0) if is_ssml else iter([_Piece(Kind.SPEECH, text=text, said=text)])
    playback = Playback()
    for piece in _sentences(pieces):
        playback = playback.then(_played(piece, voice))
    return playback


def _parsed(text: str) -> ElementTree.Element:
    wrapped = text.strip()
    if not wrapped.startswith("<speak"):
        raise SpeechError("SSML must begin with <speak>")
    if "xmlns:amazon" not in wrapped:
        wrapped = wrapped.replace("<speak", '<speak xmlns:amazon="amazon"', 1)
    try:
        return ElementTree.fromstring(wrapped)
    except ElementTree.ParseError as error:
        raise SpeechError(f"SSML is not well formed: {error}") from error


def _pieces(element: ElementTree.Element, rate: float) -> Iterator[_Piece]:
    if element.tag not in _ALLOWED:
        raise SpeechError(f"<{element.tag}> is not a tag of Alexa's SSML")
    if element.tag == "break":
        yield _Piece(Kind.SILENCE, _break(element))
    elif element.tag == "audio":
        yield _Piece(Kind.AUDIO, text=_attribute(element, "src"))
    elif element.tag in {"say-as", "sub"}:
        yield _said_otherwise(element, rate)
    else:
        inner = rate * _rate(element) if element.tag == "prosody" else rate
        yield from _content(element, inner)
        if element.tag in {"s", "p"}:
            yield _Piece(Kind.SILENCE, _SENTENCE_END if element.tag == "s" else _PARAGRAPH_END)


def _content(element: ElementTree.Element, rate: float) -> Iterator[_Piece]:
    if element.text:
        yield _Piece(Kind.SPEECH, text=element.text, said=element.text, rate=rate)
    for child in element:
        yield from _pieces(child, rate)
        if child.tail:
            yield _Piece(Kind.SPEECH, text=child.tail, said=child.tail, rate=rate)


def _said_otherwise(element: ElementTree.Element, rate: float) -> _Piece:
    text = "".join(element.itertext())
    if element.tag == "sub":
        return _Piece(Kind.SPEECH, text=text, said=_attribute(element, "alias"), rate=rate)
    said = pronounced(text, _attribute(element, "interpret-as"))
    if said is None:
        raise SpeechError(f"say-as does not know {element.get('interpret-as')!r}")
    return _Piece(Kind.SPEECH, text=text, said=said, rate=rate)


def _attribute(element: ElementTree.Element, name: str) -> str:
    value = element.get(name)
    if value is None:
        raise SpeechError(f"<{element.tag}> needs {name!r}")
    return value


def _break(element: ElementTree.Element) -> int:
    time = element.get("time")
    if time is None:
        strength = element.get("strength", "medium")
        if strength not in _STRENGTHS:
            raise SpeechError(f"<break> has no strength {strength!r}")
        return _STRENGTHS[strength]
    length = milliseconds(time)
    if length > LONGEST_BREAK:
        raise SpeechError(f"<break time={time!r}> is longer than 10 s")
    return length


def milliseconds(time: str) -> int:
    """The length of `10s` or `500ms`; raises `SpeechError` for anything else."""
    found = _TIME.fullmatch(time.strip())
    if found is None:
        raise SpeechError(f"{time!r} is not a time such as 10s or 500ms")
    return round(float(found[1]) * (1000 if found[2] == "s" else 1))


def _rate(element: ElementTree.Element) -> float:
    rate = element.get("rate", "medium")
    if rate in _RATES:
        return _RATES[rate]
    try:
        return max(_SLOWEST, float(rate.removesuffix("%")) / 100)
    except ValueError as error:
        raise SpeechError(f"<prosody> has no rate {rate!r}") from error


def _sentences(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """Each sentence on its own, so that it can be shown at its time; words said otherwise never end one."""
    held = _Piece(Kind.SPEECH)
    for piece in pieces:
        if piece.kind is not Kind.SPEECH:
            yield from _tidy(held)
            yield piece
            held = _Piece(Kind.SPEECH)
            continue
        is_new = piece.rate != held.rate or (_ENDED.search(held.text) and piece.text[:1].isspace())
        first, *others = _BETWEEN_SENTENCES.split(piece.text) if piece.text == piece.said else [piece.text]
        begun = _Piece(Kind.SPEECH, 0, first, first if others else piece.said, piece.rate)
        if is_new:
            yield from _tidy(held)
            held = begun
        else:
            held = _Piece(Kind.SPEECH, 0, held.text + begun.text, held.said + begun.said, piece.rate)
        for other in others:
            yield from _tidy(held)
            held = _Piece(Kind.SPEECH, 0, other, other, piece.rate)
    yield from _tidy(held)


def _tidy(piece: _Piece) -> Iterator[_Piece]:
    """The piece with single spaces; nothing when it has no words."""
    text, said = " ".join(piece.text.split()), " ".join(piece.said.split())
    if text and any(character.isalnum() for character in said):
        yield _Piece(Kind.SPEECH, 0, text, said, piece.rate)


def _played(piece: _Piece, voice: Voice) -> Playback:
    if piece.kind is Kind.AUDIO:
        return audio(piece.text, voice)
    length = piece.length
    if piece.kind is Kind.SPEECH:
        length = round(voice.speaking_time(piece.said) / piece.rate)
    return Playback((Sound(piece.kind, 0, length, piece.text, piece.said, piece.rate),), (), length)


def audio(source: str, voice: Voice) -> Playback:
    """A recorded file; of no length, and said so, when its length is not known."""
    length = voice.audio_length(source)
    warnings = () if length is not None else (f"the length of {source} is not known here: it is not played",)
    return Playback((Sound(Kind.AUDIO, 0, length or 0, source),), (), length or 0, warnings=warnings)
