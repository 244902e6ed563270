"""Phrases as the data writes them, found among words.

In a phrase, ``a/b`` are alternatives (words or lists), ``word?`` may be absent, ``word*`` takes any ending, ``..``
stands for up to two words and ``...`` for up to five, ``{name}`` is any entry of that list, ``=word`` looks ahead for
a word without taking it, ``!word`` wants another word there, ``^`` and ``$`` are the two ends.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

BLANK = "_"
"""Stands for a word that is not to be read: no phrase takes it, and none reaches across it."""

_GAPS = {"..": 2, "...": 5}
_EDGES = frozenset("^$")

Words = Sequence[str]
Span = tuple[int, int]


class PhraseError(ValueError):
    """A phrase is not written as the data may write it."""


@dataclass(frozen=True, slots=True)
class _Element:
    """One place in a phrase."""

    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    lists: tuple["Phrases", ...] = ()
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
class Phrases:
    """Any of several phrases."""

    by_first: Mapping[str, Sequence[tuple[_Element, ...]]] = field(repr=False)
    """Phrases by a word they can begin with."""
    others: Sequence[tuple[frozenset[str], tuple[_Element, ...]]] = field(repr=False)
    """Phrases that may begin with anything, each with words of which it needs one (empty: that cannot be told)."""

    @classmethod
    def of(cls, phrases: Iterable[str], lists: Mapping[str, Self], stops: Iterable[str] = ()) -> Self:
        """Compile; no gap reaches across `stops`. PhraseError for what cannot be read or a list not (yet) there."""
        none_across = frozenset((BLANK, *stops))
        by_first: defaultdict[str, list[tuple[_Element, ...]]] = defaultdict(list)
        others: list[tuple[frozenset[str], tuple[_Element, ...]]] = []
        for phrase in phrases:
            elements = tuple(_element(written, lists, none_across) for written in phrase.split())
            if not any(element.words or element.stems or element.lists for element in elements):
                raise PhraseError(f"{phrase!r} holds no word")
            if first := _first_words(elements):
                for word in first:
                    by_first[word].append(elements)
            else:
                others.append((_needed_words(elements), elements))
        return cls(dict(by_first), tuple(others))

    def ends(self, words: Words, at: int) -> Iterator[int]:
        """Every place where one of the phrases, begun at `at`, can end."""
        if at < len(words):
            for elements in self.by_first.get(words[at], ()):
                yield from _ends(elements, words, at)
        for _, elements in self.others:
            yield from _ends(elements, words, at)

    def at(self, words: Words, at: int) -> int | None:
        """Where the longest of the phrases begun at `at` ends."""
        return max(self.ends(words, at), default=None)

    def spans(self, words: Words) -> list[Span]:
        """The longest phrase at every place where one begins; they may overlap."""
        likely = self._likely(words)
        begins = (at for at, word in enumerate(words) if likely.others or word in likely.by_first)
        found = ((at, likely.at(words, at)) for at in begins)
        return [(at, end) for at, end in found if end is not None and end > at]

    def _likely(self, words: Words) -> "Phrases":
        """These phrases without those that need a word which is not there: they are many, and words are few."""
        present = frozenset(words)
        return Phrases(self.by_first, [other for other in self.others if not other[0] or other[0] & present])

    def among(self, words: Words) -> bool:
        """True when one of the phrases is found."""
        return bool(self.spans(words))

    def replaced(self, words: Words, by: Words | None) -> list[str]:
        """The words with each phrase replaced, from the left; None puts as many blanks."""
        likely = self._likely(words)
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


def _element(written: str, lists: Mapping[str, Phrases], none_across: frozenset[str]) -> _Element:
    if written in _GAPS:
        return _Element(gap=_GAPS[written], stops=none_across)
    if written in _EDGES:
        return _Element(sign=written)
    sign = written[0] if written[0] in "=!" else ""
    choices = written.removeprefix(sign).removesuffix("?").split("/")
    named = [choice[1:-1] for choice in choices if choice.startswith("{") and choice.endswith("}")]
    plain = [choice for choice in choices if not choice.startswith("{")]
    if unknown := [name for name in named if name not in lists]:
        raise PhraseError(f"no list is called {unknown[0]!r} before this")
    if not all(word.rstrip("*").isalnum() or word == "*" for word in plain):
        raise PhraseError(f"cannot read {written!r}")
    return _Element(
        frozenset(word for word in plain if not word.endswith("*")),
        tuple(word[:-1] for word in plain if word.endswith("*")),
        tuple(lists[name] for name in named),
        written.endswith("?"),
        sign,
    )


def _first_words(elements: tuple[_Element, ...]) -> frozenset[str]:
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


def _needed_words(elements: tuple[_Element, ...]) -> frozenset[str]:
    """The fewest words of which a phrase needs one, wherever it stands; empty when that cannot be told."""
    needed = [_words(element) for element in elements if not element.optional]
    return min((words for words in needed if words), key=len, default=frozenset())


def _words(element: _Element) -> frozenset[str]:
    """The words an element can begin with; empty when it may begin with anything."""
    if element.gap or element.sign or element.stems or any(listed.others for listed in element.lists):
        return frozenset()
    return element.words.union(*(listed.by_first for listed in element.lists))


def _ends(elements: tuple[_Element, ...], words: Words, at: int) -> Iterator[int]:
    if not elements:
        yield at
        return
    element, rest = elements[0], elements[1:]
    for end in _passed(element, words, at):
        yield from _ends(rest, words, end)


def _passed(element: _Element, words: Words, at: int) -> Iterator[int]:
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


def _agrees(element: _Element, words: Words, at: int) -> bool:
    if element.sign == "^":
        return at == 0
    if element.sign == "$":
        return at == len(words)
    return any(True for _ in element.taken(words, at)) is (element.sign == "=")
