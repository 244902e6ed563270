"""The words triage knows: concepts, and the small words that turn a sentence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from skill.coach.triage import data as read
from skill.coach.triage.grammar import GRAMMAR
from skill.coach.triage.phrases import PhraseError, Phrases


class Kind(StrEnum):
    """What a concept is in a sentence: a clause that lacks one kind may take it from the clause before."""

    SENSATION = "sensation"
    PART = "part"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea and all the ways people say it."""

    name: str
    kind: Kind
    lingers: bool
    """True when having had it a moment ago counts as having it ("the tingling is gone")."""
    holds_denial: bool
    """True when its phrases contain denying words of their own ("cannot feel my foot")."""
    helper: bool
    """True when it says nothing by itself, only together with another ("stopped", with a bladder)."""
    said: Phrases


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept found in a clause, by its place among the words."""

    concept: Concept
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the data says about words."""

    concepts: Mapping[str, Concept]
    grammar: Mapping[str, Phrases]
    spellings: Mapping[str, str]
    endings: Mapping[str, str]
    inflections: Mapping[str, str]
    """Endings of a word no phrase knows, and what to put instead where that makes a word they know."""
    known: frozenset[str]
    """Every word the phrases name."""
    rewrites: tuple[tuple[Phrases, tuple[str, ...]], ...]

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> Self:
        """Compile the tables; ValueError names the entry that cannot be read."""
        lists: dict[str, Phrases] = {}
        for name, entry in read.table(data, "lists").items():
            lists[name] = _phrases(entry, lists, f"lists.{name}")
        concepts = {name: _concept(name, entry, lists) for name, entry in read.table(data, "concepts").items()}
        alarms = frozenset(_words_of(read.table(data, "lists").get(ALARM, ())))
        grammar = {
            name: _phrases(entry, lists, f"grammar.{name}", alarms if name in HIDING else frozenset())
            for name, entry in read.table(data, "grammar").items()
        }
        read.keys(grammar, GRAMMAR, frozenset(), "grammar")
        return cls(
            concepts,
            grammar,
            _replacements(data, "spellings"),
            _replacements(data, "endings"),
            _replacements(data, "inflections"),
            frozenset(_words_of(data)),
            tuple(
                (_phrases([phrase], lists, f"rewrites.{phrase}"), tuple(plain.split()))
                for phrase, plain in _replacements(data, "rewrites").items()
            ),
        )

    def mentions(self, words: Sequence[str]) -> Iterator[Mention]:
        """Every concept among the words, in the order of the data."""
        for concept in self.concepts.values():
            for start, end in concept.said.spans(words):
                yield Mention(concept, start, end)

    def words(self, text: str) -> list[str]:
        """The words of a text, each spelled as the phrases spell it."""
        heard = re.sub(r"[^a-z0-9' ]+", " ", text.lower().replace("’", "'")).split()
        return " ".join(self._word(word) for word in heard).split()

    def plain(self, text: str) -> list[str]:
        """The words of a text as the phrases spell them: contractions in full, no apostrophes, fillers gone."""
        words = self.words(text)
        for phrases, replacement in self.rewrites:
            words = phrases.replaced(words, replacement)
        return self.grammar["fillers"].replaced(words, ())

    def _word(self, word: str) -> str:
        if word in self.spellings:
            return self.spellings[word]
        for ending, full in self.endings.items():
            if word.endswith(ending) and word != ending:
                return self._word(word.removesuffix(ending)) + full
        word = word.replace("'", "")
        return word if word in self.known else self._inflected(word)

    def _inflected(self, word: str) -> str:
        """The word the phrases know of which this is another form, or the word itself."""
        for ending, full in self.inflections.items():
            if word.endswith(ending) and (other := word.removesuffix(ending) + full) in self.known:
                return other
        return word


def _words_of(said: object) -> Iterator[str]:
    """Every word in every phrase of the data, its signs taken off."""
    if isinstance(said, str):
        yield from (word.strip("=!?") for word in re.split(r"[ /]", said))
    elif isinstance(said, Mapping):
        for key, value in said.items():
            yield from _words_of(key)
            yield from _words_of(value)
    elif isinstance(said, Sequence):
        for value in said:
            yield from _words_of(value)


ALARM, HIDING = "alarm", frozenset(("harmless", "things"))
"""No gap in a phrase that hides what it takes reaches across an alarming word: "get a zap down to my foot"."""

DENYING = frozenset(("no", "not", "never", "nothing", "none", "without", "neither", "nor"))
"""A symptom that holds a denial names it: "my leg did not give way" is not "my leg ... give way"."""


def _concept(name: str, entry: object, lists: Mapping[str, Phrases]) -> Concept:
    where = f"concepts.{name}"
    if not isinstance(entry, Mapping):
        raise ValueError(f"{where}: must be a table")
    read.keys(entry, {"kind", "said"}, {"lingers", "holds_denial", "helper"}, where)
    try:
        kind = Kind(read.string(entry["kind"], f"{where}.kind"))
    except ValueError as error:
        raise ValueError(f"{where}.kind: {error}") from error
    holds_denial = read.flag(entry, "holds_denial", where)
    stops = DENYING if holds_denial else frozenset()
    said = _phrases(entry["said"], lists, f"{where}.said", stops)
    return Concept(
        name, kind, read.flag(entry, "lingers", where), holds_denial, read.flag(entry, "helper", where), said
    )


def _phrases(entry: object, lists: Mapping[str, Phrases], where: str, stops: frozenset[str] = frozenset()) -> Phrases:
    phrases = read.strings(entry, where)
    if not phrases:
        raise ValueError(f"{where}: needs at least one phrase")
    try:
        return Phrases.of(phrases, lists, stops)
    except PhraseError as error:
        raise ValueError(f"{where}: {error}") from error


def _replacements(data: Mapping[str, object], key: str) -> dict[str, str]:
    entries = read.table(data, key)
    for said, plain in entries.items():
        if not isinstance(plain, str):
            raise ValueError(f"{key}.{said}: must be a text")
    return {said: str(plain) for said, plain in entries.items()}
