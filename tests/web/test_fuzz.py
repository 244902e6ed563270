"""Whatever is posted, the answer is 200 or 400, and unsigned it is never 200."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.web import create_app
from tests.web.alexa import (
    ADDRESS,
    SKILL_ID,
    Apology,
    FrozenClock,
    Greeter,
    Shelf,
    encoded,
    launch,
    signed,
    skill_of,
)
from tests.web.authority import authority
from tests.web.conftest import Service

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
printable = st.text(st.characters(min_codepoint=32, max_codepoint=126))
unique = itertools.count()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    """One endpoint for all examples: it must stay well whatever it has been through."""
    trusted, clock, greeter = authority(), FrozenClock(), Greeter()
    shelf = Shelf({ADDRESS: trusted.chain()})
    file: Path = tmp_path_factory.mktemp("fuzz") / "taken"
    app = create_app(
        {
            "skill": skill_of(greeter, apology=Apology()),
            "skill_id": SKILL_ID,
            "replay_file": file,
            "fetch": shelf,
            "trusted_roots": [trusted.root],
            "clock": clock,
        }
    )
    return Service(app, clock, shelf, greeter)


@settings(deadline=None, max_examples=100)
@given(body=st.binary(), address=printable, signature=printable)
def test_unsigned_bytes_are_refused(service: Service, body: bytes, address: str, signature: str) -> None:
    headers = {"SignatureCertChainUrl": address, "Signature-256": signature}
    assert service.receives(body, headers).status_code == 400


@settings(deadline=None, max_examples=50)
@given(body=st.binary(), headers=st.dictionaries(st.from_regex(r"\A[A-Za-z0-9-]+\Z"), printable))
def test_odd_headers_are_refused(service: Service, body: bytes, headers: dict[str, str]) -> None:
    # What HTTP itself gives a meaning is the server's to judge, and no server hands us a wrong one.
    for name in list(headers):
        if name.lower() in {"content-length", "host", "transfer-encoding"}:
            del headers[name]
    assert service.receives(body, signed(b"another body") | headers).status_code == 400


@settings(deadline=None, max_examples=100)
@given(body=st.binary() | json_values.map(encoded))
def test_signed_garbage_is_refused(service: Service, body: bytes) -> None:
    assert service.receives(body).status_code == 400


@settings(deadline=None, max_examples=200)
@given(
    path=st.sampled_from(
        [
            ("version",),
            ("session",),
            ("session", "application"),
            ("session", "attributes"),
            ("session", "user"),
            ("context",),
            ("context", "System"),
            ("context", "System", "application"),
            ("context", "System", "application", "applicationId"),
            ("context", "System", "device"),
            ("request",),
            ("request", "type"),
            ("request", "requestId"),
            ("request", "timestamp"),
            ("request", "locale"),
            ("request", "intent"),
        ]
    ),
    value=json_values,
    kind=st.sampled_from(["LaunchRequest", "IntentRequest", "SessionEndedRequest", "AlexaSkillEvent.SkillDisabled"]),
)
def test_a_signed_request_with_one_odd_part_is_answered_or_refused(
    service: Service, path: tuple[str, ...], value: object, kind: str
) -> None:
    document = launch(f"odd {next(unique)}", kind=kind)
    place: dict[str, object] = document
    for name in path[:-1]:
        inner = place[name]
        assert isinstance(inner, dict)
        place = inner
    place[path[-1]] = value
    assert service.hears(document).status_code in (200, 400)


def test_it_still_answers_after_all_that(service: Service) -> None:
    assert service.hears(launch("after")).status_code == 200
