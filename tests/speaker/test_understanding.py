"""What is understood of an utterance, by a small model."""

import copy
from typing import Any

import pytest

from speaker.understanding import FALLBACK, How, Understanding


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("stop", "AMAZON.StopIntent"),
        ("Stop.", "AMAZON.StopIntent"),
        ("never mind", "AMAZON.CancelIntent"),
        ("help", "AMAZON.HelpIntent"),
        ("what can I say?", "AMAZON.HelpIntent"),
        ("yeah", "AMAZON.YesIntent"),
        ("nope", "AMAZON.NoIntent"),
        ("Alexa, pause", "AMAZON.PauseIntent"),
        ("I’m ready!", "ReadyIntent"),
        ("IM READY", "ReadyIntent"),
    ],
)
def test_a_sample_is_met_whatever_its_case_and_punctuation(small: Understanding, said: str, intent: str) -> None:
    heard = small.hear(said)
    assert (heard.intent, heard.how, heard.score) == (intent, How.EXACT, 1.0)


@pytest.mark.parametrize("said", ["um stop please", "okay so pause please", "pause now", "go yes"])
def test_built_in_intents_do_not_generalise(small: Understanding, said: str) -> None:
    assert small.hear(said).intent == FALLBACK


def test_a_built_in_intent_that_the_model_leaves_out_is_never_heard(small: Understanding) -> None:
    assert small.hear("repeat that").intent == FALLBACK


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("um ready please", "ReadyIntent"),
        ("okay so I'm ready", "ReadyIntent"),
        ("reddy", "ReadyIntent"),
        ("i'm not ready", "WaitIntent"),
        ("how can I stay safe", "SafetyTipsIntent"),
        ("the tips for safety", "SafetyTipsIntent"),
        ("what is sigh attica", "WhatIsSciaticaIntent"),
        ("can you tell me about sciatica", "WhatIsSciaticaIntent"),
        ("how much longer do i have", "HowMuchLeftIntent"),
        ("number of the clinic", "ClinicContactIntent"),
        ("let us stretch", "StartRoutineIntent"),
    ],
)
def test_custom_intents_take_fillers_paraphrase_other_order_and_slips(
    small: Understanding, said: str, intent: str
) -> None:
    heard = small.hear(said)
    assert (heard.intent, heard.how) == (intent, How.GENERALISED)


@pytest.mark.parametrize(
    "said",
    [
        "what is the capital of france",
        "blue bananas",
        "play some music",
        "order a pizza",
        "what's the weather tomorrow",
        "tell me a joke",
        "turn on the lights",
        "asdf qwer",
        "the",
        "",
        "?!",
        "\u0000\u2603",
    ],
)
def test_nonsense_falls_back(small: Understanding, said: str) -> None:
    heard = small.hear(said)
    assert (heard.intent, dict(heard.slots), heard.how) == (FALLBACK, {}, How.FALLBACK)


@pytest.mark.parametrize(
    ("said", "intent", "slot", "value", "resolved"),
    [
        ("left", "ChooseLegIntent", "leg", "left", "left"),
        ("switch to the opposite leg", "ChooseLegIntent", "leg", "opposite", "other"),
        ("switch over to my left side", "ChooseLegIntent", "leg", "left side", "left"),
        ("start the chair stretch", "StartRoutineIntent", "stretch", "chair stretch", "seated"),
        ("do the quad stretch", "StartRoutineIntent", "stretch", "quad", None),
        ("hold it for a minute", "SetHoldIntent", "hold", "PT1M", None),
        ("could you make it 45 seconds please", "SetHoldIntent", "hold", "PT45S", None),
        ("do 5 repetitions", "SetRepetitionsIntent", "repetitions", "5", None),
        ("remind me at 7:30 pm", "RemindMeIntent", "time", "19:30", None),
        ("pins and needles", "ReportSymptomIntent", "symptom", "pins and needles", "tingling"),
        ("i feel numbness", "ReportSymptomIntent", "symptom", "numbness", "numb"),
        ("no tingling", "DenySymptomIntent", "symptom", "tingling", "tingling"),
        ("my husband has pins and needles", "SomeoneElseSymptomIntent", "symptom", "pins and needles", "tingling"),
        ("it feels like ants on my calf", "DescribeSymptomIntent", "description", "ants on my calf", None),
    ],
)
def test_slots_are_filled_from_the_types(
    small: Understanding, said: str, intent: str, slot: str, value: str, resolved: str | None
) -> None:
    heard = small.hear(said)
    assert heard.intent == intent
    assert (heard.slots[slot].value, heard.slots[slot].resolved_id) == (value, resolved)


def test_two_slots_are_filled_at_once(small: Understanding) -> None:
    heard = small.hear("please begin with the strap stretch on the left leg")
    assert heard.intent == "StartRoutineIntent"
    assert {name: slot.resolved_id for name, slot in heard.slots.items()} == {"stretch": "supine", "leg": "left"}


def test_an_empty_slot_is_known_as_such(small: Understanding) -> None:
    heard = small.hear("start the seated stretch")
    assert heard.unfilled == ("leg",)


@pytest.mark.parametrize(
    "said", ["my toes have gone all tingly", "ouch it shoots right down my leg", "my leg is asleep"]
)
def test_words_like_a_bare_slots_values_fill_it_whole_and_raw(small: Understanding, said: str) -> None:
    heard = small.hear(said)
    assert (heard.intent, heard.how) == ("ReportSymptomIntent", How.GENERALISED)
    assert (heard.slots["symptom"].value, heard.slots["symptom"].resolutions) == (said, ())


def test_a_carrier_phrase_gives_only_what_follows_it(small: Understanding) -> None:
    assert small.hear("well it feels like a hot wire").slots["description"].value == "a hot wire"


def test_a_close_match_goes_before_a_weak_carrier_phrase(small_model: dict[str, Any]) -> None:
    model = copy.deepcopy(small_model)
    intents = model["interactionModel"]["languageModel"]["intents"]
    describe = next(intent for intent in intents if intent["name"] == "DescribeSymptomIntent")
    describe["samples"].append("i am {description}")
    understanding = Understanding.from_model(model)
    assert understanding.hear("i am ready").intent == "ReadyIntent"
    assert understanding.hear("i am readdy").intent == "ReadyIntent"
    assert understanding.hear("i am seeing stars").slots["description"].value == "seeing stars"


def test_two_values_under_one_synonym_are_both_resolved() -> None:
    values = [
        {"id": "a", "name": {"value": "front", "synonyms": ["side"]}},
        {"name": {"value": "back", "synonyms": ["side"]}},
    ]
    intents = [{"name": "TurnIntent", "samples": ["{place}"], "slots": [{"name": "place", "type": "Place"}]}]
    language_model = {"invocationName": "x", "intents": intents, "types": [{"name": "Place", "values": values}]}
    heard = Understanding.from_model({"interactionModel": {"languageModel": language_model}}).hear("side")
    assert [one.name for one in heard.slots["place"].resolutions] == ["front", "back"]
    assert heard.slots["place"].resolved_id == "a"


def test_a_slot_of_an_unknown_type_is_refused() -> None:
    intents = [{"name": "EatIntent", "samples": ["{food}"], "slots": [{"name": "food", "type": "AMAZON.Food"}]}]
    with pytest.raises(ValueError, match=r"AMAZON\.Food"):
        Understanding.from_model({"interactionModel": {"languageModel": {"invocationName": "x", "intents": intents}}})


def test_a_language_without_words_of_its_own_is_refused(small_model: dict[str, Any]) -> None:
    with pytest.raises(LookupError, match=r"languages/tlh\.toml"):
        Understanding.from_model(small_model, "tlh-KX")


def test_the_same_words_are_always_understood_alike(small: Understanding, small_model: dict[str, Any]) -> None:
    other = Understanding.from_model(small_model)
    for said in ("my toes feel odd", "tips", "the seated leg", "switch it"):
        assert small.hear(said) == small.hear(said) == other.hear(said)


@pytest.mark.parametrize(
    ("said", "request_words"),
    [
        ("open hamstring coach", ""),
        ("Alexa, open Hamstring Coach", ""),
        ("start the ham string coach", ""),
        ("launch hamstring coach", ""),
        ("ask hamstring coach", ""),
        ("ask hamstring coach for safety tips", "safety tips"),
        ("ask hamstring coach what is sciatica", "what is sciatica"),
        ("tell hamstring coach to hold it for a minute", "hold it for a minute"),
        ("Alexa, ask hamstring coach about sciatica", "sciatica"),
    ],
)
def test_the_skill_is_called_by_its_name(small: Understanding, said: str, request_words: str) -> None:
    call = small.invoked(said)
    assert call is not None
    assert " ".join(call.said) == request_words


@pytest.mark.parametrize("said", ["ready", "stop", "open the door", "ask my coach for tips", "hamstring", ""])
def test_other_words_call_nothing(small: Understanding, said: str) -> None:
    assert small.invoked(said) is None


def test_a_one_shot_request_is_understood(small: Understanding) -> None:
    call = small.invoked("ask hamstring coach for safety tips")
    assert call is not None
    assert small.request(call).intent == "SafetyTipsIntent"


def test_exit_is_amazons_own(small: Understanding) -> None:
    assert small.leaves("Alexa, exit")
    assert not small.leaves("stop")
