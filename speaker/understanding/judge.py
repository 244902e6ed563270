"""Which intent is meant, by single samples and by the evidence of all words together, and whether that is sure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from speaker.understanding.bare_slots import Likeness
from speaker.understanding.evidence import Witness
from speaker.understanding.heard import SlotValue
from speaker.understanding.model import SEARCH_QUERY, Intent
from speaker.understanding.samples import Sample
from speaker.understanding.slot_types import SlotTypes
from speaker.understanding.vocabulary import Vocabulary

# What a sample that is met in full counts beside the evidence, and what speaks for a sentence from the start.
_LIKENESS, _FOR_A_SENTENCE = 8.0, 1.0
# How sure a request is: by its likeness to a sample, by the share of its words that the intent knows, by its distance
# to the next class and to a sentence, and by its length, for a few words alike are chance. From so much on it is taken.
_BY_LIKENESS, _BY_COVERAGE, _BY_MARGIN, _BY_NO_SENTENCE, _BY_LENGTH, _LEAST = 1.2, 4.3, 0.32, 0.15, 2.3, 9.8
# The same for a sentence; and how like a sample a request may be taken for that alone.
_LEAST_TOLD, _LIKE_ENOUGH = 6.9, 0.77

_SENTENCES = "sentences"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is most likely meant."""

    intent: Intent | None = None
    """The intent asked for; None for a sentence that is told, or for nothing."""

    slots: Mapping[str, SlotValue] = field(default_factory=dict)
    """The slots it fills."""

    score: float = 0.0
    """0 to 1."""

    is_sure: bool = False
    """Whether it is to be taken."""


class Judge:
    """Weighs the intents of a model against each other; those that take whole sentences are one class."""

    def __init__(self, samples: Sequence[Sample], slot_types: SlotTypes, vocabulary: Vocabulary) -> None:
        """Of the custom intents' samples."""
        self._slot_types = slot_types
        self._intents = {sample.intent.name: sample.intent for sample in samples}
        self.told = frozenset(
            name for name, one in self._intents.items() if any(map(slot_types.holds_sentences, one.slots.values()))
        )
        """Names of the intents that take sentences."""
        classes = {name: _SENTENCES if name in self.told else name for name in self._intents}
        self._witness = Witness(samples, slot_types, vocabulary, classes)
        types = {kind for one in self._intents.values() for kind in one.slots.values()}
        self._amazons = sorted(kind for kind in types if not slot_types.is_custom(kind) and kind != SEARCH_QUERY)

    def verdict(self, tokens: Sequence[str], nearest: Mapping[str, Likeness]) -> Verdict:
        """What these tokens mean, by the likest sample of each intent and by all evidence."""
        amazons = {kind: self._slot_types.spans(kind, tokens) for kind in self._amazons}
        evidence = self._witness.of(tokens, amazons)
        like = {name: one.score for name, one in nearest.items()}
        like[_SENTENCES] = max((like.get(name, 0.0) for name in self.told), default=0.0)
        total = {name: one.weight + _LIKENESS * like.get(name, 0.0) for name, one in evidence.items()}
        if _SENTENCES in total:
            total[_SENTENCES] += _FOR_A_SENTENCE
        order = sorted(total, key=lambda name: (-total[name], name))
        if not order or not tokens:
            return Verdict()
        first, second = order[0], order[1] if len(order) > 1 else order[0]
        likeness, coverage = like.get(first, 0.0), evidence[first].coverage
        sureness = (
            _BY_LIKENESS * likeness
            + _BY_COVERAGE * coverage
            + _BY_MARGIN * (total[first] - total[second])
            + _BY_NO_SENTENCE * (total[first] - total.get(_SENTENCES, total[second]))
            + _BY_LENGTH * log(len(tokens))
        )
        score = max(likeness, coverage)
        if first == _SENTENCES:
            return Verdict(score=score, is_sure=sureness >= _LEAST_TOLD)
        intent = self._intents[first]
        slots = nearest[first].slots if first in nearest else self._slots(intent, tokens)
        return Verdict(intent, slots, score, sureness >= _LEAST or likeness >= _LIKE_ENOUGH)

    def _slots(self, intent: Intent, tokens: Sequence[str]) -> dict[str, SlotValue]:
        """The first words that fill each slot."""
        filled: dict[str, SlotValue] = {}
        for name, kind in intent.slots.items():
            for begin, end in self._slot_types.spans(kind, tokens)[:1]:
                if value := self._slot_types.fill(kind, tokens[begin:end]):
                    filled[name] = value
        return filled
