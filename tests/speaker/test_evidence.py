"""What the words of an utterance say for each intent, counted over all samples."""

from collections.abc import Sequence

import pytest

from speaker.understanding.evidence import Evidence, Witness
from speaker.understanding.language import language_of
from speaker.understanding.model import read_model
from speaker.understanding.samples import samples_of
from speaker.understanding.slot_types import SlotTypes
from speaker.understanding.vocabulary import Vocabulary

ENGLISH = language_of("en-US")
PLACES = [{"id": "near", "name": {"value": "here"}}, {"id": "far", "name": {"value": "the far end"}}]
MODEL = {
    "invocationName": "x",
    "intents": [
        {
            "name": "GoIntent",
            "samples": ["go now", "please go to {place}"],
            "slots": [{"name": "place", "type": "Place"}],
        },
        {"name": "StayIntent", "samples": ["stay here now", "wait a while"]},
        {
            "name": "TimeIntent",
            "samples": ["wait for {time}"],
            "slots": [{"name": "time", "type": "AMAZON.DURATION"}],
        },
    ],
    "types": [{"name": "Place", "values": PLACES}],
}


def evidence(said: str, durations: Sequence[tuple[int, int]] = ()) -> dict[str, Evidence]:
    model = read_model({"interactionModel": {"languageModel": MODEL}})
    samples = samples_of(model, ENGLISH)
    vocabulary = Vocabulary([sample.words for sample in samples], ENGLISH)
    classes = {intent.name: intent.name for intent in model.intents}
    witness = Witness(samples, SlotTypes(model, ENGLISH), vocabulary, classes)
    return witness.of(said.split(), {"AMAZON.DURATION": tuple(durations)})


def likest(found: dict[str, Evidence]) -> str:
    return max(found, key=lambda name: found[name].weight)


@pytest.mark.parametrize(
    ("said", "intent"), [("now please go", "GoIntent"), ("stay a while", "StayIntent"), ("go far", "GoIntent")]
)
def test_words_of_several_samples_speak_for_their_intent(said: str, intent: str) -> None:
    """No sample has these words together; "far" comes only from the slot's type."""
    assert likest(evidence(said)) == intent


def test_a_word_of_no_sample_speaks_for_none() -> None:
    found = evidence("bananas")
    assert {one.weight for one in found.values()} == {0.0}
    assert {one.coverage for one in found.values()} == {0.0}


def test_coverage_is_the_share_that_the_intent_knows() -> None:
    assert evidence("stay here now")["StayIntent"].coverage == 1.0
    assert 0.0 < evidence("stay bananas")["StayIntent"].coverage < 1.0


def test_a_place_that_amazon_can_read_speaks_for_the_intent_with_such_a_slot() -> None:
    assert likest(evidence("wait for five minutes", [(2, 4)])) == "TimeIntent"
    with_slot = evidence("wait for five minutes", [(2, 4)])["TimeIntent"].weight
    assert with_slot > evidence("wait for five minutes")["TimeIntent"].weight
