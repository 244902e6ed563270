"""Slots that stand alone: whole sentences that one of them takes in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from speaker.understanding.heard import SlotValue
from speaker.understanding.samples import Sample, Slot
from speaker.understanding.slot_types import SlotTypes
from speaker.understanding.vocabulary import Feature, Vocabulary
from speaker.understanding.words import keys

# A sentence fills a bare slot when this share of all it says is in telling words of the type's own: of one word only,
# of more than one.
_TELLING_WORD, _SHARE_OF_ONE, _SHARE_OF_MORE = 0.6, 0.46, 0.4
# A word that may do so alone tells at least so much.
_TELLING_ALONE = 1.9
# At this likeness nothing of the sentence is left outside the sample and its slot.
_WHOLLY_LIKE = 0.99
# A word of the type that tells so much may stand for a sentence of it.
_LEFT_OVER = 0.6


@dataclass(frozen=True, slots=True)
class Likeness:
    """A sample with the slots it would fill and how like the utterance it is."""

    sample: Sample
    """The nearest sample."""

    slots: Mapping[str, SlotValue]
    """The slots it fills."""

    score: float
    """0 to 1."""

    @property
    def is_outside_the_list(self) -> bool:
        """Whether a slot of the skill's own types was given words that its type does not list."""
        return any(value.is_custom and not value.resolutions for value in self.slots.values())


class BareSlots:
    """The samples that are a slot and nothing else."""

    def __init__(
        self,
        samples: Iterable[Sample],
        slot_types: SlotTypes,
        vocabulary: Vocabulary,
        type_stems: Mapping[str, frozenset[str]],
    ) -> None:
        """`type_stems` holds the stems of each custom type's phrases."""
        self._samples = list({id(one): one for one in samples if one.is_bare_slot}.values())
        self._slot_types = slot_types
        self._vocabulary = vocabulary
        self._type_stems = type_stems

    def whole(self, likeness: Likeness, tokens: Sequence[str]) -> Likeness:
        """All that was said in the slot, where a slot of that type stands alone in the model.

        A sentence that is only like a sample holds words the sample lacks, such as the "no" of "i felt no tingling" or
        the "my foot is numb" before "should i stop". A statistical tagger does not leave them outside.
        """
        types = {slot.type for slot in likeness.sample.slots if slot.name in likeness.slots}
        for sample in self._samples:
            slot = sample.slots[0]
            same = sample.intent is likeness.sample.intent or likeness.score < _WHOLLY_LIKE
            told = same and slot.type in types and self.holds_sentences(slot)
            if told and (value := self._filled(slot.type, tokens)):
                return Likeness(sample, {slot.name: value}, likeness.score)
        return likeness

    def rambling(self, tokens: Sequence[str]) -> Likeness | None:
        """A slot that stands alone, filled by a long sentence much of which is said in the words of its type.

        A statistical matcher finds the report in "yeah um there's like a line of fire from my butt to my knee",
        though no listed phrase is near the whole of it.
        """
        features = self._vocabulary.features(keys(tokens))
        total = sum(one.weight for one in features)
        best: Likeness | None = None
        for sample in self._samples:
            slot = sample.slots[0]
            own = self._type_stems[slot.type] if slot.type in self._type_stems else frozenset[str]()
            met = [one for one in features if one.weight >= _TELLING_WORD and _is_of(own, one)]
            share = sum(one.weight for one in met) / total if total else 0.0
            alone = len(met) == 1 and met[0].weight >= _TELLING_ALONE and share >= _SHARE_OF_ONE
            if not (alone or (len(met) > 1 and share >= _SHARE_OF_MORE)) or (best and share <= best.score):
                continue
            if value := self._filled(slot.type, tokens):
                best = Likeness(sample, {slot.name: value}, share)
        return best

    def anything(self, tokens: Sequence[str]) -> Likeness | None:
        """A slot of sentences that stands alone, filled by all of these tokens, whatever they are."""
        for sample in self._samples:
            slot = sample.slots[0]
            if self.holds_sentences(slot) and (value := self._filled(slot.type, tokens)):
                return Likeness(sample, {slot.name: value}, 0.0)
        return None

    def takes_whole(self, sample: Sample) -> bool:
        """Whether all that is said may stand in a slot of the sample's intent, its denials too."""
        return any(one.intent is sample.intent and self.holds_sentences(one.slots[0]) for one in self._samples)

    def holds_sentences(self, slot: Slot) -> bool:
        """Whether the slot's type lists sentences, not names."""
        return self._slot_types.holds_sentences(slot.type)

    def may_take(self, slot: Slot, features: Iterable[Feature]) -> bool:
        """Whether words outside the list may stand in a slot: any name, but a sentence only in words of its type."""
        own = self._type_stems[slot.type]
        return not self.holds_sentences(slot) or any(one.weight >= _LEFT_OVER and _is_of(own, one) for one in features)

    def _filled(self, type_name: str, tokens: Sequence[str]) -> SlotValue | None:
        return self._slot_types.fill(type_name, tokens) or self._slot_types.outside_list(type_name, tokens)


def _is_of(own: frozenset[str], feature: Feature) -> bool:
    """Whether the word itself, not one it may mis-hear, is one of these."""
    return any(likeness == 1.0 and stem in own for stem, likeness in feature.stems.items())
