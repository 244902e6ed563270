"""Sample utterances taken apart into words and slots."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self

from speaker.understanding.language import Language
from speaker.understanding.model import SEARCH_QUERY, Intent, Model
from speaker.understanding.words import key, tokens

_SLOT = re.compile(r"\{\s*([^}|]*\|)?\s*([A-Za-z_]\w*)\s*\}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sample."""

    key: str
    """Its form for comparing."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot in a sample."""

    name: str
    """The slot's name in the intent."""

    type: str
    """Name of its type."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One utterance of one intent."""

    intent: Intent
    """Whose sample it is."""

    parts: tuple[Word | Slot, ...]
    """Words and slots in order."""

    slots: tuple[Slot, ...]
    """Its slots in order."""

    words: tuple[str, ...]
    """Its words in order, without the slots."""

    @classmethod
    def of(cls, intent: Intent, parts: Sequence[Word | Slot]) -> Self:
        """The sample of these parts."""
        slots = tuple(part for part in parts if isinstance(part, Slot))
        return cls(intent, tuple(parts), slots, tuple(part.key for part in parts if isinstance(part, Word)))

    @property
    def is_bare_slot(self) -> bool:
        """Whether it is one slot and nothing else."""
        return len(self.slots) == 1 and not self.words

    @property
    def is_free_text(self) -> bool:
        """Whether it takes whatever follows its carrier phrase."""
        return any(slot.type == SEARCH_QUERY for slot in self.slots)


def mark(type_name: str) -> str:
    """What stands for any words of a slot type, where words are counted."""
    return f"{{{type_name}}}"


def samples_of(model: Model, language: Language) -> tuple[Sample, ...]:
    """Every sample of the model, then Amazon's own phrases for the built-in intents that the model lists.

    The model's come first: what it writes down itself goes before what Amazon is thought to know.
    """
    texts = [(intent, text) for intent in model.intents for text in intent.samples]
    texts += [(one, text) for one in model.intents for text in language.built_in_intents.get(one.name, ())]
    known: set[tuple[str, str]] = set()
    samples: list[Sample] = []
    for intent, text in texts:
        if (intent.name, text) not in known and (parts := _parts(text, intent, language)):
            samples.append(Sample.of(intent, parts))
        known.add((intent.name, text))
    return tuple(samples)


@cache
def _word(token: str) -> Word:
    return Word(key(token))


def _parts(text: str, intent: Intent, language: Language) -> tuple[Word | Slot, ...]:
    if "{" not in text:
        return tuple(map(_word, tokens(text, language)))
    parts: list[Word | Slot] = []
    last = 0
    for match in _SLOT.finditer(text):
        parts += map(_word, tokens(text[last : match.start()], language))
        parts.append(Slot(match[2], intent.slots[match[2]]))
        last = match.end()
    parts += map(_word, tokens(text[last:], language))
    return tuple(parts)
