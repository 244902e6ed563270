"""What comes of an utterance, through the whole path: text, understanding, handler, and what happens next."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from skill import library
from skill.coach.line import Line
from skill.speech import phrase, written
from speaker.understanding import Understanding
from tests.alexa import Alexa, Response

MODELS = Path(__file__).parents[2] / "interaction_models"
SIGNS = {
    "stop.emergency": "emergency",
    "stop.urgent": "urgent",
    "stop.radiating": "radiating",
    "stop.unclear": "stopped",
    "check.running": "check",
    "normal": "normal",
    "ease.skip": "skipped",
}
"""Answers that tell by their words what the coach understood."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it."""

    intent: str
    move: str
    answer: str
    """The verdict that was answered, "check" for the one statement, "goodbye", or "led back"."""

    @property
    def stopped(self) -> bool:
        """Stretching is over for this conversation, with the advice of a safety stop."""
        return self.answer in ("emergency", "urgent", "radiating", "stopped")


@cache
def understanding() -> Understanding:
    """The desk's understanding, from the interaction model alone."""
    return Understanding.from_file(MODELS / "en-US.json")


@cache
def mid_hold() -> tuple[Alexa, float]:
    """A device in the middle of hold two of the first set."""
    alexa = Alexa()
    alexa.is_holding()
    return alexa, alexa.hold(2)[0] + 12


def outcome(text: str) -> Outcome:
    """Say it in the middle of a hold."""
    running, seconds = mid_hold()
    heard = understanding().hear(text)
    alexa = Alexa(now=running.now, attributes=dict(running.attributes), new=False)
    alexa.waits(seconds)
    said = {name: value.value for name, value in heard.slots.items() if value.value}
    answer = alexa.hears(heard.intent, 0, **said)
    return Outcome(heard.intent, library.intents().get(heard.intent, ""), answered(answer))


def answered(answer: Response) -> str:
    """What an answer says it understood."""
    words = library.words("en-US")
    for key, name in SIGNS.items():
        line = Line(key)
        start = re.split(r"(?<=[.!?]) ", written(phrase(line, words), line, words))
        if answer.heard.startswith(" ".join(start[:2])) or answer.heard.startswith(f"Ease out. {start[0]}"):
            return name
    return "led back" if answer.listens else "goodbye"
