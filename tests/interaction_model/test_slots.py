"""The slots: their types, where they stand, and what the words around them may not swallow."""

import re
from collections import defaultdict

from tests.interaction_model.model import FREE_TEXT, SLOT, SPOKEN_VALUES, Model, has_free_text

# Words whose loss would change what a report comes to.
BODY_WORDS = {
    *("both", "leg", "legs", "foot", "feet", "toe", "toes", "calf", "knee", "thigh", "bottom", "butt", "groin"),
    *("bladder", "bowels", "chest", "numb", "pain", "tingling"),
}


def test_slot_name_has_one_type_everywhere(model: Model) -> None:
    """Amazon, model build: the same slot name must have the same type in all intents of a locale."""
    types: dict[str, set[str]] = defaultdict(set)
    for intent in model.intents:
        for name, slot_type in intent.slots.items():
            types[name].add(slot_type)
    assert {name: found for name, found in types.items() if len(found) > 1} == {}


def test_slot_type_is_defined_or_built_in(model: Model) -> None:
    """Amazon, model build: a slot of an undefined type is an error."""
    used = {slot_type for intent in model.intents for slot_type in intent.slots.values()}
    assert used - set(model.types) - set(SPOKEN_VALUES) - {FREE_TEXT} == set()


def test_every_type_is_used(model: Model) -> None:
    """A type that no slot uses can't be filled; it is a leftover."""
    used = {slot_type for intent in model.intents for slot_type in intent.slots.values()}
    assert set(model.types) - used == set()


def test_slot_in_a_sample_is_declared(model: Model) -> None:
    """Amazon, model build: a sample may name only slots of its own intent."""
    undeclared = [
        (intent.name, sample)
        for intent in model.intents
        for sample in intent.samples
        if not set(SLOT.findall(sample)) <= set(intent.slots)
    ]
    assert undeclared == []


def test_declared_slot_is_used_in_a_sample(model: Model) -> None:
    """Amazon, model build: a slot no sample mentions can only be filled by a dialogue; there is none."""
    unused = [
        (intent.name, name)
        for intent in model.intents
        for name in intent.slots
        if not any(name in SLOT.findall(sample) for sample in intent.samples)
    ]
    assert unused == []


def test_slots_in_a_sample_are_set_apart_by_words(model: Model) -> None:
    """Amazon, "Create intents": a slot stands in braces between spaces; the possessive 's may follow it."""
    glued = [
        sample
        for intent in model.intents
        for sample in intent.samples
        if re.search(r"\S\{|\}(?!'s)\S", sample) or re.sub(r"\{\w+\}", "", sample).count("{")
    ]
    assert glued == []


def test_sample_uses_a_slot_once(model: Model) -> None:
    """Amazon, model build: the same slot twice in one sample is an error."""
    twice = [s for i in model.intents for s in i.samples if len(SLOT.findall(s)) != len(set(SLOT.findall(s)))]
    assert twice == []


def test_free_text_comes_alone_in_a_sample(model: Model) -> None:
    """Amazon, AMAZON.SearchQuery: no other slot in the same sample."""
    crowded = [s for i in model.intents for s in i.samples if has_free_text(i, s) and len(SLOT.findall(s)) > 1]
    assert crowded == []


def test_free_text_has_a_carrier_phrase(model: Model) -> None:
    """Amazon, AMAZON.SearchQuery: a sample must hold words besides the slot; here they come before it."""
    bare = [s for i in model.intents for s in i.samples if has_free_text(i, s) and not re.match(r"[a-z]", s)]
    assert bare == []


def test_intent_has_at_most_one_free_text_slot(model: Model) -> None:
    """Amazon, AMAZON.SearchQuery: one per intent."""
    assert [i.name for i in model.intents if list(i.slots.values()).count(FREE_TEXT) > 1] == []


def test_carrier_phrase_loses_no_word_that_changes_a_verdict(model: Model) -> None:
    """A free-text slot gets only what follows its carrier, so the carrier must not deny, place, double or ask.

    "no" is allowed only before a new clause ("no my foot is numb"), where it answers the question before.
    """
    telling = {
        *("not", "don't", "can't", "cannot", "doesn't", "didn't", "isn't", "never", "without", "nothing", "feel"),
        *("husband", "wife", "mom", "friend", "he", "she", "used", "ago", "if", "why", "what", "should", "is"),
        *("back", *BODY_WORDS),
    }
    harmless = {"i feel like", "it is", "there is", "this is", "something is wrong", "oh no"}
    lost = [
        carrier
        for intent in model.intents
        for sample in intent.samples
        if has_free_text(intent, sample)
        and (carrier := SLOT.sub("", sample).strip()) not in harmless
        and (set(carrier.split()) & telling or carrier.split()[-1] == "no")
    ]
    assert lost == []


def test_report_loses_no_body_part_to_the_words_around_it(model: Model) -> None:
    """The words around a slot are not sent: "both legs {symptom}" would make an emergency out to be less."""
    lost = [
        sample
        for intent in model.intents
        for sample in intent.samples
        if "{symptom}" in sample and set(sample.split()) & BODY_WORDS
    ]
    assert lost == []


def test_denial_loses_no_feeling_to_the_words_around_it(model: Model) -> None:
    """ "I don't feel my toes" denies nothing; only "I don't feel any ..." does."""
    denials = next(i.samples for i in model.intents if i.name == "DenySymptomIntent")
    assert [sample for sample in denials if re.search(r"\b(feel|feeling|felt) \{", sample)] == []


def test_bare_report_is_enough(model: Model) -> None:
    """The shortest cry for help, a symptom and nothing else, must reach the skill."""
    assert "{symptom}" in next(i.samples for i in model.intents if i.name == "ReportSymptomIntent")


def test_recent_past_is_a_report_and_not_the_past(model: Model) -> None:
    """What was felt today or this week still counts; only years make it the past."""
    past = next(i.samples for i in model.intents if i.name == "PastSymptomIntent")
    recent = re.compile(
        r"\b(today|yesterday|morning|night|week|month|minutes?|seconds?|hours?|days?|just|earlier|lately)\b"
    )
    assert [sample for sample in past if recent.search(sample)] == []
