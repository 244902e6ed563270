"""How well the desk hears: `python -m speaker.hearing.measure`.

Sentences of the interaction model, and of files of utterances when given, are spoken by every voice of this machine
with several noises behind them, heard, and compared. Then come coughs, other people's talk and sentences from outside
the model: how many of them are taken for a word that sets somebody stretching?
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

from speaker.hearing import noises
from speaker.hearing.heard import Heard
from speaker.hearing.outside import GENERAL, SOUND_ALIKES
from speaker.hearing.recogniser import GO_ON, Recogniser, RecogniserMissing, open_recogniser
from speaker.sound.voices import CachedVoice, Voice, VoiceMissing, open_voice
from speaker.sound.voices.espeak import EspeakVoice
from speaker.understanding import FALLBACK, Understanding
from speaker.understanding.language import language_of
from speaker.understanding.words import tokens

CONDITIONS = (("clean", 0.0), ("white", 20.0), ("white", 10.0), ("babble", 20.0), ("babble", 10.0))
"""Noise behind the speech, and how many decibels below it."""


@dataclass(slots=True)
class Tally:
    """Counts of one kind of sound."""

    heard: int = 0
    words: int = 0
    wrong_words: int = 0
    understood: int = 0
    rejected: int = 0
    set_going: int = 0
    seconds: float = 0.0
    examples: list[str] = field(default_factory=list)


class Trial:
    """One run over all voices."""

    def __init__(self, recogniser: Recogniser, understanding: Understanding, seed: int) -> None:
        """The seed decides sentences and noises."""
        self._recogniser, self._understanding = recogniser, understanding
        self._chance = np.random.default_rng(seed)
        self._language = language_of("en-US")
        self.tallies: dict[str, Tally] = {}

    def speech(self, voice: Voice, sentences: Sequence[str], background: Sequence[noises.Wave]) -> None:
        """Speaks each sentence, each time before another noise."""
        for place, sentence in enumerate(sentences):
            kind, decibels = CONDITIONS[place % len(CONDITIONS)]
            spoken = noises.resampled(voice.speak(sentence), voice.sampling_rate)
            sound = self._behind(spoken, kind, decibels, background)
            heard, seconds = self._hear(sound)
            name = f"{kind} {decibels:.0f} dB" if kind != "clean" else kind
            for tally in (self._tally(f"speech, {voice.name}"), self._tally(f"speech, {name}")):
                self._compare(tally, sentence, heard, seconds)

    def outside(self, kind: str, sounds: Iterator[tuple[str, noises.Wave]]) -> None:
        """Sounds of which none may set anybody going."""
        tally = self._tally(kind)
        for name, sound in sounds:
            heard, seconds = self._hear(sound)
            tally.heard += 1
            tally.seconds += seconds
            tally.rejected += heard.text is None
            if self._intent(heard.text) in GO_ON:
                tally.set_going += 1
                tally.examples.append(f"{name!r} heard as {heard.text!r}")

    def _behind(
        self, spoken: noises.Wave, kind: str, decibels: float, background: Sequence[noises.Wave]
    ) -> noises.Wave:
        if kind == "clean":
            return spoken
        if kind == "white":
            return noises.with_noise(spoken, noises.hiss(spoken.size, self._chance), decibels)
        return noises.with_noise(spoken, noises.babble(spoken.size, background, self._chance), decibels)

    def _hear(self, sound: noises.Wave) -> tuple[Heard, float]:
        started = time.perf_counter()
        heard = self._recogniser.hear(noises.recorded(sound))
        return heard, time.perf_counter() - started

    def _compare(self, tally: Tally, sentence: str, heard: Heard, seconds: float) -> None:
        said = tokens(sentence, self._language)
        got = tokens(heard.text or "", self._language)
        tally.heard += 1
        tally.seconds += seconds
        tally.words += len(said)
        tally.wrong_words += Levenshtein.distance(said, got)
        tally.rejected += heard.text is None
        meant, taken = self._intent(sentence), self._intent(heard.text)
        tally.understood += meant == taken
        if taken in GO_ON and meant not in GO_ON:
            tally.set_going += 1
            tally.examples.append(f"{sentence!r} heard as {heard.text!r}")

    def _intent(self, text: str | None) -> str:
        return FALLBACK if text is None else self._understanding.hear(text).intent

    def _tally(self, name: str) -> Tally:
        return self.tallies.setdefault(name, Tally())


def voices() -> Iterator[Voice]:
    """Every voice of this machine, and a second speaker of eSpeak's."""
    for name in ("piper", "hibari", "espeak"):
        try:
            yield CachedVoice(open_voice(name))
        except VoiceMissing as missing:
            print(missing, file=sys.stderr)
    try:
        yield CachedVoice(EspeakVoice("en-gb+f3"))
    except VoiceMissing:
        return


def sentences_of(model: Path, files: Sequence[Path], each: int, chance: random.Random) -> list[str]:
    """Samples of the model, so many of each intent, without slots; and as many lines of each file for each intent."""
    data = json.loads(model.read_text(encoding="utf-8"))["interactionModel"]["languageModel"]
    found: list[str] = []
    for intent in data["intents"]:
        plain = [sample for sample in intent.get("samples", ()) if "{" not in sample]
        found += chance.sample(plain, min(each, len(plain)))
    for file in files:
        lines = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines() if line]
        found += chance.sample(lines, min(each * 10, len(lines)))
    chance.shuffle(found)
    return found


def report(tallies: dict[str, Tally]) -> Iterator[str]:
    """A table, and what set somebody going wrongly."""
    heads = f"{'words right':>12} {'understood':>11} {'rejected':>9} {'set going':>10} {'s each':>7}"
    yield f"{'sound':34} {'heard':>6} {heads}"
    for name, one in tallies.items():
        words = f"{100 * (1 - one.wrong_words / one.words):.1f} %" if one.words else "-"
        understood = f"{100 * one.understood / one.heard:.1f} %" if one.words else "-"
        yield (
            f"{name:34} {one.heard:6} {words:>12} {understood:>11} {100 * one.rejected / one.heard:7.1f} %"
            f" {100 * one.set_going / one.heard:8.1f} % {one.seconds / one.heard:7.2f}"
        )
    for example in Counter(example for one in tallies.values() for example in one.examples):
        yield f"  wrongly set going: {example}"


def run(model: Path, files: Sequence[Path], each: int, seed: int) -> dict[str, Tally]:
    """The whole trial; raises `RecogniserMissing`."""
    trial = Trial(open_recogniser(model), Understanding.from_file(model), seed)
    chance, noise = random.Random(seed), np.random.default_rng(seed)
    for voice in voices():
        background = [noises.resampled(voice.speak(line), voice.sampling_rate) for line in GENERAL]
        trial.speech(voice, sentences_of(model, files, each, chance), background)
        trial.outside("general speech", _spoken(voice, chance.sample(GENERAL, min(len(GENERAL), 10 * each))))
        trial.outside("speech like ready and resume", _spoken(voice, SOUND_ALIKES))
        trial.outside("babble", (("babble", noises.babble(24_000, background, noise)) for _ in range(10 * each)))
    trial.outside("coughs and knocks", (("a cough", noises.cough(noise)) for _ in range(100 * each)))
    return trial.tallies


def _spoken(voice: Voice, sentences: Sequence[str]) -> Iterator[tuple[str, noises.Wave]]:
    for sentence in sentences:
        yield sentence, noises.resampled(voice.speak(sentence), voice.sampling_rate)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description="Measures how well the desk hears.")
    parser.add_argument("--model", type=Path, default=Path("interaction_models/en-US.json"))
    parser.add_argument("--utterances", type=Path, nargs="*", default=[], help="files of JSON lines with a text")
    parser.add_argument("--each", type=int, default=1, help="sentences of each intent, for each voice")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    try:
        tallies = run(options.model, options.utterances, options.each, options.seed)
    except RecogniserMissing as missing:
        sys.exit(str(missing))
    print("\n".join(report(tallies)))


if __name__ == "__main__":
    main()
