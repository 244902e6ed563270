"""The custom types: stretches, legs, and what people say they feel."""

import re
from collections import Counter

from tests.interaction_model.model import Model, is_spoken


def test_custom_type_has_values(model: Model) -> None:
    """Amazon, model build: a custom type must have at least one value."""
    assert [name for name, values in model.types.items() if not values] == []


def test_value_and_synonym_have_at_most_140_signs(model: Model) -> None:
    """Second-hand, from live skills: over it every request of the skill fails."""
    long = [p for values in model.types.values() for v in values for p in v.phrases if not 0 < len(p) <= 140]
    assert long == []


def test_value_is_written_as_it_is_spoken(model: Model) -> None:
    """Slot values come back in lower-case words; one that is written otherwise is never matched."""
    wrong = [p for values in model.types.values() for v in values for p in v.phrases if not is_spoken(p)]
    assert wrong == []


def test_value_ids_are_unique_lower_snake_case(model: Model) -> None:
    """Ids are what the skill decides by; Amazon resolves a synonym to the id of its value."""
    for name, values in model.types.items():
        ids = [value.id for value in values]
        assert [value_id for value_id, count in Counter(ids).items() if count > 1] == [], name
        assert [value_id for value_id in ids if not re.fullmatch(r"[a-z]+(_[a-z]+)*", value_id)] == [], name


def test_phrase_belongs_to_one_value_of_its_type(model: Model) -> None:
    """Amazon, entity resolution: a phrase of two values resolves to both, and the first is taken by chance."""
    for name, values in model.types.items():
        phrases = Counter(phrase for value in values for phrase in value.phrases)
        assert [phrase for phrase, count in phrases.items() if count > 1] == [], name


def test_stretches_and_legs_are_the_ones_the_coach_knows(model: Model) -> None:
    assert {value.id for value in model.types["StretchType"]} == {"seated", "supine"}
    assert {value.id for value in model.types["LegType"]} == {"left", "right", "other", "same"}


def test_symptoms_are_known_in_hundreds_of_everyday_phrases(model: Model) -> None:
    """Whole phrases, because a skill never hears the words around a slot."""
    phrases = [phrase for value in model.types["SymptomPhrase"] for phrase in value.phrases]
    assert len(phrases) >= 400
    assert sum(" " in phrase for phrase in phrases) > len(phrases) * 0.9
