"""Phrases as the data writes them, found among words.

In a phrase, ``a/b`` are alternatives (words or lists), ``word?`` may be absent, ``word*`` takes any ending, ``..``
stands for up to two words and ``...`` for up to five, ``{name}`` is any entry of that list, ``=word`` looks ahead for
a word without taking it, ``!word`` wants another word there, ``^`` and ``$`` are the two ends.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Self

from skill.coach.triage.elements import BLANK, Element, Phrase, Words

_GAPS = {"..": 2, "...": 5}
_EDGES = frozenset("^$")

Span = tuple[int, int]


class PhraseError(ValueError):
    """A phrase is not written as the data may write it."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Any of several phrases."""

    by_first: Mapping[str, Sequence[Phrase]] = field(repr=False)
    """Phrases by a word they can begin with."""
    others: Sequence[Phrase] = field(repr=False)
    """Phrases that may begin with anything."""

    @classmethod
    def of(cls, phrases: Iterable[str], lists: Mapping[str, Self], stops: Iterable[str] = ()) -> Self:
        """Compile; no gap reaches across `stops`. PhraseError for what cannot be read or a list not (yet) there."""
        none_across = frozenset((BLANK, *stops))
        by_first: defaultdict[str, list[Phrase]] = defaultdict(list)
        others: list[Phrase] = []
        for phrase in phrases:
            elements = tuple(_element(written, lists, none_across) for written in phrase.split())
            if not any(element.words or element.stems or element.lists for element in elements):
                raise PhraseError(f"{phrase!r} holds no word")
            compiled = Phrase(elements, _needed_words(elements))
            first = _first_words(elements)
            for word in first:
                by_first[word].append(compiled)
            if not first:
                others.append(compiled)
        return cls(dict(by_first), tuple(others))

    def ends(self, words: Words, at: int) -> Iterator[int]:
        """Every place where one of the phrases, begun at `at`, can end."""
        if at < len(words):
            for phrase in self.by_first.get(words[at], ()):
                yield from phrase.ends(words, at)
        for phrase in self.others:
            yield from phrase.ends(words, at)

    def beginnings(self) -> frozenset[str]:
        """The words it can begin with; empty when it may begin with anything."""
        return frozenset() if self.others else frozenset(self.by_first)

    def at(self, words: Words, at: int) -> int | None:
        """Where the longest of the phrases begun at `at` ends."""
        return max(self.ends(words, at), default=None)

    def spans(self, words: Words) -> list[Span]:
        """The longest phrase at every place where one begins; they may overlap."""
        likely = self._likely(words)
        if likely is None:
            return []
        found = (
            (at, likely.at(words, at)) for at, word in enumerate(words) if likely.others or word in likely.by_first
        )
        return [(at, end) for at, end in found if end is not None and end > at]

    def _likely(self, words: Words) -> Self | None:
        """These phrases without those that need a word which is not there: they are many, and words are few."""
        present = frozenset(words)
        others = [each for each in self.others if each.fits(present)]
        begun = {}
        for word in present & self.by_first.keys():
            if fitting := [each for each in self.by_first[word] if each.fits(present)]:
                begun[word] = fitting
        return type(self)(begun, others) if begun or others else None

    def among(self, words: Words) -> bool:
        """True when one of the phrases is found."""
        return bool(self.spans(words))

    def replaced(self, words: Words, by: Words | None) -> list[str]:
        """The words with each phrase replaced, from the left; None puts as many blanks."""
        likely = self._likely(words)
        if likely is None:
            return list(words)
        result: list[str] = []
        at = 0
        while at < len(words):
            end = likely.at(words, at)
            if end is None or end == at:
                result.append(words[at])
                at += 1
                continue
            result += [BLANK] * (end - at) if by is None else by
            at = end
        return result


def _element(written: str, lists: Mapping[str, Phrases], none_across: frozenset[str]) -> Element:
    if written in _GAPS:
        return Element(gap=_GAPS[written], stops=none_across)
    plain = _without_lists(written)
    if "{" not in written:
        return plain
    choices = written.removeprefix(plain.sign).removesuffix("?").split("/")
    named = [choice[1:-1] for choice in choices if choice.startswith("{") and choice.endswith("}")]
    if unknown := [name for name in named if name not in lists]:
        raise PhraseError(f"no list is called {unknown[0]!r} before this")
    return replace(plain, lists=tuple(lists[name] for name in named))


@cache
def _without_lists(written: str) -> Element:
    """The words of an element; the same few elements stand in thousands of phrases."""
    if written in _EDGES:
        return Element(sign=written)
    sign = written[0] if written[0] in "=!" else ""
    choices = written.removeprefix(sign).removesuffix("?").split("/")
    plain = [choice for choice in choices if not choice.startswith("{")]
    if not all(word.rstrip("*").isalnum() or word == "*" for word in plain):
        raise PhraseError(f"cannot read {written!r}")
    return Element(
        frozenset(word for word in plain if not word.endswith("*")),
        tuple(word[:-1] for word in plain if word.endswith("*")),
        optional=written.endswith("?"),
        sign=sign,
    )


def _first_words(elements: tuple[Element, ...]) -> frozenset[str]:
    """The words a phrase must begin with; empty when that cannot be told."""
    first: frozenset[str] = frozenset()
    for element in elements:
        words = _words(element)
        if not words:
            return frozenset()
        first |= words
        if not element.optional:
            return first
    return frozenset()


def _needed_words(elements: tuple[Element, ...]) -> tuple[frozenset[str], ...]:
    """The sets of words of which a phrase needs one each, wherever they stand."""
    return tuple(words for element in elements if not element.optional and (words := _words(element)))


def _words(element: Element) -> frozenset[str]:
    """The words an element can begin with; empty when it may begin with anything."""
    if element.gap or element.sign or element.stems:
        return frozenset()
    if not element.lists:
        return element.words
    beginnings = [listed.beginnings() for listed in element.lists]
    return element.words.union(*beginnings) if all(beginnings) else frozenset()
