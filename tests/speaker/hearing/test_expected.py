"""The utterances a model expects, by how they sound."""

from pathlib import Path

import pytest

from speaker.hearing.expected import LAUNCH, Expectations, sound_of
from speaker.hearing.recogniser import written
from speaker.understanding.language import language_of
from speaker.understanding.model import read_model_file

MODEL = Path(__file__).parents[3] / "interaction_models" / "en-US.json"


@pytest.fixture(scope="module")
def expectations() -> Expectations:
    """Of the skill's own model."""
    return Expectations(read_model_file(MODEL), language_of("en-US"))


@pytest.mark.parametrize(
    ("misheard", "meant"),
    [
        ("pens and needles in my toes", "pins and needles in my toes"),
        ("reddy", "ready"),
        ("poss", "pause"),
        ("no tingeling at all", "no tingling at all"),
        ("make it forty five second", "make it forty five seconds"),
        ("open hand string coach", "open hamstring coach"),
    ],
)
def test_what_was_meant_is_among_the_nearest(expectations: Expectations, misheard: str, meant: str) -> None:
    """Slots filled with the values that fit."""
    assert meant in [one.text for one in expectations.like([misheard], 10)]


def test_every_utterance_knows_its_intent(expectations: Expectations) -> None:
    """A call by name is a launch; Amazon's own phrases count."""
    intents = {
        one.text: one.intent for said in ("open hamstring coach", "resume") for one in expectations.like([said], 5)
    }
    assert intents["open hamstring coach"] == LAUNCH
    assert intents["resume"] == "AMAZON.ResumeIntent"


def test_vowels_do_not_matter_to_the_ear() -> None:
    """The commonest slip of a recogniser."""
    assert sound_of("pins") == sound_of("pens")
    assert sound_of("pins") != sound_of("toes")


@pytest.mark.parametrize(
    ("plain", "text"),
    [
        ("i'm ready", "I'm ready."),
        ("what is sciatica", "What is sciatica?"),
        ("okay i'm there", "Okay, I'm there."),
        ("no tingling", "No tingling."),
    ],
)
def test_words_are_weighed_as_they_are_written(plain: str, text: str) -> None:
    """With capitals, a comma after an opening word, and the right ending."""
    assert written(plain) == text
