"""The places of a phrase, and how a phrase is laid along words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

BLANK = "_"
"""Stands for a word that is not to be read: no phrase takes it, and none reaches across it."""

Words = Sequence[str]


class Listed(Protocol):
    """A list of phrases that an element names."""

    def ends(self, words: Words, at: int) -> Iterator[int]:
        """Every place where one of the phrases, begun at `at`, can end."""
        ...

    def beginnings(self) -> frozenset[str]:
        """The words it can begin with; empty when it may begin with anything."""
        ...


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a phrase."""

    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    lists: tuple[Listed, ...] = ()
    optional: bool = False
    sign: str = ""
    """A look ahead (``=`` or ``!``) or an edge (``^`` or ``$``)."""
    gap: int = 0
    stops: frozenset[str] = frozenset((BLANK,))
    """Words a gap does not reach across."""

    def taken(self, words: Words, at: int) -> Iterator[int]:
        """Every place where this element, met at `at`, can end."""
        if at == len(words) or words[at] == BLANK:
            return
        if words[at] in self.words or words[at].startswith(self.stems):
            yield at + 1
        for listed in self.lists:
            yield from listed.ends(words, at)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase as it is written."""

    elements: tuple[Element, ...]
    needed: tuple[frozenset[str], ...]
    """Sets of words of each of which the phrase needs one, wherever it stands."""

    def fits(self, present: frozenset[str]) -> bool:
        """False when a word it needs is not there."""
        return all(not words.isdisjoint(present) for words in self.needed)

    def ends(self, words: Words, at: int) -> Iterator[int]:
        """Every place where the phrase, begun at `at`, can end."""
        return _ends(self.elements, words, at)


def _ends(elements: tuple[Element, ...], words: Words, at: int) -> Iterator[int]:
    if not elements:
        yield at
        return
    element, rest = elements[0], elements[1:]
    for end in _passed(element, words, at):
        yield from _ends(rest, words, end)


def _passed(element: Element, words: Words, at: int) -> Iterator[int]:
    """The places where reading goes on after an element met at `at`."""
    if element.gap:
        for end in range(at, min(at + element.gap, len(words)) + 1):
            yield end
            if end < len(words) and words[end] in element.stops:
                return
    elif element.sign:
        if _agrees(element, words, at):
            yield at
    else:
        yield from element.taken(words, at)
        if element.optional:
            yield at


def _agrees(element: Element, words: Words, at: int) -> bool:
    if element.sign == "^":
        return at == 0
    if element.sign == "$":
        return at == len(words)
    return any(True for _ in element.taken(words, at)) is (element.sign == "=")
