"""Utterance -> tokens, as Amazon's recogniser would write them: lower case, no punctuation, numbers in words."""

import re
from collections.abc import Iterable, Sequence

from speaker.understanding.language import Language

_CLOCK = re.compile(r"\b(\d{1,2}):(\d{2})\b")
_INITIALS = re.compile(r"\b([ap])\s?\.\s?m\b\.?")
_DIGITS_THEN_LETTERS = re.compile(r"(\d)(?=[a-z])")
_SPOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*(?: [a-z]+(?:'[a-z]+)*)*")
_NOT_A_WORD = re.compile(r"[^\w' ]+")


def tokens(text: str, language: Language) -> tuple[str, ...]:
    """The words as heard: lower case, apostrophes kept inside words, punctuation gone, digits as number words."""
    if _SPOKEN.fullmatch(text):  # what a model is nearly all made of
        return tuple(text.split())
    lowered = text.lower().replace("’", "'").replace("‘", "'")
    lowered = _INITIALS.sub(r"\1m", lowered)
    lowered = _CLOCK.sub(lambda clock: _clock_words(int(clock[1]), int(clock[2]), language), lowered)
    lowered = _DIGITS_THEN_LETTERS.sub(r"\1 ", lowered)
    words = (word.strip("'_") for word in _NOT_A_WORD.sub(" ", lowered).split())
    return tuple(part for word in words if word for part in _spoken(word, language))


def key(token: str) -> str:
    """The form in which two tokens are the same word: "i'm" and "im" are."""
    return token.replace("'", "")


def keys(heard: Iterable[str]) -> tuple[str, ...]:
    """`key` of each token."""
    return tuple(key(token) for token in heard)


def without_fillers(heard: Sequence[str], language: Language) -> tuple[str, ...]:
    """The tokens without sounds and courtesies at either end; all of them when nothing else would be left."""
    return _trimmed(heard, language.fillers)


def without_softeners(heard: Sequence[str], language: Language) -> tuple[str, ...]:
    """The tokens without fillers and without words that soften, such as "just", at either end."""
    return _trimmed(heard, (*language.fillers, *language.softeners))


def _trimmed(heard: Sequence[str], fillers: Sequence[str]) -> tuple[str, ...]:
    phrases = sorted((filler.split() for filler in fillers), key=len, reverse=True)
    rest = list(heard)
    while trimmed := _trim_once(rest, phrases):
        rest = trimmed
    return tuple(rest)


def number_words(number: int, language: Language) -> list[str]:
    """A whole number from 0 to 999,999 in words."""
    names = {value: word for word, value in language.numbers.items()}
    if number in names and number < 100:
        return [names[number]]
    if number < 100:
        return [names[number - number % 10], names[number % 10]]
    size = 1000 if number >= 1000 else 100
    rest = number_words(number % size, language) if number % size else []
    return [*number_words(number // size, language), names[size], *rest]


def _trim_once(rest: list[str], phrases: Sequence[Sequence[str]]) -> list[str] | None:
    for phrase in phrases:
        size = len(phrase)
        if size >= len(rest):
            continue
        if rest[:size] == list(phrase):
            return rest[size:]
        if rest[-size:] == list(phrase):
            return rest[:-size]
    return None


def _spoken(word: str, language: Language) -> list[str]:
    if word.isascii() and word.isdigit():
        if len(word) <= 6 and (word == "0" or not word.startswith("0")):
            return number_words(int(word), language)
        return [part for digit in word for part in number_words(int(digit), language)]
    return [word]


def _clock_words(hour: int, minute: int, language: Language) -> str:
    after = number_words(minute, language) if minute else [number_words(100, language)[-1]]
    zero = [language.times["zero"][0]] if 0 < minute < 10 else []
    return " ".join([*number_words(hour, language), *zero, *after])
