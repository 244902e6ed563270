"""Phrases as a screen shows them."""

from collections.abc import Mapping, Sequence

from skill.coach.line import Line, Named, Value
from skill.coach.routine import Side
from skill.library import Words
from skill.speech import escape, phrase, written

LARGE, MEDIUM, SMALL = "large", "medium", "small"
LONGEST_LARGE = 130
"""Characters that fill a small screen in large letters."""
LONGEST_MEDIUM = 250


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


def size_of(lines: Sequence[str]) -> str:
    """How large lines can be written so that they fit a small screen."""
    characters = sum(len(line) for line in lines)
    return LARGE if characters <= LONGEST_LARGE else MEDIUM if characters <= LONGEST_MEDIUM else SMALL


def named(side: Side) -> dict[str, Value]:
    """The words for a side."""
    return {"leg": Named("leg", side.leg), "stretch": Named("stretch", side.stretch)}
