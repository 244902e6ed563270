"""The utterances that an interaction model expects, and which of them sound like a given text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import jellyfish
import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from speaker.understanding.language import Language
from speaker.understanding.model import SEARCH_QUERY, Model
from speaker.understanding.words import number_words

_SLOT = re.compile(r"\{\s*(?:[^}|]*\|)?\s*([A-Za-z_]\w*)\s*\}")
_VALUES_TRIED = 4

LAUNCH = "LaunchRequest"
"""Stands for the request that a call of the skill by name makes."""
_NUMBERS = (*range(1, 21), *range(25, 65, 5), 75, 90)


@dataclass(frozen=True, slots=True)
class Expected:
    """An utterance of the model."""

    text: str
    """Its words, slots filled."""

    intent: str
    """The intent it is a sample of."""


class Sentences:
    """Texts that can be searched by likeness, in letters and in sound."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Each text once, in the order given."""
        self._texts = list(dict.fromkeys(texts))
        self._sounds = [sound_of(text) for text in self._texts]

    def nearest(self, said: Sequence[str], count: int, *, is_part: bool = False) -> list[str]:
        """The texts most like any of those said, or like a part of one; best first."""
        if not self._texts or not said:
            return []
        likeness = _likeness(said, self._texts, is_part=is_part)
        likeness += _likeness([sound_of(one) for one in said], self._sounds, is_part=is_part)
        best = np.argsort(-likeness.max(axis=0), kind="stable")[:count]
        return [self._texts[place] for place in best]


def _likeness(said: Sequence[str], texts: Sequence[str], *, is_part: bool) -> npt.NDArray[np.float32]:
    """How like each text is to each thing said, in percent."""
    scorer = fuzz.partial_ratio if is_part else fuzz.ratio
    return np.asarray(process.cdist(said, texts, scorer=scorer, dtype=np.float32))


def sound_of(text: str) -> str:
    """The consonants of a text as English speaks them, so that "pens" and "pins" are the same."""
    return str(jellyfish.metaphone(text))


class Expectations:
    """What the skill's model expects to hear; free text is left to the open recogniser."""

    def __init__(self, model: Model, language: Language) -> None:
        """Of one locale."""
        self._intents: dict[str, str] = {}
        self._templates: list[tuple[str, str, tuple[str, ...]]] = []
        self._values = {
            name: Sentences(phrase.lower() for value in values for phrase in value.phrases)
            for name, values in model.types.items()
        } | _amounts(language)
        for intent in model.intents:
            for sample in (*language.built_in_intents.get(intent.name, ()), *intent.samples):
                types = tuple(intent.slots[name] for name in _SLOT.findall(sample))
                if not types:
                    self._intents.setdefault(sample.lower(), intent.name)
                elif SEARCH_QUERY not in types:
                    self._templates.append((sample.lower(), intent.name, types))
        self._intents |= {f"{word} {model.invocation_name}": LAUNCH for word in language.launch}
        self._plain = Sentences(self._intents)
        self._calls = [f"{word} {model.invocation_name}" for word in language.ask]
        self._connectors = ("", *language.connectors)

    def like(self, said: Sequence[str], count: int) -> list[Expected]:
        """The utterances that sound most like any of the texts said, best first."""
        plain = [Expected(text, self._intents[text]) for text in self._plain.nearest(said, count)]
        filled = {one.text: one for one in (*self._filled(said), *self._one_shots(said))}
        return plain + [filled[text] for text in Sentences(filled).nearest(said, count)]

    def intent_of(self, text: str) -> str | None:
        """The intent whose sample this is, word by word, without slots; None when it is none."""
        return self._intents.get(text)

    def _filled(self, said: Sequence[str]) -> Iterator[Expected]:
        """Every sample with slots, filled with the values that sound most like a part of what was said."""
        near = {name: values.nearest(said, _VALUES_TRIED, is_part=True) for name, values in self._values.items()}
        for sample, intent, types in self._templates:
            for values in product(*(near.get(name, ()) for name in types)):
                following = iter(values)
                yield Expected(_SLOT.sub(lambda slot: next(following), sample), intent)  # noqa: B023

    def _one_shots(self, said: Sequence[str]) -> Iterator[Expected]:
        """A call by name with the request that sounds most like a part of what was said."""
        asked = [one for one in said if one.split()[0] in {call.split()[0] for call in self._calls}]
        requests = self._plain.nearest(asked, _VALUES_TRIED, is_part=True)
        for call, connector, request in product(self._calls, self._connectors, requests):
            yield Expected(" ".join(f"{call} {connector} {request}".split()), self._intents[request])


def _amounts(language: Language) -> dict[str, Sentences]:
    """Usual values of Amazon's own types."""
    numbers = [" ".join(number_words(number, language)) for number in _NUMBERS]
    lengths = [f"{number} seconds" for number in numbers]
    lengths += ["a minute", "one minute", "a minute and a half", "two minutes", "half a minute"]
    hours = [" ".join(number_words(hour, language)) for hour in range(1, 13)]
    times = [f"{hour}{part}" for hour in hours for part in (" a m", " p m", " o'clock", " thirty", " in the evening")]
    times += ["noon", "midnight"]
    return {
        "AMAZON.NUMBER": Sentences(numbers),
        "AMAZON.DURATION": Sentences(lengths),
        "AMAZON.TIME": Sentences(times),
    }
