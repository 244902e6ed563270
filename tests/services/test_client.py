"""One call over the network: in time, to the right place only, and with errors that say what happened."""

import datetime
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_model.services.api_client import ApiClient
from ask_sdk_model.services.api_client_request import ApiClientRequest
from ask_sdk_model.services.api_client_response import ApiClientResponse
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from skill.services.client import SECONDS, SECONDS_IN_ALL, Budget, HttpClient
from skill.services.errors import Malformed, NotCallable, ServiceError, TimedOut, Unreachable
from tests.services.amazon import (
    TOKEN,
    Amazon,
    Conversation,
    Fault,
    Server,
    broken_off,
    dripping,
    dropped,
    not_http,
    raw,
    silent,
    status,
)
from tests.services.conftest import QUICK


def request_to(address: str, method: str = "GET", token: str = TOKEN, body: object = None) -> ApiClientRequest:
    """A request as the SDK's service clients make them."""
    headers = [("Content-type", "application/json"), ("Authorization", f"Bearer {token}")]
    return ApiClientRequest(headers, body, f"{address}/v1/alerts/reminders", method)  # type: ignore[arg-type]


def test_an_answer_of_any_status_is_an_answer(amazon: Amazon, client: HttpClient) -> None:
    amazon.fails("GET", status(403, "DEVICE_NOT_SUPPORTED"))
    answer = client.invoke(request_to(amazon.endpoint))
    assert answer.status_code == 403
    assert "DEVICE_NOT_SUPPORTED" in answer.body
    assert ("Content-Type", "application/json") in answer.headers


def test_a_body_travels_as_json(amazon: Amazon, client: HttpClient) -> None:
    amazon.fails("POST", status(200))
    client.invoke(request_to(amazon.endpoint, "POST", body={"text": "Zeit für Dehnübungen"}))
    assert amazon.heard[0].body == {"text": "Zeit für Dehnübungen"}


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (dropped, Unreachable),
        (broken_off, Unreachable),
        (not_http, Malformed),
        (raw(b" " * 70_000), Malformed),
        (raw(b"\xff\xff"), Malformed),
    ],
)
def test_whatever_goes_wrong_is_one_of_ours(
    amazon: Amazon, client: HttpClient, fault: Fault, error: type[ServiceError]
) -> None:
    amazon.fails("GET", fault)
    with pytest.raises(error) as raised:
        client.invoke(request_to(amazon.endpoint))
    assert type(raised.value) is error
    assert TOKEN not in str(raised.value)


@pytest.mark.parametrize("fault", [silent, dripping])
def test_a_call_ends_in_time(amazon: Amazon, hasty: HttpClient, fault: Fault) -> None:
    """However the other side dawdles. And its thread does not stay behind."""
    amazon.fails("GET", fault)
    begin = time.monotonic()
    with pytest.raises(TimedOut):
        hasty.invoke(request_to(amazon.endpoint))
    assert time.monotonic() - begin < QUICK + 1.5
    for thread in threading.enumerate():
        if thread.name == "service":
            thread.join(2)
            assert not thread.is_alive()


def test_a_name_look_up_that_hangs_is_given_up_and_nothing_sent_after_it(
    amazon: Amazon, hasty: HttpClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No time-out of a socket bounds it. What is answered "too slow" must not happen later all the same."""
    found = threading.Event()
    look_up = socket.getaddrinfo

    def hanging(*arguments: Any, **named: Any) -> Any:
        found.wait(10)
        return look_up(*arguments, **named)

    monkeypatch.setattr(socket, "getaddrinfo", hanging)
    with pytest.raises(TimedOut):
        hasty.invoke(request_to(amazon.endpoint, "POST", body={}))
    found.set()
    for thread in threading.enumerate():
        if thread.name == "service":
            thread.join(2)
    assert not amazon.heard


def test_no_call_may_take_two_seconds_nor_all_of_them_five() -> None:
    assert SECONDS < 2
    assert SECONDS_IN_ALL + SECONDS < 5


def test_a_redirect_is_not_followed(amazon: Amazon, client: HttpClient) -> None:
    """The token is for the address asked, not for another."""

    def elsewhere(conversation: Conversation) -> None:
        conversation.send_response(307)
        conversation.send_header("Location", f"{amazon.endpoint}/elsewhere")
        conversation.send_header("Content-Length", "0")
        conversation.end_headers()

    amazon.fails("GET", elsewhere)
    assert client.invoke(request_to(amazon.endpoint)).status_code == 307
    assert len(amazon.heard) == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://api.amazonalexa.com",
        "http://127.0.0.1.example.com",
        "http://localhost@example.com",
        "ftp://127.0.0.1",
        "file:///etc",
        "//127.0.0.1",
        "https://",
        "https://[",
        "https://host:port",
        "https://host:99999999",
        "nonsense",
        "",
    ],
)
def test_the_token_goes_nowhere_but_over_https_or_to_this_machine(client: HttpClient, address: str) -> None:
    with pytest.raises(NotCallable):
        client.invoke(request_to(address))


@pytest.mark.parametrize("token", ["a\nX-Evil: b", "a\r\n\r\nGET /", "Ω"])
def test_a_token_that_is_none_is_not_sent(amazon: Amazon, client: HttpClient, token: str) -> None:
    with pytest.raises(NotCallable) as raised:
        client.invoke(request_to(amazon.endpoint, token=token))
    assert "a" not in str(raised.value).split(), "the message quotes nothing"
    assert not amazon.heard


def test_nobody_there(client: HttpClient) -> None:
    with pytest.raises(Unreachable):
        client.invoke(request_to("http://127.0.0.1:9"))


class Counting(ApiClient):
    """Counts the calls let through."""

    def __init__(self) -> None:
        self.calls = 0

    def invoke(self, request: ApiClientRequest) -> ApiClientResponse:
        self.calls += 1
        return ApiClientResponse(status_code=200)


def test_a_budget_spent_lets_no_further_call_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    inner = Counting()
    budget = Budget(inner, seconds=3)
    budget.invoke(request_to("https://example.com"))
    now = 102.9
    budget.invoke(request_to("https://example.com"))
    now = 103.0
    with pytest.raises(TimedOut):
        budget.invoke(request_to("https://example.com"))
    assert inner.calls == 2


@pytest.fixture
def secure(amazon: Amazon, tmp_path: Path) -> Iterator[Path]:
    """The double over TLS, for localhost alone; where its certificate is."""
    certificate = certify(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    handler = type("Handler", (Conversation,), {"amazon": amazon})
    with Server(("127.0.0.1", 0), handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        amazon.endpoint = f"https://localhost:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield certificate
        amazon.over.set()
        server.shutdown()
        thread.join()


def certify(folder: Path) -> Path:
    """A file with a certificate for localhost, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "certificate.pem"
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path


def test_over_tls(amazon: Amazon, client: HttpClient, secure: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(secure))
    assert client.invoke(request_to(amazon.endpoint)).status_code == 200


def test_a_certificate_nobody_vouches_for_gets_no_token(amazon: Amazon, client: HttpClient, secure: Path) -> None:
    with pytest.raises(Unreachable):
        client.invoke(request_to(amazon.endpoint))
    assert not amazon.heard


def test_nor_one_for_another_name(
    amazon: Amazon, client: HttpClient, secure: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(secure))
    with pytest.raises(Unreachable):
        client.invoke(request_to(amazon.endpoint.replace("localhost", "127.0.0.1")))
    assert not amazon.heard


def test_what_the_network_needs_is_imported_with_the_first_call() -> None:
    """Few sessions make one, and a cold start has no time to spare."""
    program = (
        "import sys, ask_sdk_core.skill, skill.library; there = set(sys.modules); import skill.app;"
        "costly = {'http.client', 'ssl', 'requests', 'zoneinfo', 'urllib.request'};"
        "print(sorted(costly & (set(sys.modules) - there)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
