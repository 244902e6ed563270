"""Words in a slot's place -> the slot's value, by the slot's type."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from speaker.understanding.durations import duration
from speaker.understanding.heard import Resolution, SlotValue
from speaker.understanding.language import Language
from speaker.understanding.model import SEARCH_QUERY, Model, TypeValue
from speaker.understanding.numbers import number
from speaker.understanding.times import time_of_day
from speaker.understanding.words import keys, tokens

# A type whose phrases have so many words on average holds sentences, not names.
_SENTENCE = 3.0
_AMAZON_PARSERS = {"AMAZON.NUMBER": number, "AMAZON.DURATION": duration, "AMAZON.TIME": time_of_day}


class SlotTypes:
    """Every slot type of a model, ready to fill slots."""

    def __init__(self, model: Model, language: Language) -> None:
        self._language = language
        self._listed = {name: _listed(values, language) for name, values in model.types.items()}
        # One utterance asks for the same words again and again.
        self._filled = lru_cache(maxsize=4096)(self._fill)
        self._of_sentences = {name for name, phrases in self._listed.items() if _are_sentences(phrases)}
        self._longest = {name: max(map(len, phrases), default=0) for name, phrases in self._listed.items()}

    @property
    def custom(self) -> tuple[str, ...]:
        """Names of the skill's own types."""
        return tuple(self._listed)

    def is_custom(self, type_name: str) -> bool:
        """Whether the type is the skill's own."""
        return type_name in self._listed

    def phrases(self, type_name: str) -> Mapping[tuple[str, ...], tuple[Resolution, ...]]:
        """Every listed phrase of a custom type, as keys of its words; empty for Amazon's types."""
        return self._listed.get(type_name, {})

    def holds_sentences(self, type_name: str) -> bool:
        """Whether the type lists sentences, or takes any words at all, and so holds more than names."""
        return type_name == SEARCH_QUERY or type_name in self._of_sentences

    def fill(self, type_name: str, words: Sequence[str]) -> SlotValue | None:
        """The value these words, all of them, give the slot; None when the type does not list or parse them."""
        return self._filled(type_name, tuple(words))

    def _fill(self, type_name: str, words: tuple[str, ...]) -> SlotValue | None:
        if type_name == SEARCH_QUERY:
            return SlotValue(" ".join(words), type_name)
        if parser := _AMAZON_PARSERS.get(type_name):
            value = parser(words, self._language)
            return None if value is None else SlotValue(value, type_name)
        resolutions = self._listed[type_name].get(keys(words))
        return None if resolutions is None else self.outside_list(type_name, words, resolutions)

    def outside_list(
        self, type_name: str, words: Sequence[str], resolutions: tuple[Resolution, ...] = ()
    ) -> SlotValue | None:
        """The words as heard in a custom slot; None for Amazon's types, which take nothing they cannot parse."""
        if type_name not in self._listed:
            return None
        return SlotValue(" ".join(words), type_name, resolutions, is_custom=True)

    def spans(self, type_name: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
        """Places (begin, end) in the words that fill the type, longest first, none inside another."""
        longest = min(len(words), self._longest.get(type_name, 8))
        found: list[tuple[int, int]] = []
        for size in range(longest, 0, -1):
            for begin in range(len(words) - size + 1):
                end = begin + size
                inside = any(start <= begin and end <= stop for start, stop in found)
                if not inside and self.fill(type_name, words[begin:end]) is not None:
                    found.append((begin, end))
        return tuple(found)


def _listed(values: Sequence[TypeValue], language: Language) -> dict[tuple[str, ...], tuple[Resolution, ...]]:
    listed: dict[tuple[str, ...], tuple[Resolution, ...]] = {}
    for value in values:
        for phrase in value.phrases:
            words = keys(tokens(phrase, language))
            if words and value.resolution not in listed.get(words, ()):
                listed[words] = (*listed.get(words, ()), value.resolution)
    return listed


def _are_sentences(phrases: Mapping[tuple[str, ...], tuple[Resolution, ...]]) -> bool:
    return bool(phrases) and sum(map(len, phrases)) >= _SENTENCE * len(phrases)
