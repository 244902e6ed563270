"""The words of a model with their weights: a word that few intents use tells more than one that many use."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from rapidfuzz import fuzz, process

from speaker.understanding.language import Language

# Under this likeness (0 to 100) an unknown word is not taken for a mis-heard known one.
_NEAREST_WORD = 80.0
# A mis-heard word counts a little less than the word itself.
_MISHEARD = 0.9
_SHORTEST_MISHEARD = 4
_SHORTEST_JOINED = 7
_LEAST_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Feature:
    """One heard word as the matcher compares it."""

    place: int
    """Index of the heard token it comes from."""

    stems: Mapping[str, float]
    """Stem of the model -> likeness 0 to 1; empty for a word the model does not have."""

    weight: float
    """How much the word tells."""


class Vocabulary:
    """Stems of all samples and slot values, weighted by how few intents and types use them."""

    def __init__(self, documents: Iterable[Iterable[str]], language: Language) -> None:
        """Each document holds the words (keys) of one intent or one slot type."""
        self._language = language
        self._stem_of: dict[str, str] = {}
        self._stems: dict[str, tuple[str, ...]] = {}
        frequency: dict[str, int] = {}
        count = 0
        for document in documents:
            count += 1
            stems = {stem for word in document for stem in self.stems(word)}
            for stem in stems:
                frequency[stem] = frequency.get(stem, 0) + 1
        self.unknown_weight = log(count + 1)
        self._weights = {stem: max(_LEAST_WEIGHT, log((count + 1) / (used + 1))) for stem, used in frequency.items()}
        self._near = lru_cache(maxsize=4096)(self._nearest)
        self._words = sorted(word for word in self._stem_of if len(word) >= _SHORTEST_MISHEARD)

    def stems(self, word: str) -> tuple[str, ...]:
        """The stems of a word's key; a contraction has those of its full words."""
        known = self._stems.get(word)
        if known is None:
            full = self._language.contractions.get(word, word).split()
            self._stem_of |= {part: self._language.stem(part) for part in full}
            known = self._stems[word] = tuple(self._stem_of[part] for part in full)
        return known

    def weight(self, stem: str) -> float:
        """How much a stem tells, at least 0.3."""
        return self._weights.get(stem, self.unknown_weight)

    def features(self, heard: Sequence[str]) -> tuple[Feature, ...]:
        """The heard words (keys) for comparing: known stems as they are, unknown ones by what they may mis-hear."""
        features: list[Feature] = []
        for place, word in enumerate(heard):
            for part in self._language.contractions.get(word, word).split():
                stem = self._language.stem(part)
                if stem in self._weights:
                    features.append(Feature(place, {stem: 1.0}, self._weights[stem]))
                    continue
                near = self._near(part)
                if not near and place + 1 < len(heard):
                    near = self._near(part + heard[place + 1], shortest=_SHORTEST_JOINED)
                weight = max((self._weights[stem] for stem in near), default=self.unknown_weight)
                features.append(Feature(place, near, weight))
        return tuple(features)

    def _nearest(self, word: str, shortest: int = _SHORTEST_MISHEARD) -> dict[str, float]:
        if len(word) < shortest:
            return {}
        found = process.extract(word, self._words, scorer=fuzz.ratio, score_cutoff=_NEAREST_WORD, limit=3)
        near: dict[str, float] = {}
        for known, likeness, _ in found:
            stem = self._stem_of[known]
            if stem in self._weights:
                near[stem] = max(near.get(stem, 0.0), _MISHEARD * likeness / 100)
        return near
