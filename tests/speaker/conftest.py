"""A small interaction model, a skill that answers as told, and a device between them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from speaker.device import Device, Turn
from speaker.envelope import Setting
from speaker.playback import Voice
from speaker.understanding import Understanding

SMALL_MODEL = Path(__file__).with_name("small_model.json")
REAL_MODEL = Path(__file__).parents[2] / "interaction_models" / "en-US.json"
NOON = datetime(2026, 3, 2, 12, 0, 0, tzinfo=UTC)

# A second for every ten characters, so that lengths in tests are easily reckoned.
VOICE = Voice(lambda text: 100 * len(text), lambda source: 5_000 if source.endswith("five.mp3") else None)


@pytest.fixture(scope="session")
def small_model() -> dict[str, Any]:
    model: dict[str, Any] = json.loads(SMALL_MODEL.read_text(encoding="utf-8"))
    return model


@pytest.fixture(scope="session")
def small() -> Understanding:
    return Understanding.from_file(SMALL_MODEL, "en-US")


@dataclass
class Skill:
    """A skill that gives each request the next of its answers, the last one for ever."""

    answers: list[Mapping[str, Any] | Exception] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)

    def __call__(self, event: dict[str, Any], context: object) -> dict[str, Any]:
        self.requests.append(event)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return {"version": "1.0", "sessionAttributes": self.attributes, "response": dict(answer)}

    @property
    def kinds(self) -> list[str]:
        """What the skill was sent: intents by name, other requests by type, endings with their reason."""
        return [kind_of(event["request"]) for event in self.requests]


def kind_of(request: Mapping[str, Any]) -> str:
    if request["type"] == "IntentRequest":
        return str(request["intent"]["name"])
    return f"{request['type']} {request.get('reason', '')}".strip()


def says(text: str, *, again: str | None = None, ends: bool | None = False, **rest: Any) -> dict[str, Any]:
    """An answer in plain speech; `ends=None` leaves `shouldEndSession` out."""
    answer: dict[str, Any] = {"outputSpeech": {"type": "PlainText", "text": text}, **rest}
    if ends is not None:
        answer["shouldEndSession"] = ends
    if again is not None:
        answer["reprompt"] = {"outputSpeech": {"type": "PlainText", "text": again}}
    return answer


@dataclass
class Person:
    """Someone with a device, at a time of their own."""

    device: Device
    now: datetime = NOON

    def after(self, seconds: float) -> "Person":
        self.now += timedelta(seconds=seconds)
        return self

    def opens(self) -> tuple[Turn, ...]:
        return self.device.open(self.now)

    def says(self, text: str) -> tuple[Turn, ...]:
        return self.device.say(text, self.now)

    def waits(self, seconds: float) -> tuple[Turn, ...]:
        return self.device.pass_time(self.after(seconds).now)


Meets = Callable[..., Person]


@pytest.fixture
def meets(small: Understanding) -> Meets:
    """Someone with a device that talks to this skill."""

    def meets_skill(skill: Skill, setting: Setting | None = None) -> Person:
        return Person(Device(skill, small, VOICE, setting or Setting()))

    return meets_skill
