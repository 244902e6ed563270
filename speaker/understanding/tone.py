"""What a sentence does besides naming things: deny, and ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from speaker.understanding.language import Language
from speaker.understanding.samples import Sample
from speaker.understanding.words import key, keys

# What is left of a likeness when one of the two denies and the other does not, or only one of them asks.
_DENIES, _ASKS = 0.7, 0.75


@dataclass(frozen=True, slots=True)
class Tone:
    """Whether some words deny, and whether they ask."""

    denies: bool
    """A word of them says no."""

    asks: bool
    """They begin like a question."""

    def denial_with(self, other: "Tone") -> float:
        """How far, 0 to 1, two sentences may be alike that may differ by a denial."""
        return 1.0 if self.denies == other.denies else _DENIES

    def question_with(self, other: "Tone") -> float:
        """How far, 0 to 1, two sentences may be alike of which one may ask."""
        return 1.0 if self.asks == other.asks else _ASKS


class Tones:
    """Hears the tone of words in one language."""

    def __init__(self, language: Language) -> None:
        self._contractions = language.contractions
        self._negations = frozenset(keys(language.negations))
        self._questions = tuple(tuple(self._full(keys(phrase.split()))) for phrase in language.questions)

    def of(self, words: Sequence[str]) -> Tone:
        """The tone of these words (keys)."""
        full = self._full(words)
        asks = any(self._begins(full, phrase) for phrase in self._questions)
        return Tone(not self._negations.isdisjoint(full), asks)

    def of_sample(self, sample: Sample) -> Tone:
        """The tone of a sample's own words."""
        return self.of(sample.words)

    def _begins(self, full: Sequence[str], phrase: tuple[str, ...]) -> bool:
        """Whether the words begin with this question; "does not ..." is none, but a denial without its subject."""
        size = len(phrase)
        return tuple(full[:size]) == phrase and self._negations.isdisjoint(full[size : size + 1])

    def _full(self, words: Sequence[str]) -> list[str]:
        return [part for word in words for part in self._contractions.get(key(word), key(word)).split()]
