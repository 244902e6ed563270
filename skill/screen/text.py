"""Phrases as a screen shows them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from skill.coach.line import Line, Named, Value
from skill.coach.routine import Side
from skill.library import Words
from skill.speech import escape, phrase, written

WIDE, NARROW = "wide", "narrow"
"""The shapes of `document.json`."""


class Room(NamedTuple):
    """What a message has on the smallest screen of a shape. Heights are in hundredths of the shorter side."""

    sizes: Mapping[str, tuple[int, float]]
    """For each size of letters, the largest first: how many stand in a row, and the height of a row."""
    height: float
    """Below the title."""
    between: float
    """The space between two lines."""
    touches: float
    """What a row of touch targets takes."""
    footer: float = 0.0


ROOMS = {
    WIDE: Room(
        {"large": (35, 9.6), "medium": (44, 7.7), "small": (54, 6.3), "tiny": (62, 5.4)},
        height=71,
        between=2,
        touches=17,
        footer=7,
    ),
    NARROW: Room(
        {"large": (21, 8.2), "medium": (25, 7.0), "small": (30, 5.8), "tiny": (34, 5.2)},
        height=65,
        between=2,
        touches=15,
    ),
}


def shown(key: str, words: Words, values: Mapping[str, Value] | None = None) -> str:
    """The text of a phrase. A missing key raises KeyError."""
    return filled(words.phrases[key].show, Line(key, values or {}), words)


def title(key: str, words: Words, values: Mapping[str, Value] | None = None) -> str:
    """The title of a phrase."""
    return filled(words.phrases[key].title, Line(key, values or {}), words)


def said(line: Line, words: Words) -> str:
    """A spoken line as it is read by eye."""
    return filled(phrase(line, words), line, words)


def filled(text: str, line: Line, words: Words) -> str:
    """A text with its values, escaped: APL reads mark-up in text."""
    return escape(written(text, line, words))


def size_of(lines: Sequence[str], shape: str, touched: bool, footed: bool) -> str:
    """The largest size that shows all lines at once; when none does, the smallest, and the lines scroll.

    `touched` and `footed` say whether touch targets and a footer stand below.
    """
    room = ROOMS[shape]
    left = room.height - room.touches * touched - room.footer * footed + room.between
    for size, (letters, row) in room.sizes.items():
        if sum(-(-len(line) // letters) * row + room.between for line in lines) <= left:
            return size
    return size


def named(side: Side) -> dict[str, Value]:
    """The words for a side."""
    return {"leg": Named("leg", side.leg), "stretch": Named("stretch", side.stretch)}
