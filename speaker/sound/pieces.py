"""The pieces of a speech: lines, pauses, recordings; and how lines are told apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from speaker.sound.prosody import USUAL, Manner

# The breath between two sentences, in milliseconds: a fair estimate, as Amazon does not say.
SENTENCE_END = 400
# A full stop after a title or an initial ends no sentence.
_BETWEEN_SENTENCES = re.compile(r"(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bSt\.)(?<=[.!?])\s+(?=[\"'A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Line:
    """Words to speak at once."""

    text: str
    """The words as written."""

    said: str
    """The words as they are pronounced."""

    manner: Manner = USUAL
    """How they are spoken."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence."""

    length: int
    """In milliseconds."""

    is_written: bool = True
    """Whether a break asks for it; otherwise it is the breath between two sentences."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound file."""

    source: str
    """Its address."""


Piece = Line | Pause | Recording


def plain_pieces(text: str) -> tuple[Piece, ...]:
    """The sentences of a plain text."""
    return tidied(iter([Line(text, text)]))


def tidied(pieces: Iterator[Piece]) -> tuple[Piece, ...]:
    """One line a sentence, with a breath between neighbours and none beside a written break or at the end."""
    kept: list[Piece] = []
    for piece in _sentences(_joined(pieces)):
        last = kept[-1] if kept else None
        if isinstance(piece, Pause) and not piece.is_written:
            if isinstance(last, Pause) and not last.is_written:
                kept[-1] = Pause(max(last.length, piece.length), is_written=False)
            elif isinstance(last, Line):
                kept.append(piece)
            continue
        if isinstance(piece, Line) and isinstance(last, Line) and last.said.endswith((".", "!", "?")):
            kept.append(Pause(SENTENCE_END, is_written=False))
        if isinstance(piece, Pause) and isinstance(last, Pause) and not last.is_written:
            kept.pop()
        kept.append(piece)
    if kept and isinstance(kept[-1], Pause) and not kept[-1].is_written:
        kept.pop()
    return tuple(kept)


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbouring words of one manner as one line."""
    held: Line | None = None
    for piece in pieces:
        if isinstance(piece, Line) and held and held.manner == piece.manner:
            held = replace(held, text=held.text + piece.text, said=held.said + piece.said)
            continue
        if held:
            yield held
        held = piece if isinstance(piece, Line) else None
        if held is None:
            yield piece
    if held:
        yield held


def _sentences(pieces: Iterator[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if not isinstance(piece, Line):
            yield piece
            continue
        texts, said = _split(piece.text), _split(piece.said)
        if len(texts) != len(said):
            texts = said = [" ".join(piece.said.split())]
        for text, words in zip(texts, said, strict=True):
            if any(character.isalnum() for character in words):
                yield Line(text, words, piece.manner)


def _split(text: str) -> list[str]:
    return _BETWEEN_SENTENCES.split(" ".join(text.split()))
