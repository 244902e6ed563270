"""The interaction model as read from its file: invocation name, intents with their samples, slot types."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from typing import Any

from speaker.understanding.heard import Resolution

SEARCH_QUERY = "AMAZON.SearchQuery"
KNOWN_TYPES = frozenset({SEARCH_QUERY, "AMAZON.NUMBER", "AMAZON.DURATION", "AMAZON.TIME"})


@dataclass(frozen=True, slots=True)
class TypeValue:
    """One value of a custom slot type."""

    resolution: Resolution
    """Its name and id."""

    phrases: tuple[str, ...]
    """Every way to say it: the name, then the synonyms."""


@dataclass(frozen=True, slots=True)
class Intent:
    """One intent of the model."""

    name: str
    """As in the model; built-in intents begin with `AMAZON.`."""

    samples: tuple[str, ...]
    """Utterances, slots in braces."""

    slots: Mapping[str, str]
    """Slot name -> type name."""

    @property
    def is_built_in(self) -> bool:
        """Whether Amazon defines the intent, so that it fires on exact phrases only."""
        return self.name.startswith("AMAZON.")


@dataclass(frozen=True, slots=True)
class Model:
    """One locale's interaction model."""

    invocation_name: str
    """The words that name the skill."""

    intents: tuple[Intent, ...]
    """In the file's order."""

    types: Mapping[str, tuple[TypeValue, ...]]
    """Custom slot types by name."""


def read_model(data: Mapping[str, Any]) -> Model:
    """The model in Amazon's JSON form; raises `ValueError` for a slot type that is neither defined nor Amazon's."""
    language_model = data["interactionModel"]["languageModel"]
    types = {
        slot_type["name"]: tuple(_value(value) for value in slot_type.get("values", ()))
        for slot_type in language_model.get("types", ())
    }
    intents = tuple(_intent(intent) for intent in language_model.get("intents", ()))
    for intent in intents:
        for slot, type_name in intent.slots.items():
            if type_name not in types and type_name not in KNOWN_TYPES:
                raise ValueError(f"{intent.name}: slot {slot!r} has type {type_name!r}, which is not known here")
    return Model(language_model["invocationName"], intents, types)


def read_model_file(path: Path | str) -> Model:
    """`read_model` of a file."""
    return read_model(json.loads(Path(path).read_text(encoding="utf-8")))


def _intent(data: Mapping[str, Any]) -> Intent:
    slots = {slot["name"]: slot["type"] for slot in data.get("slots", ())}
    return Intent(data["name"], tuple(data.get("samples", ())), slots)


def _value(data: Mapping[str, Any]) -> TypeValue:
    name = data["name"]
    # Amazon makes up an id where the model gives none.
    identity = data.get("id") or md5(name["value"].encode(), usedforsecurity=False).hexdigest()
    return TypeValue(Resolution(name["value"], identity), (name["value"], *name.get("synonyms", ())))
