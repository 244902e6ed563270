"""Lines into speech: the words filled in, escaped, and marked up; and how long they take to say.

Amazon's limits: one break lasts at most 10 s, a response's text at most 8,000 characters
(Alexa Skills Kit, SSML reference and text response best practices).
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from skill.coach.line import Amount, Clock, Line, Named, Ordinal, Seconds, Speaking, Value
from skill.coach.timeline import Kind, Segment, Timeline
from skill.library import Fact, SpeechRate, Words

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
LONGEST_BREAK = 10_000
LONGEST_SPEECH = 8_000
SLOWER_RATE = "80%"
PLACEHOLDER = re.compile(r"\{([a-z_.]+)\}")
SENTENCE_END = re.compile(r"[.?!:](?:\s|$)")
CHARACTERS_PER_DIGIT = 6
"""A digit is said as a word."""


@lru_cache(maxsize=1024)
def escape(text: str) -> str:
    """The text with nothing in it that SSML would read as markup."""
    return text.translate(ESCAPES)


def phrase(line: Line, words: Words) -> str:
    """The text of a line, its placeholders still open. A missing key raises KeyError."""
    variants = words.phrases[line.key].say
    return variants[line.variant % len(variants)]


def named(value: Value, words: Words) -> str:
    """A value in words."""
    match value:
        case Ordinal(number):
            return str(number)
        case Named(kind, id):
            return words.names[kind][id]
        case Amount(number, unit):
            one, many = words.amounts[unit]
            return f"{number} {one if number == 1 else many}"
        case Seconds(60):
            return named(Amount(1, "minute"), words)
        case Seconds(number):
            return named(Amount(number, "second"), words)
        case Clock(hour, minute):
            half = "AM" if hour < 12 else "PM"
            past = f":{minute:02}" if minute else ""
            return f"{(hour + 11) % 12 + 1}{past} {half}"


def written(text: str, line: Line, words: Words) -> str:
    """The text as it is read by eye."""

    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        return words.facts[name].written if name in words.facts else named(line.values[name], words)

    return capital(PLACEHOLDER.sub(fill, text))


def marked_up(text: str, line: Line, words: Words) -> str:
    """The text as SSML: escaped first, then marked up."""
    if "{" not in text:
        return unfilled(text)

    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        return pronounced(words.facts[name]) if name in words.facts else escape(named(line.values[name], words))

    return capital(PLACEHOLDER.sub(fill, escape(text)))


@lru_cache(maxsize=1024)
def unfilled(text: str) -> str:
    """A text without placeholders as SSML."""
    return capital(escape(text))


def pronounced(fact: Fact) -> str:
    """A name or number marked up to be said right."""
    if fact.telephone:
        return f'<say-as interpret-as="telephone">{escape(fact.telephone)}</say-as>'
    if fact.digits:
        return f'<say-as interpret-as="digits">{escape(fact.digits)}</say-as>'
    if fact.spoken:
        return f'<sub alias="{escape(fact.spoken)}">{escape(fact.written)}</sub>'
    return escape(fact.written)


def capital(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]


def said(line: Line, words: Words) -> str:
    """A line as SSML, without its frame."""
    return marked_up(phrase(line, words), line, words)


def asked_again(line: Line, words: Words) -> str:
    """What a prompt says when it got no answer, as SSML."""
    return marked_up(words.phrases[line.key].again or phrase(line, words), line, words)


def ear(text: str, line: Line, words: Words) -> str:
    """The text as it sounds, for reckoning its length."""
    if "{" not in text:
        return text

    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in words.facts:
            fact = words.facts[name]
            return fact.telephone or fact.digits or fact.spoken or fact.written
        return named(line.values[name], words)

    return PLACEHOLDER.sub(fill, text)


def speaking_time(words: Words, rate: SpeechRate) -> Speaking:
    """How long a line takes to say at the usual pace, in milliseconds."""

    @lru_cache(maxsize=1024)
    def usual(key: str, variant: int, *values: tuple[str, Value]) -> int:
        line = Line(key, dict(values), variant)
        return lasts(ear(phrase(line, words), line, words), rate)

    return lambda line: usual(line.key, line.variant, *line.values.items())


def lasts(text: str, rate: SpeechRate) -> int:
    """How long a text as it sounds takes to say, in milliseconds."""
    digits = sum(character.isdigit() for character in text)
    characters = len(text) + digits * (CHARACTERS_PER_DIGIT - 1)
    sentences = len(SENTENCE_END.findall(text))
    return characters * rate.per_character + sentences * rate.per_sentence


def paced(ssml: str, slower: bool) -> str:
    """The speech at the person's pace."""
    return f'<prosody rate="{SLOWER_RATE}">{ssml}</prosody>' if slower and ssml else ssml


def speak(lines: Iterable[Line], words: Words, slower: bool = False) -> str:
    """Lines one after the other as SSML, without the frame."""
    return paced(" ".join(said(line, words) for line in lines), slower)


def pauses(length: int) -> str:
    """Silence of `length` milliseconds, as breaks of at most 10 s."""
    whole, rest = divmod(length, LONGEST_BREAK)
    lengths = [LONGEST_BREAK] * whole + ([rest] if rest else [])
    return " ".join(f'<break time="{each}ms"/>' for each in lengths)


def speak_timeline(timeline: Timeline, words: Words, slower: bool = False) -> str:
    """A timeline as SSML, without the frame: where no audio document can be played."""
    return " ".join(speak_segment(segment, words, slower) for segment in timeline.played)


def speak_segment(segment: Segment, words: Words, slower: bool) -> str:
    """Speech as it is; quiet as breaks that alone sum to its length, its cues between them."""
    if segment.kind is Kind.SPOKEN and segment.line:
        return speak([segment.line], words, slower)
    parts: list[str] = []
    at = 0
    for cue in segment.cues:
        parts += [pauses(cue.at - at), speak([cue.line], words, slower)]
        at = cue.at
    return " ".join(part for part in [*parts, pauses(segment.quiet - at)] if part)


def sentences(lines: Sequence[Line], words: Words) -> str:
    """Lines as they are read by eye."""
    return " ".join(written(phrase(line, words), line, words) for line in lines)
