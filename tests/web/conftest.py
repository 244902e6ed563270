"""The endpoint with its authority, clock and shelf of certificates at hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from skill.web import create_app
from tests.web.alexa import ADDRESS, SKILL_ID, FrozenClock, Greeter, Shelf, encoded, signed, skill_of
from tests.web.authority import Authority, authority


@dataclass
class Service:
    """An endpoint under test, and what is around it."""

    app: Flask
    clock: FrozenClock
    shelf: Shelf
    greeter: Greeter

    def hears(self, document: object) -> TestResponse:
        """The answer to a document that is rightly signed."""
        return self.receives(encoded(document))

    def receives(self, body: bytes, headers: dict[str, str] | None = None) -> TestResponse:
        """The answer to a body, rightly signed unless other headers are given."""
        return self.app.test_client().post("/", data=body, headers=signed(body) if headers is None else headers)


Serve = Callable[..., Service]


@pytest.fixture(autouse=True)
def no_mistake_of_ours(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever is refused is refused for a reason that was thought of."""
    yield
    assert not [record for record in caplog.get_records("call") if "mistake of ours" in record.getMessage()]


@pytest.fixture
def trusted() -> Authority:
    return authority()


@pytest.fixture
def serve(tmp_path: Path, trusted: Authority) -> Serve:
    """Makes an endpoint that trusts the test's own authority. Settings given replace the usual ones."""

    def make(chain: bytes | None = None, **config: object) -> Service:
        clock, greeter = FrozenClock(), Greeter()
        shelf = Shelf({ADDRESS: trusted.chain() if chain is None else chain})
        usual = {
            "skill": skill_of(greeter),
            "skill_id": SKILL_ID,
            "replay_file": tmp_path / "taken.sqlite3",
            "fetch": shelf,
            "trusted_roots": [trusted.root],
            "clock": clock,
        }
        return Service(create_app(usual | config), clock, shelf, greeter)

    return make


@pytest.fixture
def service(serve: Serve) -> Service:
    return serve()
