"""Fixtures for every test."""

import threading
from collections.abc import Iterator

import pytest

from tests.alexa import Alexa
from tests.services.amazon import Amazon, Conversation, Server


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the developer's own reaches a test."""
    for name in ("SKILL_ID", "AUDIO", "STORE", "CLINIC"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def alexa() -> Alexa:
    """A device on the floor beside the person."""
    return Alexa()


@pytest.fixture
def amazon() -> Iterator[Amazon]:
    """Amazon's services, on this machine."""
    double = Amazon()
    handler = type("Handler", (Conversation,), {"amazon": double})
    with Server(("127.0.0.1", 0), handler) as server:
        double.endpoint = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield double
        double.over.set()
        server.shutdown()
        thread.join()
