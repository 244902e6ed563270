"""How much every word and pair of words speaks for each intent, counted over the whole model.

An utterance need not be like any one sample: "how do i place the strap exactly" has its words from many samples of one
intent. This is what a statistical classifier trained on the samples sees and a comparison with single samples does not.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle, pairwise
from math import log, sqrt

from speaker.understanding.laying import Spans
from speaker.understanding.samples import Sample, Word, mark
from speaker.understanding.slot_types import SlotTypes
from speaker.understanding.vocabulary import Feature, Vocabulary
from speaker.understanding.words import keys

# Share of an intent's samples that a word which is in none of them is taken to have.
_UNSEEN = 0.0005
_BEGIN, _END = "^", "$"

_Feature = str | tuple[str, str]
_Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an utterance's words say about one class of intents."""

    weight: float
    """Log-likelihood of its words and pairs of words, by the square root of their number."""

    coverage: float
    """0 to 1: how much of what the words tell, the class has in its samples."""


class Witness:
    """Weighs an utterance's words for each class of intents."""

    def __init__(
        self, samples: Iterable[Sample], slot_types: SlotTypes, vocabulary: Vocabulary, class_of: Mapping[str, str]
    ) -> None:
        """`class_of` names the class of each intent; samples with free text tell nothing."""
        self._vocabulary = vocabulary
        self._counts: dict[_Feature, dict[_Place, int]] = {}
        self._size: Counter[_Place] = Counter()
        stems = cache(vocabulary.stems)
        for intent, part, words in _instances(samples, slot_types):
            place = class_of[intent], part
            self._size[place] += 1
            for feature in _features([stem for word in words for stem in stems(word)]):
                count = self._counts.get(feature)
                if count is None:
                    self._counts[feature] = {place: 1}
                else:
                    count[place] = count.get(place, 0) + 1
        self._whole: Counter[str] = Counter()
        for (kind, _), number in self._size.items():
            self._whole[kind] += number
        self._weights = cache(self._weighed)

    def of(self, heard: Sequence[str], amazons: Spans) -> dict[str, Evidence]:
        """The evidence for every class; `amazons` are the places that slots of Amazon's types may take."""
        words = self._vocabulary.features(keys(heard))
        stems = [_stem(word) for word in words]
        features = _features(stems)
        for kind, spans in amazons.items():
            for begin, end in spans:
                before = [_stem(word) for word in words if word.place < begin]
                features |= _features([*before, mark(kind), *(_stem(word) for word in words if word.place >= end)])
        known = [self._weights(feature) for feature in features if feature in self._counts]
        total, common = dict.fromkeys(self._whole, 0.0), sum(base for _, base in known)
        for weights, _ in known:
            for kind, weight in weights.items():
                total[kind] += weight
        told = sum(map(self._vocabulary.weight, stems)) or 1.0
        return {
            kind: Evidence((total[kind] + common) / sqrt(len(known) or 1), self._told(stems, kind) / told)
            for kind in self._whole
        }

    def _weighed(self, feature: _Feature) -> tuple[dict[str, float], float]:
        """How much a feature speaks for each class that has it, and, the same for all, against every class.

        A class of many parts has what is usual in one of them, though rare in the whole: its share is the mean of both.
        """
        pooled: Counter[str] = Counter()
        peak: dict[str, float] = {}
        for (kind, part), number in self._counts[feature].items():
            pooled[kind] += number
            peak[kind] = max(peak.get(kind, 0.0), number / self._size[kind, part])
        shares = {kind: sqrt(number / self._whole[kind] * peak[kind]) for kind, number in pooled.items()}
        common = log(_UNSEEN / (sum(shares.values()) + _UNSEEN * len(self._whole)))
        return {kind: log(1 + share / _UNSEEN) for kind, share in shares.items()}, common

    def _told(self, stems: Iterable[str], kind: str) -> float:
        own = (stem for stem in stems if stem in self._counts and kind in self._weights(stem)[0])
        return sum(map(self._vocabulary.weight, own))


def _instances(samples: Iterable[Sample], slot_types: SlotTypes) -> Iterator[tuple[str, str, list[str]]]:
    """Each sample as somebody would say it, with its intent and the part of the intent it belongs to.

    A bare slot is said in every way its type lists; each value of a type of sentences is a part of its own.
    """
    phrases = {name: list(slot_types.phrases(name)) for name in slot_types.custom}
    turns = {name: cycle(listed) for name, listed in phrases.items()}
    for sample in samples:
        if sample.is_free_text:
            continue
        intent = sample.intent.name
        if sample.is_bare_slot and sample.slots[0].type in phrases:
            name = sample.slots[0].type
            parted = slot_types.holds_sentences(name)
            for phrase, values in slot_types.phrases(name).items():
                yield intent, values[0].id if parted else intent, list(phrase)
            continue
        words: list[str] = []
        for part in sample.parts:
            if isinstance(part, Word):
                words.append(part.key)
            elif phrases.get(part.type):
                words += next(turns[part.type])
            else:
                words.append(mark(part.type))
        yield intent, intent, words


def _features(stems: Sequence[str]) -> set[_Feature]:
    """Words and neighbours."""
    features: set[_Feature] = set(stems)
    features.update(pairwise((_BEGIN, *stems, _END)))
    return features


def _stem(word: Feature) -> str:
    """The stem it is taken for; of an unknown word nothing that any sample has."""
    return max(word.stems, key=lambda stem: word.stems[stem], default="")
