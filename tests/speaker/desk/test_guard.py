"""Who is let in, and what a wrong request is told."""

from typing import Any

import pytest

from speaker.desk.__main__ import port_of
from tests.speaker.conftest import Skill, says
from tests.speaker.desk.conftest import Caller, MakesDesk


@pytest.fixture
def caller(makes_desk: MakesDesk) -> Caller:
    return makes_desk(Skill([says("Hello.")]))


def test_health(caller: Caller) -> None:
    assert caller.client.get("/health").json == {"status": "ok"}


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:8080", "localhost", "[::1]:8080"])
def test_this_machine_is_let_in(caller: Caller, host: str) -> None:
    headers = {"Host": host, "Origin": f"http://{host}"}
    assert caller.posts("/say", {"text": "hello"}, headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/health", "/", "/desk/status", "/sounds/x.wav"])
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8080", "10.0.0.1"])
def test_other_names_of_this_machine_are_refused(caller: Caller, host: str, path: str) -> None:
    """As when a page elsewhere has its own name point here."""
    assert caller.client.get(path, headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:3000", "https://127.0.0.1:8080"])
def test_other_pages_are_refused(caller: Caller, origin: str) -> None:
    headers = {"Host": "127.0.0.1:8080", "Origin": origin}
    for path in ("/say", "/alexa", "/desk/say", "/desk/hear"):
        refused = caller.posts(path, {"text": "hello"}, headers=headers)
        assert refused.status_code == 403
        assert set(refused.json or {}) == {"error"}


def test_a_page_elsewhere_cannot_even_embed_this(caller: Caller) -> None:
    assert caller.client.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    with caller.client.get("/") as page:
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
        assert page.headers["Cross-Origin-Resource-Policy"] == "same-origin"


WRONG: list[tuple[Any, str]] = [
    ([], "object"),
    ("hello", "object"),
    ({}, "text"),
    ({"text": ""}, "text"),
    ({"text": "   "}, "text"),
    ({"text": 7}, "text"),
    ({"text": "x" * 501}, "500"),
    ({"text": "half \ud800"}, "half a character"),
    ({"text": "hi", "sesion": "ann"}, "sesion"),
    ({"text": "hi", "session": ""}, "session"),
    ({"text": "hi", "session": 3}, "session"),
    ({"text": "hi", "session": "x" * 65}, "session"),
    ({"text": "hi", "elapsed_ms": "5"}, "elapsed_ms"),
    ({"text": "hi", "elapsed_ms": -1}, "elapsed_ms"),
    ({"text": "hi", "elapsed_ms": True}, "elapsed_ms"),
    ({"text": "hi", "elapsed_ms": 1e12}, "elapsed_ms"),
    ({"text": "hi", "elapsed_ms": float("nan")}, "elapsed_ms"),
    ({"text": "hi", "locale": "xx-XX"}, "en-US"),
    ({"text": "hi", "locale": ["en-US"]}, "locale"),
    ({"text": "hi", "screen": "phone"}, "show-8"),
]


@pytest.mark.parametrize(("body", "told"), WRONG, ids=lambda value: repr(value)[:40])
def test_a_wrong_field_is_named(caller: Caller, body: Any, told: str) -> None:
    refused = caller.posts("/say", body)
    assert refused.status_code == 400
    assert told in (refused.json or {})["error"]
    assert len((refused.json or {})["error"]) < 200


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"text=hello", b"[" * 100_000, b'{"a":' * 500 + b"1" + b"}" * 500]
)
@pytest.mark.parametrize("path", ["/say", "/alexa", "/desk/say", "/desk/touch"])
def test_what_is_no_json_is_refused(caller: Caller, path: str, body: bytes) -> None:
    refused = caller.client.post(path, data=body)
    assert refused.status_code == 400
    assert "error" in (refused.json or {})


@pytest.mark.parametrize(("path", "size"), [("/say", 300_000), ("/alexa", 300_000), ("/desk/hear", 3_000_000)])
def test_a_huge_body_is_refused(caller: Caller, path: str, size: int) -> None:
    refused = caller.client.post(path, data=b" " * size)
    assert refused.status_code == 413
    assert refused.json == {"error": "this is too large"}


@pytest.mark.parametrize("data", [b"", b"\0\0\0"])
def test_what_is_no_sound_is_refused(caller: Caller, data: bytes) -> None:
    assert caller.client.post("/desk/hear", data=data).status_code == 400


def test_nothing_else_is_here(caller: Caller) -> None:
    assert caller.client.get("/nowhere").status_code == 404
    assert caller.client.get("/say").status_code == 405
    assert caller.client.get("/page/../app.py").status_code == 404
    assert caller.client.get("/sounds/unknown.wav").status_code == 410


@pytest.mark.parametrize(("given", "port"), [(None, 8080), ("", 8080), ("9000", 9000)])
def test_the_port_can_be_chosen(given: str | None, port: int) -> None:
    assert port_of(given) == port


@pytest.mark.parametrize("given", ["http", "-1", "70000", "80.5", "٨٠"])
def test_what_is_no_port_is_named(given: str) -> None:
    with pytest.raises(ValueError, match="PORT is"):
        port_of(given)
