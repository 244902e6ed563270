"""An interaction model file as plain values, and what people say to fill its slots."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

MODELS = sorted((Path(__file__).parents[2] / "interaction_models").glob("*.json"))

# Things people say for the built-in slot types, enough to make two intents collide. "A minute" and "one second" are
# left out: they are also idioms for waiting, and a sample without a slot wins over one with a slot.
SPOKEN_VALUES = {
    "AMAZON.DURATION": frozenset({"thirty seconds", "forty five seconds", "one minute", "a minute and a half"}),
    "AMAZON.NUMBER": frozenset({"one", "two", "three", "four", "five", "ten", "thirty"}),
    "AMAZON.TIME": frozenset({"six p. m.", "eight in the morning", "noon", "seven thirty", "six"}),
}
# Free text can be anything, so it takes no part in collisions; its carrier phrases have rules of their own.
FREE_TEXT = "AMAZON.SearchQuery"

SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Intent:
    """One intent of a model: its name, the type of each slot by slot name, and its samples."""

    name: str
    slots: dict[str, str]
    samples: list[str]


@dataclass(frozen=True, slots=True)
class SlotValue:
    """One value of a custom type: its id, its canonical phrase and the other ways to say it."""

    id: str
    value: str
    synonyms: list[str]

    @property
    def phrases(self) -> list[str]:
        """Every way to say this value, the canonical one first."""
        return [self.value, *self.synonyms]


@dataclass(frozen=True, slots=True)
class Model:
    """An interaction model file, read into plain values; `raw` is the file as it stands."""

    locale: str
    raw: dict[str, object]
    invocation_name: str
    intents: list[Intent]
    types: dict[str, list[SlotValue]]

    def spoken(self, slot_type: str) -> frozenset[str]:
        """What people say to fill a slot of this type."""
        if slot_type in self.types:
            return frozenset(phrase for value in self.types[slot_type] for phrase in value.phrases)
        return SPOKEN_VALUES[slot_type]


def read(path: Path) -> Model:
    """The model in this file; a `KeyError` names a part that is missing."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    language = raw["interactionModel"]["languageModel"]
    intents = [
        Intent(
            intent["name"],
            {slot["name"]: slot["type"] for slot in intent.get("slots", [])},
            intent.get("samples", []),
        )
        for intent in language["intents"]
    ]
    types = {
        slot_type["name"]: [
            SlotValue(value["id"], value["name"]["value"], value["name"].get("synonyms", []))
            for value in slot_type["values"]
        ]
        for slot_type in language.get("types", [])
    }
    return Model(path.stem, raw, language["invocationName"], intents, types)


def has_free_text(intent: Intent, sample: str) -> bool:
    return any(intent.slots.get(name) == FREE_TEXT for name in SLOT.findall(sample))


def is_spoken(text: str) -> bool:
    """Lower-case letters of any alphabet in single spaces; a full stop only after a single letter."""
    letters = all(sign.isalpha() or sign in " '-." for sign in text)
    return letters and text == text.lower() and all(len(word) == 2 for word in text.split() if "." in word)
