"""How like two sets of words are, each word counted by how much it tells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from speaker.understanding.vocabulary import Feature, Vocabulary

# What an unmatched heard word costs: known from the same intent or type, known from elsewhere, unknown.
_OWN, _ELSEWHERE, _UNKNOWN = 0.6, 1.2, 1.3
# Words that nearly everything uses do not bring candidates in, unless there are no others.
_TELLING = 0.6
# One shared word is a match only when it is nearly all that was said; and what everyone says anyway is none.
_NEARLY_ALL, _LEAST_TOLD = 0.7, 1.0
# ... or when it is most of what was said, and the sample is met nearly whole.
_MOST, _NEARLY_WHOLE = 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Measure:
    """Weights of what was said and what was meant, and how much of each the other has."""

    said: float = 0.0
    """Weight of the heard words that were met."""

    said_total: float = 0.0
    """Weight of all heard words."""

    meant: float = 0.0
    """Weight of the sample's words that were heard."""

    meant_total: float = 0.0
    """Weight of all the sample's words."""

    telling: int = 0
    """How many telling words or slots were met."""

    @property
    def is_a_match(self) -> bool:
        """Whether enough was met for the score to mean something."""
        said, meant = self.said / (self.said_total or 1.0), self.meant / (self.meant_total or 1.0)
        is_enough = self.telling > 1 or said >= _NEARLY_ALL or (said >= _MOST and meant >= _NEARLY_WHOLE)
        return self.said >= _LEAST_TOLD and is_enough

    @property
    def is_whole(self) -> bool:
        """Whether each word of either side has met its own."""
        return self.said == self.said_total and self.meant == self.meant_total

    @property
    def score(self) -> float:
        """0 to 1: the harmonic mean of both shares."""
        if not self.said or not self.meant:
            return 0.0
        said, meant = self.said / self.said_total, self.meant / self.meant_total
        return 2 * said * meant / (said + meant)

    def plus(self, quality: float, said: float, meant: float) -> "Measure":
        """With a slot that is filled so well, 0 to 1, by words of this weight, and weighs so much in the sample."""
        return Measure(
            self.said + quality * said,
            self.said_total + said,
            self.meant + quality * meant,
            self.meant_total + meant,
            self.telling + (quality >= 0.5 and said >= _TELLING),
        )


def measure(features: Iterable[Feature], stems: Mapping[str, float], total: float, own: frozenset[str]) -> Measure:
    """The heard words against a sample's weighted stems and their total; `own` are its intent's or type's stems."""
    said = said_total = 0.0
    met: dict[str, float] = {}
    for one in features:
        stem = _likest(one.stems, stems)
        if stem is not None:
            said += one.weight * one.stems[stem]
            said_total += one.weight
            met[stem] = max(met.get(stem, 0.0), one.stems[stem])
        elif not one.stems:
            said_total += _UNKNOWN * one.weight
        else:
            said_total += one.weight * (_ELSEWHERE if own.isdisjoint(one.stems) else _OWN)
    meant = sum(likeness * stems[stem] for stem, likeness in met.items())
    telling = sum(stems[stem] >= _TELLING for stem in met)
    return Measure(said, said_total, meant, total, telling)


def _likest(heard: Mapping[str, float], stems: Mapping[str, float]) -> str | None:
    """The heard word's likest stem among these; a plain loop, for this is the innermost of all."""
    best: str | None = None
    for stem in heard:
        if stem in stems and (best is None or heard[stem] > heard[best]):
            best = stem
    return best


class Index:
    """Sets of stems, found by the stems they share with what was heard."""

    def __init__(self, entries: Sequence[Iterable[str]], vocabulary: Vocabulary) -> None:
        self.weights = [{stem: vocabulary.weight(stem) for stem in stems} for stems in entries]
        self.totals = [sum(weights.values()) for weights in self.weights]
        self._with_stem: dict[str, list[int]] = {}
        for index, weights in enumerate(self.weights):
            for stem in weights:
                self._with_stem.setdefault(stem, []).append(index)

    def candidates(self, features: Sequence[Feature], marks: Iterable[str], most: int) -> list[int]:
        """The entries that share most with what was heard, roughly, best first; marks are stems that count besides."""
        told = {stem: likeness * one.weight for one in features for stem, likeness in one.stems.items()}
        told |= dict.fromkeys(marks, 2.0)
        telling = {stem: weight for stem, weight in told.items() if weight >= _TELLING} or told
        heard = sum(one.weight for one in features) + 1.0
        shared: dict[int, float] = {}
        for stem, weight in telling.items():
            for index in self._with_stem.get(stem, ()):
                shared[index] = shared.get(index, 0.0) + weight
        totals = self.totals
        return nlargest(most, shared, key=lambda index: (shared[index] / (totals[index] + heard), -index))
