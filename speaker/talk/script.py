"""A line typed or piped in -> what it means to the terminal speaker."""

import re
from dataclasses import dataclass

_WAIT = re.compile(r"(?:#\s*wait\s+(\d+(?:\.\d+)?)|\(\s*wait\s+(\d+(?:\.\d+)?)\s*\))\s*s?", re.IGNORECASE)
# A longer wait is surely a slip; the longest answer and both microphones end well before.
LONGEST_WAIT = 3_600.0


@dataclass(frozen=True, slots=True)
class Say:
    """Words for Alexa."""

    text: str
    """The utterance."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Let time pass first."""

    seconds: float
    """How long, at most an hour."""


@dataclass(frozen=True, slots=True)
class Command:
    """A word to the speaker itself."""

    name: str
    """Without the colon."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """An empty line or a remark."""


def read(line: str) -> Say | Wait | Command | Nothing:
    """What a line means: `# wait 12` or `(wait 12)` waits, `:help` commands, other lines with # are remarks."""
    text = " ".join(line.split())
    waits = _WAIT.fullmatch(text)
    if waits:
        return Wait(min(LONGEST_WAIT, float(waits[1] or waits[2])))
    if not text or text.startswith("#"):
        return Nothing()
    if text.startswith(":"):
        return Command(text[1:].strip().lower())
    return Say(text)
