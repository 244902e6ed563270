"""The order in which an utterance is tried: exact, generalised, free text, fallback."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from speaker.understanding.bare_slots import Likeness
from speaker.understanding.exact import ExactMatcher, Match
from speaker.understanding.forgiving import ForgivingMatcher
from speaker.understanding.heard import FALLBACK, Heard, How, SlotValue
from speaker.understanding.invocation import Invocation, invocation, without_wake_word
from speaker.understanding.judge import Judge
from speaker.understanding.language import language_of
from speaker.understanding.model import Intent, Model, read_model, read_model_file
from speaker.understanding.samples import samples_of
from speaker.understanding.slot_types import SlotTypes
from speaker.understanding.tone import Tones
from speaker.understanding.words import keys, tokens, without_fillers, without_softeners

# Least likeness at which a custom intent is taken: a sample, and a slot that stands alone.
_LIKE_A_SAMPLE, _LIKE_A_VALUE = 0.62, 0.55
# So like a sample, an utterance is taken though nothing else speaks for it.
_NEARLY_A_SAMPLE = 0.83
# Least likeness at which another intent is taken before free text behind a weak or a strong carrier phrase.
_BEFORE_WEAK_CARRIER, _BEFORE_STRONG_CARRIER = 0.75, 0.9
# A carrier phrase whose words tell this much is strong.
_STRONG_CARRIER = 3.0
# Words that may stand before a strong carrier phrase.
_WORDS_BEFORE_CARRIER = 4


class Understanding:
    """Understands utterances as the interaction model it was given says, and nothing more."""

    def __init__(self, model: Model, locale: str = "en-US") -> None:
        """Raises `LookupError` for a language without words of its own."""
        self._language = language_of(locale)
        self._intents = {intent.name: intent for intent in model.intents}
        self.invocation_name = model.invocation_name
        self._name = keys(tokens(model.invocation_name, self._language))
        samples = samples_of(model, self._language)
        slot_types = SlotTypes(model, self._language)
        custom = [sample for sample in samples if not sample.intent.is_built_in]
        self._exact = ExactMatcher(samples, slot_types)
        self._exact_custom = ExactMatcher(custom, slot_types)
        self._tones = Tones(self._language)
        self._forgiving = ForgivingMatcher(custom, slot_types, self._language)
        self._judge = Judge(custom, slot_types, self._forgiving.vocabulary)

    @classmethod
    def from_file(cls, path: Path | str, locale: str | None = None) -> Self:
        """Of a model's file; the locale is the file's name, such as `en-US.json`, unless given."""
        return cls(read_model_file(path), locale or Path(path).stem)

    @classmethod
    def from_model(cls, data: Mapping[str, Any], locale: str = "en-US") -> Self:
        """Of a model in Amazon's JSON form."""
        return cls(read_model(data), locale)

    def invoked(self, text: str) -> Invocation | None:
        """The call of the skill by name that an utterance makes, in a session or outside; None when it makes none."""
        return invocation(self._words(text), self._name, self._language)

    def request(self, call: Invocation) -> Heard:
        """What a one-shot call asks; the dropped connector counts when the rest alone means nothing."""
        heard = self._hear(call.said)
        if heard.intent == FALLBACK and call.connector:
            return self._hear((*call.connector, *call.said))
        return heard

    def leaves(self, text: str) -> bool:
        """Whether Amazon itself closes a session at these words."""
        return " ".join(self._words(text)) in self._language.leave

    def hear(self, text: str) -> Heard:
        """The intent and slots of an utterance in a session."""
        return self._hear(self._words(text))

    def _words(self, text: str) -> tuple[str, ...]:
        return without_wake_word(tokens(text, self._language), self._language)

    def _hear(self, words: Sequence[str]) -> Heard:
        if match := self._exact.literal(words) or self._exact.slotted(words):
            return self._heard(match.sample.intent, match.slots, How.EXACT, 1.0)
        plain = without_fillers(words, self._language)
        bare = without_softeners(words, self._language)
        for fewer in dict.fromkeys((plain, bare)):
            if fewer != tuple(words) and (
                match := self._exact_custom.literal(fewer) or self._exact_custom.slotted(fewer)
            ):
                return self._heard(match.sample.intent, match.slots, How.GENERALISED, 0.98)
        nearest = self._nearest(plain, bare)
        return self._likest(words, plain, nearest)

    def _likest(self, words: Sequence[str], plain: Sequence[str], nearest: Mapping[str, Likeness]) -> Heard:
        """A request that is sure; else a sentence; else what a sample is nearly; else nothing."""
        verdict = self._judge.verdict(plain, nearest)
        if verdict.intent and verdict.is_sure:
            return self._heard(verdict.intent, verdict.slots, How.GENERALISED, verdict.score)
        if told := self._told(words, plain, nearest):
            return told
        if verdict.is_sure and (whole := self._forgiving.bare_slots.anything(words)):
            return self._heard(whole.sample.intent, whole.slots, How.GENERALISED, verdict.score)
        if match := self._later_carrier(plain):
            return self._heard(match.sample.intent, match.slots, How.GENERALISED, _LIKE_A_SAMPLE)
        likest = max(nearest.values(), key=lambda one: one.score, default=None)
        if likest and likest.score >= _NEARLY_A_SAMPLE:
            return self._heard(likest.sample.intent, likest.slots, How.GENERALISED, likest.score)
        return Heard(FALLBACK, score=likest.score if likest else 0.0)

    def _told(self, words: Sequence[str], plain: Sequence[str], nearest: Mapping[str, Likeness]) -> Heard | None:
        """A sentence, for an intent that takes sentences."""
        told = max(
            (one for name, one in nearest.items() if name in self._judge.told), key=lambda one: one.score, default=None
        )
        if told:
            told = self._forgiving.bare_slots.whole(told, words)
        if match := self._exact.free_text(words) or self._exact_custom.free_text(plain):
            return self._free_text_or(told, match)
        if told and told.score >= (_LIKE_A_VALUE if told.sample.is_bare_slot else _LIKE_A_SAMPLE):
            return self._heard(told.sample.intent, told.slots, How.GENERALISED, told.score)
        if report := self._forgiving.bare_slots.rambling(words):
            return self._heard(report.sample.intent, report.slots, How.GENERALISED, report.score)
        return None

    def _nearest(self, plain: Sequence[str], bare: Sequence[str]) -> dict[str, Likeness]:
        """What the utterance is most like; without softening words only when it is like nothing with them."""
        nearest = self._forgiving.nearest(plain)
        if bare != plain and all(one.score < _LIKE_A_SAMPLE for one in nearest.values()):
            return self._forgiving.nearest(bare) or nearest
        return nearest

    def _free_text_or(self, told: Likeness | None, match: Match) -> Heard:
        least = _BEFORE_WEAK_CARRIER
        is_strong = self._forgiving.weight(match.sample.words) >= _STRONG_CARRIER
        # What is denied in words of no list may be no denial: "I've got no control of my foot".
        if is_strong or (told and told.is_outside_the_list and self._tones.of_sample(told.sample).denies):
            least = _BEFORE_STRONG_CARRIER
        if told and told.score >= least:
            return self._heard(told.sample.intent, told.slots, How.GENERALISED, told.score)
        return self._heard(match.sample.intent, match.slots, How.EXACT, 1.0)

    def _later_carrier(self, words: Sequence[str]) -> Match | None:
        """Free text whose strong carrier phrase has a few other words before it."""
        for begin in range(1, min(len(words) - 1, _WORDS_BEFORE_CARRIER) + 1):
            match = self._exact_custom.free_text(words[begin:])
            if match and self._forgiving.weight(match.sample.words) >= _STRONG_CARRIER:
                return match
        return None

    def _heard(self, intent: Intent, slots: Mapping[str, SlotValue], how: How, score: float) -> Heard:
        unfilled = tuple(name for name in intent.slots if name not in slots)
        return Heard(intent.name, dict(slots), unfilled, how, round(score, 3))
