"""What Amazon knows of a language before it has read any skill's model, from one data file a language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Language:
    """One language's own knowledge: phrases of the built-in intents, fillers, numbers, durations and times."""

    built_in_intents: Mapping[str, tuple[str, ...]]
    """Phrases Amazon itself gives each built-in intent."""

    wake_words: tuple[str, ...]
    """Words that wake the device and are no part of the utterance."""

    launch: tuple[str, ...]
    """Words that open a skill when its name follows."""

    ask: tuple[str, ...]
    """Words that begin a one-shot request when the skill's name follows."""

    connectors: tuple[str, ...]
    """Words between the skill's name and the request, which Amazon drops."""

    leave: tuple[str, ...]
    """Utterances that close a session without reaching the skill as an intent."""

    fillers: tuple[str, ...]
    """Sounds and courtesies that carry no meaning; a phrase may have several words."""

    softeners: tuple[str, ...]
    """Words that sometimes carry no meaning, as whole phrases."""

    negations: tuple[str, ...]
    """Words that say no."""

    questions: tuple[str, ...]
    """Words a question begins with; a phrase may have several."""

    endings: tuple[str, ...]
    """Inflections that leave a word's meaning as it was, longest first."""

    contractions: Mapping[str, str]
    """Short form without apostrophe -> the full words."""

    numbers: Mapping[str, int]
    """Number word -> its value."""

    durations: Mapping[str, Any]
    """Words of AMAZON.DURATION."""

    times: Mapping[str, Any]
    """Words of AMAZON.TIME."""

    def stem(self, word: str) -> str:
        """The word without its inflection; never shorter than three letters."""
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                return word[: -len(ending)]
        return word


@lru_cache
def language_of(locale: str) -> Language:
    """The language of an Amazon locale such as `en-US`; raises `LookupError` when there is no file for it."""
    code = locale.split("-")[0].lower()
    source = files("speaker.understanding").joinpath("languages", f"{code}.toml")
    if not source.is_file():
        raise LookupError(f"No words for the language {code!r}: add speaker/understanding/languages/{code}.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    invocation, words = data["invocation"], data["words"]
    return Language(
        built_in_intents={name: tuple(phrases) for name, phrases in data["built_in_intents"].items()},
        wake_words=tuple(invocation["wake_words"]),
        launch=tuple(invocation["launch"]),
        ask=tuple(invocation["ask"]),
        connectors=tuple(invocation["connectors"]),
        leave=tuple(invocation["leave"]),
        fillers=tuple(words["fillers"]),
        softeners=tuple(words["softeners"]),
        negations=tuple(words["negations"]),
        questions=tuple(words["questions"]),
        endings=tuple(words["endings"]),
        contractions={short.replace("'", ""): full for short, full in data["contractions"].items()},
        numbers=data["numbers"],
        durations=data["durations"],
        times=data["times"],
    )
