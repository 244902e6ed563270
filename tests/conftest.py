"""Fixtures for every test."""

import pytest

from tests.alexa import Alexa


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the developer's own reaches a test."""
    for name in ("SKILL_ID", "AUDIO", "STORE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def alexa() -> Alexa:
    """A device on the floor beside the person."""
    return Alexa()
