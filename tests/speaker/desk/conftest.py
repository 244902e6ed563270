"""A desk with a voice of one tone, and somebody who talks to it over its API."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from speaker.desk.app import create_app
from speaker.desk.desk import MODELS, Desk
from speaker.desk.parts import Part
from speaker.device.wire import Handler
from speaker.sound import Voice
from tests.speaker.conftest import NOON, SMALL_MODEL
from tests.speaker.sound.routine import Metronome

Answer = dict[str, Any]


def missing(part: str) -> NoReturn:
    """Skip, with one line that says why; where nothing may be missing, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(part)
    pytest.skip(part)


@dataclass
class Caller:
    """A program that uses the API."""

    client: FlaskClient
    desk: Desk

    def says(self, text: str, **rest: Any) -> Answer:
        """POST /say, which goes well."""
        response = self.posts("/say", {"text": text, **rest})
        assert response.status_code == 200, response.json
        answer: Answer = response.json or {}
        return answer

    def posts(self, path: str, body: Any, **rest: Any) -> TestResponse:
        """POST of a JSON body."""
        return self.client.post(path, json=body, **rest)

    def hears(self, answer: Answer) -> bytes:
        """The answer's sound."""
        response = self.client.get(answer["audio"])
        assert response.status_code == 200
        sound: bytes = response.data
        return sound


MakesDesk = Callable[..., Caller]


@pytest.fixture
def makes_desk() -> Iterator[MakesDesk]:
    """A desk for a skill, at noon."""
    made: list[Desk] = []

    def make(handler: Handler, voice: Callable[[], Voice] = Metronome, models: Path = MODELS) -> Caller:
        desk = Desk(handler, Part(voice), lambda: NOON, models)
        made.append(desk)
        return Caller(create_app(desk).test_client(), desk)

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def coach(makes_desk: MakesDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Caller:
    """A desk with the skill itself, which remembers people."""
    monkeypatch.setenv("STORE", f"sqlite:{tmp_path / 'people.sqlite'}")
    from skill.app import handler

    return makes_desk(handler)


@pytest.fixture
def small_models(tmp_path: Path) -> Path:
    """A folder with the small interaction model, in one locale."""
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "en-US.json").write_bytes(SMALL_MODEL.read_bytes())
    return tmp_path / "models"
