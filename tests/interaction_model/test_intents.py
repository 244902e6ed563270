"""The intents: those the skill answers, and Amazon's own."""

import re
from collections import Counter

from skill import library, triage
from tests.interaction_model.model import Model

# The slots the skill reads of each intent; every framing of a symptom has the symptom besides, every carrier free text.
SLOTS = {
    "StartRoutineIntent": {"stretch", "leg"},
    "ChooseLegIntent": {"leg"},
    "ChooseStretchIntent": {"stretch"},
    "SetHoldIntent": {"hold"},
    "SetRepetitionsIntent": {"repetitions"},
    "HowToIntent": {"stretch"},
    "RemindMeIntent": {"time"},
    "ReportSymptomIntent": {"symptom"},
    "DescribeSymptomIntent": {"description"},
}


def test_model_has_every_intent_the_skill_answers_and_no_other(model: Model) -> None:
    answered = {name for name in library.intents() if name.endswith("Intent")}
    assert {intent.name for intent in model.intents} == answered


def test_intent_declares_the_slots_the_skill_reads_and_no_other(model: Model) -> None:
    read = SLOTS | {name: {"symptom"} for name in library.framings()}
    read |= {name: {"description"} for name in library.carried()}
    assert {intent.name: set(intent.slots) for intent in model.intents if intent.slots} == read


def test_a_carrier_gives_back_the_words_its_sentences_keep(model: Model) -> None:
    """What an intent puts before its free text is what stands there in its first sentence, contractions in full."""
    lexicon = triage.rules().lexicon
    samples = {
        intent.name: intent.samples[0].removesuffix(" {description}")
        for intent in model.intents
        if intent.name in library.carried()
    }
    assert {name: lexicon.plain(f"{words} x") for name, words in library.carried().items()} == {
        name: lexicon.plain(f"{words} x") for name, words in samples.items()
    }


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
        "AskForHelp",
    )
    few = [
        intent.name
        for intent in model.intents
        if intent.name in {f"{name}Intent" for name in steering} and len(intent.samples) < 20
    ]
    assert few == []
