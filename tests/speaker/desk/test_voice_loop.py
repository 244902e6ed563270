"""A few sentences the whole way: spoken, heard, understood, answered. The measurement is `benchmarks.voice_loop`."""

import numpy as np
import pytest

from benchmarks.voice_loop import GOING_ON, is_right, noises, speak_all
from speaker.desk.desk import MODELS
from speaker.desk.parts import Ears
from speaker.hearing import RecogniserMissing
from speaker.sound import VoiceMissing, open_voice
from tests.speaker.desk.conftest import missing
from tests.utterances import Utterance
from tests.utterances.outcome import outcome

LINES = [
    Utterance("pause", "pause", "smoke"),
    Utterance("i'm ready", "ready", "smoke"),
    Utterance("how much longer", "how_much_left", "smoke"),
    Utterance("i have a shooting pain down my leg", "radiating", "smoke"),
    Utterance("my foot has gone numb", "radiating", "smoke"),
    Utterance("no tingling at all", "denied", "smoke"),
]


@pytest.fixture(scope="module")
def ears() -> Ears:
    try:
        return Ears(MODELS / "en-US.json", "en-US")
    except (RecogniserMissing, ImportError) as off:
        missing(str(off))


def test_what_is_spoken_is_answered(ears: Ears) -> None:
    try:
        voice = open_voice()
    except VoiceMissing as off:
        missing(str(off))
    tried = speak_all(LINES, [voice], ears)
    wrong = [(one.line.text, one.heard, one.spoken) for one in tried if not is_right(one.line, one.spoken)]
    assert len(wrong) <= 1, wrong
    assert not [one for one in tried if one.line.expect == "radiating" and not is_right(one.line, one.spoken)]


def test_noise_starts_nothing(ears: Ears) -> None:
    heard = {name: ears.hear(sound)[0] for name, sound in noises(np.random.default_rng(5))}
    assert not {name: text for name, text in heard.items() if text and outcome(text).move in GOING_ON}
