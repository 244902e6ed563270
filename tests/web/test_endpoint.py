"""Who is let in and who is not: each test is a way to fool the endpoint, or one that only looks like it."""

import json
import logging
from datetime import timedelta

import pytest

from skill.web.application import LARGEST_BODY
from tests.web.alexa import (
    ADDRESS,
    SECRET,
    Apology,
    Breaking,
    FirstFails,
    Greeter,
    encoded,
    launch,
    signed,
    skill_of,
)
from tests.web.authority import DAY, NOW, Authority, authority, pem, rsa_key
from tests.web.conftest import Serve, Service

SECOND = timedelta(seconds=1)
EVENT = "AlexaSkillEvent.SkillDisabled"


def assert_refused(service: Service, body: bytes, headers: dict[str, str] | None = None) -> None:
    answer = service.receives(body, headers)
    assert (answer.status_code, answer.data) == (400, b"")
    assert service.greeter.answered == []


def test_a_genuine_request_is_answered(service: Service) -> None:
    answer = service.hears(launch())
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["response"]["outputSpeech"]["ssml"] == "<speak>Hello.</speak>"
    assert service.greeter.answered == ["LaunchRequest"]


def test_the_certificate_is_fetched_once_for_many_requests(service: Service) -> None:
    for number in range(5):
        assert service.hears(launch(str(number))).status_code == 200
    assert service.shelf.asked == [ADDRESS]


def test_amazons_own_example_of_an_address_passes(service: Service) -> None:
    body = encoded(launch())
    roundabout = ADDRESS.replace("/echo.api/", "/echo.api/../echo.api/")
    assert service.receives(body, signed(body, address=roundabout)).status_code == 200
    assert service.shelf.asked == [ADDRESS]


@pytest.mark.parametrize("missing", ["Signature-256", "SignatureCertChainUrl"])
def test_both_headers_are_needed(service: Service, missing: str) -> None:
    body = encoded(launch())
    headers = signed(body)
    del headers[missing]
    assert_refused(service, body, headers)
    assert service.shelf.asked == []


def test_the_retired_signature_alone_is_not_enough(service: Service) -> None:
    body = encoded(launch())
    headers = signed(body)
    headers["Signature"] = headers.pop("Signature-256")
    assert_refused(service, body, headers)


@pytest.mark.parametrize("signature", ["", "not base64!", "AAAA", "AAA", "=", "é", "A" * 4000])
def test_a_malformed_signature_is_refused(service: Service, signature: str) -> None:
    body = encoded(launch())
    assert_refused(service, body, signed(body) | {"Signature-256": signature})


def test_a_signature_over_another_body_is_refused(service: Service) -> None:
    assert_refused(service, encoded(launch("altered")), signed(encoded(launch())))


def test_one_more_space_is_another_body(service: Service) -> None:
    body = encoded(launch())
    assert_refused(service, body + b" ", signed(body))


def test_a_signature_by_another_key_is_refused(service: Service) -> None:
    body = encoded(launch())
    assert_refused(service, body, signed(body, key=rsa_key("stranger")))


def test_two_signatures_are_refused(service: Service) -> None:
    body = encoded(launch())
    headers = [*signed(body).items(), ("Signature-256", "AAAA")]
    answer = service.app.test_client().post("/", data=body, headers=headers)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "http://s3.amazonaws.com/echo.api/echo-api-cert-12.pem",
        "https://evil.example/echo.api/echo-api-cert-12.pem",
        "https://s3.amazonaws.com:8443/echo.api/echo-api-cert-12.pem",
        "https://s3.amazonaws.com/echo.api/../evil/echo-api-cert-12.pem",
        "https://s3.amazonaws.com/ECHO.API/echo-api-cert-12.pem",
    ],
)
def test_nothing_is_fetched_from_a_wrong_address(service: Service, address: str) -> None:
    body = encoded(launch())
    assert_refused(service, body, signed(body, address=address))
    assert service.shelf.asked == []


def wrong_chains(trusted: Authority) -> dict[str, bytes]:
    unknown = authority("unknown")
    return {
        "expired": trusted.chain(trusted.leaf(valid_until=NOW - SECOND)),
        "not yet valid": trusted.chain(trusted.leaf(valid_from=NOW + SECOND)),
        "another name": trusted.chain(trusted.leaf(names=("example.com",))),
        "the name as common name only": trusted.chain(trusted.leaf(names=None)),
        "truncated": pem(trusted.leaf()),
        "unknown root": unknown.chain(),
        "its own root": unknown.chain() + pem(unknown.root),
        "empty": b"",
        "a web page": b"<html></html>",
    }


@pytest.mark.parametrize("name", wrong_chains(authority()))
def test_a_wrong_chain_is_refused(serve: Serve, trusted: Authority, name: str) -> None:
    assert_refused(serve(chain=wrong_chains(trusted)[name]), encoded(launch()))


def test_a_failing_download_is_refused_and_tried_again(serve: Serve, trusted: Authority) -> None:
    service = serve(fetch=FirstFails(trusted.chain()))
    assert_refused(service, encoded(launch()))
    assert service.hears(launch()).status_code == 200


def test_a_certificate_replaced_at_its_address_is_found_out(serve: Serve, trusted: Authority) -> None:
    chains = {ADDRESS: trusted.chain()}
    service = serve(fetch=chains.__getitem__)
    assert service.hears(launch("old certificate")).status_code == 200
    chains[ADDRESS] = trusted.chain(trusted.leaf(key=rsa_key("new leaf")))
    service.clock.tick(timedelta(minutes=2))
    body = encoded(launch("new certificate", sent_at=service.clock.now))
    assert service.receives(body, signed(body, key=rsa_key("new leaf"))).status_code == 200


def test_a_certificate_is_not_used_beyond_its_end(service: Service) -> None:
    assert service.hears(launch("in time")).status_code == 200
    service.clock.tick(DAY + SECOND)
    assert service.hears(launch("too late", sent_at=service.clock.now)).status_code == 400


@pytest.mark.parametrize("age", [-150, -149, 0, 149, 150])
def test_a_request_within_150_seconds_is_fresh(service: Service, age: int) -> None:
    assert service.hears(launch(sent_at=NOW - age * SECOND)).status_code == 200


@pytest.mark.parametrize("age", [-86_400, -3_600, -151, 151, 3_540, 86_400])
def test_an_older_or_future_request_is_refused(service: Service, age: int) -> None:
    assert_refused(service, encoded(launch(sent_at=NOW - age * SECOND)))


@pytest.mark.parametrize("minutes", [-59, 59, 60])
def test_a_skill_event_may_be_an_hour_old(service: Service, minutes: int) -> None:
    sent_at = NOW - timedelta(minutes=minutes)
    assert service.hears(launch(kind=EVENT, sent_at=sent_at)).status_code == 200


@pytest.mark.parametrize("minutes", [-61, 61])
def test_a_skill_event_may_not_be_older(service: Service, minutes: int) -> None:
    assert_refused(service, encoded(launch(kind=EVENT, sent_at=NOW - timedelta(minutes=minutes))))


@pytest.mark.parametrize("time", ["", "yesterday", "2026-11-22T10:00:00", "2026-13-45T00:00:00Z", "1795342800"])
def test_a_malformed_time_is_refused(service: Service, time: str) -> None:
    document = launch()
    document["request"] = {"type": "LaunchRequest", "requestId": "1", "timestamp": time}
    assert_refused(service, encoded(document))


def test_a_request_for_another_skill_is_refused(service: Service) -> None:
    assert_refused(service, encoded(launch(application_id="amzn1.ask.skill.other")))


def test_a_request_for_any_skill_passes_when_no_id_is_set_and_that_is_said(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    service = serve(skill_id=None)
    assert "no skill id is set" in caplog.text
    assert service.hears(launch(application_id="amzn1.ask.skill.other")).status_code == 200


def test_a_request_is_answered_once(service: Service) -> None:
    assert service.hears(launch()).status_code == 200
    answer = service.hears(launch())
    assert (answer.status_code, answer.data) == (400, b"")
    assert service.greeter.answered == ["LaunchRequest"]


def test_a_request_is_answered_once_by_all_workers_together(serve: Serve) -> None:
    first, second = serve(), serve()
    assert first.hears(launch()).status_code == 200
    assert_refused(second, encoded(launch()))


def test_a_request_from_the_future_cannot_be_repeated_when_its_time_has_come(service: Service) -> None:
    ahead = launch(sent_at=NOW + timedelta(seconds=150))
    assert service.hears(ahead).status_code == 200
    for _ in range(5):
        service.clock.tick(timedelta(seconds=60))
        assert service.hears(ahead).status_code == 400
    assert len(service.greeter.answered) == 1


def test_a_refused_request_uses_up_no_id(service: Service) -> None:
    assert_refused(service, encoded(launch()), signed(b"another body"))
    assert service.hears(launch()).status_code == 200


def test_a_repeated_skill_event_is_acknowledged_and_not_acted_on(service: Service) -> None:
    for _ in range(3):
        assert service.hears(launch(kind=EVENT)).status_code == 200
    assert service.greeter.answered == [EVENT]


def test_a_skill_event_that_failed_is_acted_on_when_repeated(serve: Serve) -> None:
    broken = serve(skill=skill_of(Breaking()))
    assert broken.hears(launch(kind=EVENT)).status_code == 500
    mended = serve()
    assert mended.hears(launch(kind=EVENT)).status_code == 200
    assert mended.greeter.answered == [EVENT]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"{}",
        b'{"request": null}',
        b'{"request": {"type": 1}}',
        b"[" * 100_000,
        b"\xff\xfe",
        "{}".encode("utf-16"),
        b"9" * 5_000,
    ],
)
def test_garbage_that_is_rightly_signed_is_refused(service: Service, body: bytes) -> None:
    assert_refused(service, body)


@pytest.mark.parametrize("kind", ["Unheard.Of", "launchrequest", "LaunchRequest ", "\ud800"])
def test_a_kind_of_request_the_sdk_does_not_know_is_refused(service: Service, kind: str) -> None:
    assert_refused(service, encoded(launch(kind=kind)))


def test_a_kind_of_request_the_skill_does_not_take_is_refused(serve: Serve) -> None:
    assert_refused(serve(skill=skill_of()), encoded(launch()))


@pytest.mark.parametrize("request_id", ["", "\ud800", "a\x00b", "a" * 513])
def test_a_malformed_request_id_is_refused(service: Service, request_id: str) -> None:
    assert_refused(service, encoded(launch(request_id)))


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"])
def test_the_bytes_count_whatever_type_they_are_said_to_have(service: Service, content_type: str) -> None:
    body = encoded(launch())
    assert service.receives(body, signed(body) | {"Content-Type": content_type}).status_code == 200


def test_a_body_over_the_limit_is_refused_unverified(service: Service) -> None:
    document = launch()
    document["padding"] = "x" * LARGEST_BODY
    assert_refused(service, encoded(document))
    assert service.shelf.asked == []


def test_a_large_body_within_the_limit_is_answered(service: Service) -> None:
    document = launch()
    document["padding"] = "x" * (LARGEST_BODY - 2_000)
    assert service.hears(document).status_code == 200


def test_when_taken_requests_cannot_be_remembered_none_is_let_in(serve: Serve, tmp_path: object) -> None:
    assert_refused(serve(replay_file=str(tmp_path)), encoded(launch()))


def test_a_refusal_is_logged_once_and_quotes_nothing(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    service.receives(encoded(launch()), signed(b"another body"))
    assert [record.getMessage() for record in caplog.records] == ["refused: signature does not fit the body"]


def test_an_unreadable_request_is_logged_once_and_not_quoted(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    service.hears(launch(kind="Unheard.Of"))
    assert len(caplog.records) == 1
    assert SECRET not in caplog.text


def test_a_skill_that_breaks_is_our_fault_and_its_place_is_logged_without_its_words(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = serve(skill=skill_of(Breaking())).hears(launch())
    assert (answer.status_code, answer.data) == (500, b"")
    assert len(caplog.records) == 1
    assert "RuntimeError" in caplog.text
    assert "in handle" in caplog.text
    assert SECRET not in caplog.text


def test_an_answer_carries_what_the_skill_said_and_nothing_of_the_request(service: Service) -> None:
    answer = service.hears(launch())
    assert SECRET not in answer.text
    assert json.loads(answer.text)["version"] == "1.0"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_only_a_post_is_heard(service: Service, method: str) -> None:
    answer = service.app.test_client().open("/", method=method)
    assert (answer.status_code, answer.data) == (405, b"")


def test_other_addresses_hold_nothing(service: Service) -> None:
    answer = service.app.test_client().post("/alexa")
    assert (answer.status_code, answer.data) == (404, b"")


def test_the_process_tells_that_it_is_alive_and_ready(service: Service) -> None:
    client = service.app.test_client()
    assert client.get("/health").json == {"alive": True}
    assert client.get("/ready").json == {"ready": True}


def test_a_process_that_cannot_remember_is_alive_but_not_ready(serve: Serve, tmp_path: object) -> None:
    client = serve(replay_file=str(tmp_path)).app.test_client()
    assert client.get("/health").status_code == 200
    assert client.get("/ready").status_code == 503


def test_a_finished_skill_apologises_where_a_bare_one_breaks(serve: Serve) -> None:
    answer = serve(skill=skill_of(Breaking(), apology=Apology())).hears(launch())
    assert answer.status_code == 200
    assert "Sorry." in answer.text


def test_a_second_skill_in_one_process_is_another_one(serve: Serve) -> None:
    other = Greeter()
    first, second = serve(), serve(skill=skill_of(other))
    first.hears(launch("1"))
    second.hears(launch("2"))
    assert (len(first.greeter.answered), len(other.answered)) == (1, 1)
