"""Generalised matches for custom intents: the sample an utterance is most like."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from speaker.understanding.bare_slots import BareSlots, Likeness
from speaker.understanding.heard import SlotValue
from speaker.understanding.language import Language
from speaker.understanding.laying import Spans, places
from speaker.understanding.likeness import Index, Measure, measure
from speaker.understanding.samples import Sample, Slot, mark
from speaker.understanding.slot_types import SlotTypes
from speaker.understanding.tone import Tone, Tones
from speaker.understanding.vocabulary import Feature, Vocabulary
from speaker.understanding.words import keys

# Candidates of each kind that are measured in full, among those that come first in a rough pass over all.
_FIRST, _FINALISTS, _FINALIST_PHRASES = 400, 60, 20
# How well words outside a type's list fill its slot: at least, and by how like its nearest phrase they are.
_OUTSIDE_LIST, _LIKE_LISTED = 0.2, 0.75
# The same where the words around the slot, at least so many, are the sample's own to the letter.
_IN_PLACE, _LEAST_AROUND = 0.7, 3
# How well words fill a slot of Amazon's that cannot read them.
_UNREAD = 0.3
_SLOT_WEIGHT = 2.0
# Run together, an utterance this like a sample (0 to 100) sounds the same.
_SAME_SOUND = 86.0

_Laid = Mapping[Slot, tuple[int, int]]


@dataclass(slots=True)
class _Hearing:
    """One utterance while it is matched."""

    tokens: Sequence[str]
    features: Sequence[Feature]
    listed: Spans
    tone: Tone
    quality: dict[tuple[str, int, int], float] = field(default_factory=dict)


class ForgivingMatcher:
    """Finds the custom intent's sample that an utterance is most like."""

    def __init__(self, samples: Iterable[Sample], slot_types: SlotTypes, language: Language) -> None:
        """Samples of built-in intents and samples with free text have no part in it."""
        custom = [one for one in samples if not one.intent.is_built_in]
        words_of_intent: dict[str, set[str]] = {}
        for sample in custom:
            words_of_intent.setdefault(sample.intent.name, set()).update(sample.words)
        words_of_type = {
            name: {word for words in slot_types.phrases(name) for word in words} for name in slot_types.custom
        }
        self._slot_types = slot_types
        self._tones = Tones(language)
        self.vocabulary = Vocabulary([*words_of_intent.values(), *words_of_type.values()], language)
        self._type_stems = {name: self._stems(words) for name, words in words_of_type.items()}
        self._intent_stems = {name: self._stems(words) for name, words in words_of_intent.items()}
        self._type_index = {
            name: Index([self._stems(words) for words in slot_types.phrases(name)], self.vocabulary)
            for name in slot_types.custom
        }
        self._set_candidates([one for one in custom if not one.is_free_text])
        self.bare_slots = BareSlots(self._candidates, slot_types, self.vocabulary, self._type_stems)

    def weight(self, words: Iterable[str]) -> float:
        """How much these words (keys) tell together."""
        return sum(self.vocabulary.weight(stem) for word in words for stem in self.vocabulary.stems(word))

    def nearest(self, tokens: Sequence[str]) -> dict[str, Likeness]:
        """For each intent by name the sample most like these tokens; none where nothing telling is shared."""
        best: dict[str, Likeness] = {}
        if not tokens:
            return best
        features = self.vocabulary.features(keys(tokens))
        listed = {name: self._slot_types.spans(name, tokens) for name in self._types}
        hearing = _Hearing(tokens, features, listed, self._tones.of(keys(tokens)))
        marks = [mark(name) for name, spans in listed.items() if spans]
        if alike := self._sounding_alike(tokens):
            best[alike.sample.intent.name] = alike
        left = dict.fromkeys((True, False), _FINALISTS)
        for index in self._index.candidates(features, marks, _FIRST):
            sample = self._candidates[index]
            # A slot without a place must not keep out samples that fit.
            if left[sample.is_bare_slot] and (ways := [{}] if sample.is_bare_slot else places(sample, tokens, listed)):
                left[sample.is_bare_slot] -= 1
                likeness = self._likeness(index, hearing, ways)
                known = best.get(sample.intent.name)
                if likeness is not None and (known is None or likeness.score > known.score):
                    best[sample.intent.name] = likeness
        return best

    def _set_candidates(self, samples: Iterable[Sample]) -> None:
        """Each sample, and for a bare slot each phrase of its type, as something to compare with."""
        self._candidates: list[Sample] = []
        stems: list[frozenset[str]] = []
        sounds: list[str] = []
        for sample in samples:
            bare = sample.is_bare_slot
            for words in self._slot_types.phrases(sample.slots[0].type) if bare else [sample.words]:
                self._candidates.append(sample)
                marks = () if bare else (mark(slot.type) for slot in sample.slots)
                stems.append(self._stems(words).union(marks))
                sounds.append("".join(words) if bare or not sample.slots else "")
        self._types = sorted({slot.type for sample in self._candidates for slot in sample.slots})
        self._index = Index(stems, self.vocabulary)
        self._sounds = sounds

    def _stems(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(stem for word in words for stem in self.vocabulary.stems(word))

    def _likeness(self, index: int, hearing: _Hearing, ways: Iterable[_Laid]) -> Likeness | None:
        """The likeness to a sample laid over the utterance in the best of some ways."""
        sample = self._candidates[index]
        best: Likeness | None = None
        for spans in ways:
            told = self._measure(index, hearing, spans)
            score = told.score * self._alike_in_tone(sample, hearing, spans) if told.is_a_match else 0.0
            if score and (best is None or score > best.score):
                best = Likeness(sample, self._filled(sample, spans, hearing.tokens), score)
        return best

    def _alike_in_tone(self, sample: Sample, hearing: _Hearing, spans: _Laid) -> float:
        """A denial outside the slots is no small difference, nor is a question whose slot takes a statement."""
        if self.bare_slots.takes_whole(sample):
            return 1.0
        inside = {place for begin, end in spans.values() for place in range(begin, end)}
        said = self._tones.of(keys([word for place, word in enumerate(hearing.tokens) if place not in inside]))
        meant = self._tones.of_sample(sample)
        takes_a_sentence = any(self.bare_slots.holds_sentences(slot) for slot in sample.slots)
        return said.denial_with(meant) * (hearing.tone.question_with(meant) if takes_a_sentence else 1.0)

    def _measure(self, index: int, hearing: _Hearing, spans: _Laid) -> Measure:
        sample = self._candidates[index]
        inside = {place for begin, end in spans.values() for place in range(begin, end)}
        outside = [one for one in hearing.features if one.place not in inside]
        weights, total = self._index.weights[index], self._index.totals[index]
        if not sample.is_bare_slot and sample.slots:
            weights = {stem: weight for stem, weight in weights.items() if not stem.startswith("{")}
            total = sum(weights.values())
        own = self._type_stems[sample.slots[0].type] if sample.is_bare_slot else frozenset[str]()
        told = measure(outside, weights, total, own | self._intent_stems[sample.intent.name])
        in_place = _IN_PLACE if told.is_whole and len(sample.words) >= _LEAST_AROUND else 0.0
        for slot, (begin, end) in spans.items():
            quality, is_listed = self._quality(slot, begin, end, hearing)
            inside_it = [one for one in hearing.features if begin <= one.place < end]
            weight = max(1.0, sum(one.weight for one in inside_it))
            if self._slot_types.is_custom(slot.type):
                quality = max(quality, in_place if self.bare_slots.may_take(slot, inside_it) else 0.0)
            elif is_listed:
                weight = min(weight, _SLOT_WEIGHT)
            meant = weight if is_listed else _SLOT_WEIGHT
            told = told.plus(quality, weight, meant)
        return told

    def _quality(self, slot: Slot, begin: int, end: int, hearing: _Hearing) -> tuple[float, bool]:
        """How well these words fill the slot, 0 to 1, and whether its type lists or parses them."""
        if (begin, end) in hearing.listed[slot.type]:
            return 1.0, True
        place = (slot.type, begin, end)
        if place not in hearing.quality:
            hearing.quality[place] = self._outside_quality(slot.type, begin, end, hearing)
        return hearing.quality[place], False

    def _outside_quality(self, type_name: str, begin: int, end: int, hearing: _Hearing) -> float:
        index = self._type_index.get(type_name)
        if index is None:
            return _UNREAD
        inside = [one for one in hearing.features if begin <= one.place < end]
        own = self._type_stems[type_name]
        scores = (
            measure(inside, index.weights[one], index.totals[one], own).score
            for one in index.candidates(inside, (), _FINALIST_PHRASES)
        )
        return _OUTSIDE_LIST + _LIKE_LISTED * max(scores, default=0.0) ** 2

    def _filled(self, sample: Sample, spans: _Laid, tokens: Sequence[str]) -> dict[str, SlotValue]:
        filled: dict[str, SlotValue] = {}
        if sample.is_bare_slot and (value := self._slot_types.outside_list(sample.slots[0].type, tokens)):
            return {sample.slots[0].name: value}
        for slot, (begin, end) in spans.items():
            words = tokens[begin:end]
            value = self._slot_types.fill(slot.type, words) or self._slot_types.outside_list(slot.type, words)
            # Amazon sends a question mark for a number or time it could not read.
            filled[slot.name] = value or SlotValue("?", slot.type)
        return filled

    def _sounding_alike(self, tokens: Sequence[str]) -> Likeness | None:
        """The sample without slots, or the phrase of a bare slot, that sounds nearly the same run together."""
        said = "".join(keys(tokens))
        found = process.extractOne(said, self._sounds, scorer=fuzz.ratio, score_cutoff=_SAME_SOUND)
        if found is None:
            return None
        sample = self._candidates[found[2]]
        return Likeness(sample, self._filled(sample, {}, tokens), 0.9 * found[1] / 100)
