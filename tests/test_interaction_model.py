"""Amazon's rules on an interaction model, held on every file in `interaction_models/`.

Each test is named for the rule it holds and says where the rule comes from. "Amazon" stands for the Alexa
Skills Kit documentation; a rule marked "cautious" is not stated there in so many words, but is kept by
skills that pass its build.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, islice, product
from pathlib import Path

import pytest

MODELS = sorted((Path(__file__).parent.parent / "interaction_models").glob("*.json"))

LOCALES = {
    *("ar-SA", "de-DE", "en-AU", "en-CA", "en-GB", "en-IN", "en-US", "es-ES", "es-MX", "es-US"),
    *("fr-CA", "fr-FR", "hi-IN", "it-IT", "ja-JP", "nl-NL", "pt-BR"),
}
FALLBACK_SENSITIVITY_LOCALES = {"de-DE", "en-AU", "en-CA", "en-GB", "en-IN", "en-US"}

# The intents and the slots each declares: what the skill answers, and nothing else.
INTENTS: dict[str, set[str]] = {
    "AMAZON.StopIntent": set(),
    "AMAZON.CancelIntent": set(),
    "AMAZON.NavigateHomeIntent": set(),
    "AMAZON.HelpIntent": set(),
    "AMAZON.FallbackIntent": set(),
    "AMAZON.YesIntent": set(),
    "AMAZON.NoIntent": set(),
    "AMAZON.PauseIntent": set(),
    "AMAZON.ResumeIntent": set(),
    "AMAZON.RepeatIntent": set(),
    "AMAZON.NextIntent": set(),
    "AMAZON.PreviousIntent": set(),
    "AMAZON.StartOverIntent": set(),
    "FinishIntent": set(),
    "WaitIntent": set(),
    "GoOnIntent": set(),
    "SayAgainIntent": set(),
    "SkipIntent": set(),
    "GoBackIntent": set(),
    "BeginAgainIntent": set(),
    "StartRoutineIntent": {"stretch", "leg"},
    "ReadyIntent": set(),
    "SlowerIntent": set(),
    "FasterIntent": set(),
    "HowMuchLeftIntent": set(),
    "ChooseLegIntent": {"leg"},
    "ChooseStretchIntent": {"stretch"},
    "SetHoldIntent": {"hold"},
    "SetRepetitionsIntent": {"repetitions"},
    "SafetyTipsIntent": set(),
    "CheckFirstIntent": set(),
    "HowToIntent": {"stretch"},
    "WhyStretchIntent": set(),
    "HowOftenIntent": set(),
    "WhenWillItHelpIntent": set(),
    "WhatDoINeedIntent": set(),
    "FloorIntent": set(),
    "WhatIsSciaticaIntent": set(),
    "OtherExercisesIntent": set(),
    "ClinicContactIntent": set(),
    "ReportSymptomIntent": {"symptom"},
    "DescribeSymptomIntent": {"description"},
    "DenySymptomIntent": {"symptom"},
    "PastSymptomIntent": {"symptom"},
    "SomeoneElseSymptomIntent": {"symptom"},
    "AskAboutSymptomIntent": {"symptom"},
    "ProgressIntent": set(),
    "ForgetMeIntent": set(),
    "RemindMeIntent": {"time"},
    "CancelReminderIntent": set(),
    "WhichReminderIntent": set(),
}

# What each standard built-in intent already understands in English, from Amazon's page "Standard Built-in Intents".
BUILT_IN_PHRASES = {
    "AMAZON.StopIntent": frozenset({"stop", "off", "shut up"}),
    "AMAZON.CancelIntent": frozenset({"cancel", "never mind", "forget it"}),
    "AMAZON.HelpIntent": frozenset({"help", "help me", "can you help me"}),
    "AMAZON.YesIntent": frozenset({"yes", "yes please", "sure"}),
    "AMAZON.NoIntent": frozenset({"no", "no thanks"}),
    "AMAZON.PauseIntent": frozenset({"pause", "pause that"}),
    "AMAZON.ResumeIntent": frozenset({"resume", "continue", "keep going"}),
    "AMAZON.RepeatIntent": frozenset({"repeat", "say that again", "repeat that"}),
    "AMAZON.NextIntent": frozenset({"next", "skip", "skip forward"}),
    "AMAZON.PreviousIntent": frozenset({"go back", "skip back", "back up"}),
    "AMAZON.StartOverIntent": frozenset({"start over", "restart", "start again"}),
}

# Things people say for the built-in slot types, enough to make two intents collide. "A minute" and "one second" are
# left out: they are also idioms for waiting, and a sample without a slot wins over one with a slot.
SPOKEN_VALUES = {
    "AMAZON.DURATION": frozenset({"thirty seconds", "forty five seconds", "one minute", "a minute and a half"}),
    "AMAZON.NUMBER": frozenset({"one", "two", "three", "four", "five", "ten", "thirty"}),
    "AMAZON.TIME": frozenset({"six p. m.", "eight in the morning", "noon", "seven thirty", "six"}),
}
# Words whose loss would change what a report comes to.
BODY_WORDS = {
    *("both", "leg", "legs", "foot", "feet", "toe", "toes", "calf", "knee", "thigh", "bottom", "butt", "groin"),
    *("bladder", "bowels", "chest", "numb", "pain", "tingling"),
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


@pytest.fixture(params=MODELS, ids=lambda path: str(path.stem), scope="module")
def model(request: pytest.FixtureRequest) -> Model:
    return read(request.param)


def has_free_text(intent: Intent, sample: str) -> bool:
    return any(intent.slots.get(name) == FREE_TEXT for name in SLOT.findall(sample))


@cache
def in_order(phrases: frozenset[str]) -> list[str]:
    return sorted(phrases)


@dataclass(frozen=True, slots=True)
class Pattern:
    """What an intent can sound like: any of `middles` between two fixed ends."""

    intent: str
    before: str
    middles: frozenset[str]
    after: str

    def __contains__(self, phrase: str) -> bool:
        end = len(phrase) - len(self.after)
        fits = phrase.startswith(self.before) and phrase.endswith(self.after) and end >= len(self.before)
        return fits and phrase[len(self.before) : end] in self.middles

    def middles_that_may_give(self, start: str) -> list[str]:
        """The middles that begin with `start`, and those it begins with."""
        ordered = in_order(self.middles)
        longer = ordered[bisect_left(ordered, start) : bisect_right(ordered, start + chr(0x10FFFF))]
        return longer + [start[:size] for size in range(len(start)) if start[:size] in self.middles]


def shared_phrase(one: Pattern, other: Pattern) -> str | None:
    """A phrase both can sound like; None when there is none."""
    short, long = sorted((one, other), key=lambda pattern: len(pattern.before))
    if not long.before.startswith(short.before):
        return None
    middles = short.middles_that_may_give(long.before[len(short.before) :])
    phrases = (short.before + middle + short.after for middle in middles)
    return next((phrase for phrase in phrases if phrase in long), None)


def patterns(model: Model, intent: Intent) -> Iterator[Pattern]:
    """The samples without a slot as one pattern, and each other one with its last slot left open."""
    plain = [sample for sample in intent.samples if not SLOT.search(sample)]
    yield Pattern(intent.name, "", frozenset(plain) | BUILT_IN_PHRASES.get(intent.name, frozenset()), "")
    for sample in intent.samples:
        if has_free_text(intent, sample) or not (names := SLOT.findall(sample)):
            continue
        template, after = SLOT.sub("{}", sample).rsplit("{}", 1)
        middles = model.spoken(intent.slots[names[-1]])
        for filling in product(*(model.spoken(intent.slots[name]) for name in names[:-1])):
            yield Pattern(intent.name, template.format(*filling), middles, after)


def by_first_word(found: Iterable[Pattern]) -> dict[str, list[Pattern]]:
    """The patterns under the first word they begin with; one that begins with its middles is split up by them."""
    groups: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in found:
        if pattern.before:
            groups[pattern.before.partition(" ")[0]].append(pattern)
            continue
        middles: dict[str, set[str]] = defaultdict(set)
        for middle in pattern.middles:
            middles[middle.partition(" ")[0]].add(middle)
        for word, some in middles.items():
            groups[word].append(Pattern(pattern.intent, "", frozenset(some), pattern.after))
    return groups


def collisions(found: Iterable[Pattern]) -> Iterator[tuple[str, str, str]]:
    """A phrase and the two intents that claim it, for every pair of patterns that share one."""
    for group in by_first_word(found).values():
        for one, other in combinations(group, 2):
            if one.intent != other.intent and (phrase := shared_phrase(one, other)):
                yield phrase, min(one.intent, other.intent), max(one.intent, other.intent)


def objects(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from objects(child)
    elif isinstance(value, list):
        for child in value:
            yield from objects(child)


# The file


def test_there_is_a_model_to_hold_the_rules_on() -> None:
    """Without this, an empty folder would pass every other test."""
    assert "en-US" in [path.stem for path in MODELS]


def test_file_is_named_for_a_locale_alexa_speaks(model: Model) -> None:
    """Amazon, "Develop skills in multiple languages": one model file for each of seventeen locales."""
    assert model.locale in LOCALES


def test_file_has_the_shape_of_an_interaction_model(model: Model) -> None:
    """Amazon, "Interaction model schema": a misspelt member is refused at build time, or silently ignored."""
    allowed = [
        {"interactionModel"},
        {"languageModel", "dialog", "prompts"},
        {"invocationName", "intents", "types", "modelConfiguration"},
        {"fallbackIntentSensitivity"},
        {"level"},
        {"name", "slots", "samples"},
        {"name", "type", "samples", "multipleValues"},
        {"name", "values"},
        {"id", "name"},
        {"value", "synonyms"},
    ]
    strange = [list(found) for found in objects(model.raw) if not any(set(found) <= keys for keys in allowed)]
    assert strange == []


def test_fallback_sensitivity_is_set_only_where_it_exists(model: Model) -> None:
    """Amazon: LOW, MEDIUM or HIGH; only for the English locales and German (the latter second-hand)."""
    levels = [found["level"] for found in objects(model.raw) if "level" in found]
    if model.locale in FALLBACK_SENSITIVITY_LOCALES:
        assert levels in (["LOW"], ["MEDIUM"], ["HIGH"])
    else:
        assert levels == []


# The invocation name


def test_invocation_name_has_two_words_or_more(model: Model) -> None:
    """Amazon, "Choose the invocation name": one word only for a brand of one's own."""
    assert len(model.invocation_name.split()) >= 2


def test_invocation_name_is_written_in_lower_case_letters(model: Model) -> None:
    """Amazon, same page: letters, spaces, apostrophes, and full stops for initials; numbers as words."""
    name = model.invocation_name
    assert name == name.lower() == " ".join(name.split())
    assert all(letter.isalpha() or letter in " .'" for letter in name)


def test_invocation_name_has_no_launch_wake_or_small_words(model: Model) -> None:
    """Amazon, same page: these words make Alexa mistake the name for a command, or for another name."""
    launch = {
        "ask",
        "tell",
        "open",
        "start",
        "launch",
        "run",
        "begin",
        "use",
        "enable",
        "load",
        "play",
        "talk",
    }
    wake = {"alexa", "amazon", "echo", "computer", "skill", "app"}
    small = {"a", "an", "the", "for", "to", "of", "in", "on", "by", "from", "with", "about", "and", "if"}
    assert not set(model.invocation_name.split()) & (launch | wake | small)


# The intents


def test_model_has_every_intent_the_skill_answers_and_no_other(model: Model) -> None:
    assert {intent.name: set(intent.slots) for intent in model.intents} == INTENTS


def test_intent_is_declared_once(model: Model) -> None:
    """Amazon, "Interaction model schema": intent names are unique."""
    assert [name for name, count in Counter(i.name for i in model.intents).items() if count > 1] == []


def test_intent_name_has_only_letters_and_underscores(model: Model) -> None:
    """Amazon, "Create intents": letters and underscores; only the built-ins carry the prefix AMAZON and a stop."""
    wrong = [i.name for i in model.intents if not re.fullmatch(r"(AMAZON\.)?[A-Za-z_]+", i.name)]
    assert wrong == []


def test_built_ins_every_skill_must_have_are_present(model: Model) -> None:
    """Amazon, certification: Stop, Cancel and Help must work; NavigateHome and Fallback come with every model."""
    required = {f"AMAZON.{name}Intent" for name in ("Stop", "Cancel", "Help", "NavigateHome", "Fallback")}
    assert required <= {intent.name for intent in model.intents}


def test_every_custom_intent_has_samples(model: Model) -> None:
    """Amazon: a custom intent without samples fails the build; a built-in one brings its own."""
    silent = [i.name for i in model.intents if not i.samples and not i.name.startswith("AMAZON.")]
    assert silent == []


def test_fallback_has_no_samples(model: Model) -> None:
    """Amazon, "Standard Built-in Intents": AMAZON.FallbackIntent can't be extended with samples."""
    assert [i.samples for i in model.intents if i.name == "AMAZON.FallbackIntent"] == [[]]


def test_built_ins_that_steer_are_left_as_amazon_made_them(model: Model) -> None:
    """Cautious: added samples have broken stop and play-back intents before, and each has a custom twin here."""
    steering = {
        "Stop",
        "Cancel",
        "NavigateHome",
        "Pause",
        "Resume",
        "Repeat",
        "Next",
        "Previous",
        "StartOver",
    }
    extended = [i.name for i in model.intents if i.samples and i.name in {f"AMAZON.{s}Intent" for s in steering}]
    assert extended == []


# The samples


def test_sample_is_written_as_it_is_spoken(model: Model) -> None:
    """Cautious: letters, spaces, apostrophes, hyphens, full stops for initials, and slots; numbers as words."""
    wrong = [
        sample
        for intent in model.intents
        for sample in intent.samples
        if not is_spoken(SLOT.sub("x", sample)) or sample != " ".join(sample.split())
    ]
    assert wrong == []


def is_spoken(text: str) -> bool:
    """Lower-case letters of any alphabet in single spaces; a full stop only after a single letter."""
    letters = all(sign.isalpha() or sign in " '-." for sign in text)
    return letters and text == text.lower() and all(len(word) == 2 for word in text.split() if "." in word)


def test_sample_is_not_too_long(model: Model) -> None:
    """Cautious: two hundred signs is the commonly given limit of a sample."""
    assert [sample for intent in model.intents for sample in intent.samples if len(sample) > 200] == []


def test_sample_is_given_once_within_its_intent(model: Model) -> None:
    """Amazon, model build: a duplicate sample is an error."""
    twice = [
        (intent.name, sample)
        for intent in model.intents
        for sample, count in Counter(intent.samples).items()
        if count > 1
    ]
    assert twice == []


def test_sample_belongs_to_one_intent(model: Model) -> None:
    """Amazon, utterance conflicts: which of two intents gets a shared sample is not defined."""
    holders: dict[str, set[str]] = defaultdict(set)
    for intent in model.intents:
        for sample in intent.samples:
            types = [f"{{{intent.slots[name]}}}" for name in SLOT.findall(sample)]
            holders[SLOT.sub("{}", sample).format(*types)].add(intent.name)
    assert {sample: names for sample, names in holders.items() if len(names) > 1} == {}


def test_phrase_with_its_slots_filled_belongs_to_one_intent(model: Model) -> None:
    """Amazon, utterance conflicts: the same words reached through a slot are the same conflict.

    The built-ins' own phrases take part, so that no sample takes a word away from them.
    """
    found = (pattern for intent in model.intents for pattern in patterns(model, intent))
    assert list(islice(collisions(found), 40)) == []


def test_a_collision_is_found_wherever_it_hides() -> None:
    """The search for collisions itself: in a bare slot, through either end, and not where nothing is shared."""
    said = frozenset({"tingling", "a numb foot", "i feel weak"})
    bare, feel = Pattern("A", "", said, ""), Pattern("B", "i feel ", frozenset({"weak"}), "")
    no, plain = Pattern("C", "no ", said, ""), Pattern("D", "", frozenset({"no", "no tingling"}), "")
    numb, bad = Pattern("E", "is a numb ", frozenset({"foot", "toe"}), " bad"), Pattern("F", "is ", said, " bad")
    long = Pattern("G", "no tingling ", frozenset({"at all"}), "")
    assert list(collisions([bare, feel])) == [("i feel weak", "A", "B")]
    assert list(collisions([no, plain])) == [("no tingling", "C", "D")]
    assert list(collisions([numb, bad])) == [("is a numb foot bad", "E", "F")]
    assert list(collisions([long, Pattern("C", "no ", said, " at all")])) == [("no tingling at all", "C", "G")]
    assert list(collisions([bare, no, numb, long])) == []


# The slots


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


# The custom types


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


def test_steering_intents_are_said_in_many_ways(model: Model) -> None:
    """Amazon matches built-ins word for word and generalises from custom samples, so the twins carry the ways."""
    steering = (
        "Finish",
        "Wait",
        "GoOn",
        "SayAgain",
        "Skip",
        "GoBack",
        "BeginAgain",
        "Ready",
        "Slower",
        "Faster",
    )
    few = [
        intent.name
        for intent in model.intents
        if intent.name in {f"{name}Intent" for name in steering} and len(intent.samples) < 20
    ]
    assert few == []


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
