"""The double of Amazon's services, running; and a client that is quick to give up."""

import threading
from collections.abc import Iterator

import pytest

from skill.services import HttpClient
from tests.services.amazon import Amazon, Conversation, Server

QUICK = 0.3
"""Seconds: long for this machine to answer itself, short to wait for in a test."""


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


@pytest.fixture
def client() -> HttpClient:
    """For calls that are answered."""
    return HttpClient(seconds=5)


@pytest.fixture
def hasty() -> HttpClient:
    """For calls that are not."""
    return HttpClient(QUICK)
