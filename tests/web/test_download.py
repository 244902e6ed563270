"""Certificate downloads from a real server on this machine: slow, huge, failing and redirecting ones."""

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from skill.web.download import MOST_AT_ONCE, Downloads, WebFetch
from skill.web.errors import DownloadError
from tests.web.alexa import FirstFails

PATIENCE = 0.3
"""Seconds that a download may take where it is going to be slow."""

PLENTY = 30.0
"""The same where it is not, whatever else the machine does."""

Answer = Callable[[BaseHTTPRequestHandler, threading.Event], None]


@contextmanager
def server(answer: Answer) -> Iterator[str]:
    """A server that answers every request so. Its event is set when the test is over."""
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self, over)

        def log_request(self, code: object = "-", size: object = "-") -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_address[1]}/cert.pem"
        finally:
            over.set()
            running.shutdown()
            thread.join()


def gives(body: bytes, status: int = 200, location: str | None = None) -> Answer:
    def answer(request: BaseHTTPRequestHandler, over: threading.Event) -> None:
        request.send_response(status)
        request.send_header("Content-Length", str(len(body)))
        if location:
            request.send_header("Location", location)
        request.end_headers()
        request.wfile.write(body)

    return answer


def never_answers(request: BaseHTTPRequestHandler, over: threading.Event) -> None:
    over.wait()


def drips(request: BaseHTTPRequestHandler, over: threading.Event) -> None:
    """Always a byte before any single wait has become too long, so that only the whole is."""
    request.send_response(200)
    request.end_headers()
    while not over.wait(PATIENCE / 10):
        try:
            request.wfile.write(b"-")
        except OSError:
            return


def drips_headers(request: BaseHTTPRequestHandler, over: threading.Event) -> None:
    request.send_response(200)
    request.flush_headers()
    while not over.wait(PATIENCE / 10):
        try:
            request.wfile.write(b"X")
        except OSError:
            return


def stops_halfway(request: BaseHTTPRequestHandler, over: threading.Event) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b"half")
    request.connection.shutdown(socket.SHUT_RDWR)


def downloads(seconds: float = PLENTY) -> Downloads:
    return Downloads(WebFetch(seconds=seconds, largest=1000), seconds=seconds)


def test_a_body_within_the_limits_arrives_whole() -> None:
    with server(gives(b"x" * 1000)) as address:
        assert downloads().get(address) == b"x" * 1000


@pytest.mark.parametrize("answer", [never_answers, drips, drips_headers])
def test_a_slow_server_is_given_up(answer: Answer) -> None:
    with server(answer) as address, pytest.raises(DownloadError):
        downloads(PATIENCE).get(address)


@pytest.mark.parametrize("answer", [never_answers, drips])
def test_the_fetch_itself_gives_up_too_and_frees_its_thread(answer: Answer) -> None:
    with server(answer) as address, pytest.raises((DownloadError, OSError)):
        WebFetch(seconds=PATIENCE)(address)


def test_a_body_over_the_limit_is_refused() -> None:
    with server(gives(b"x" * 1001)) as address, pytest.raises(DownloadError, match="too large"):
        downloads().get(address)


def test_a_body_without_end_is_refused() -> None:
    def endless(request: BaseHTTPRequestHandler, over: threading.Event) -> None:
        request.send_response(200)
        request.end_headers()
        while not over.is_set():
            try:
                request.wfile.write(b"x" * 10_000)
            except OSError:
                return

    with server(endless) as address, pytest.raises(DownloadError, match="too large"):
        downloads().get(address)


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_an_error_page_is_no_certificate(status: int) -> None:
    with server(gives(b"<Error/>", status)) as address, pytest.raises(DownloadError):
        downloads().get(address)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with (
        server(gives(b"elsewhere")) as elsewhere,
        server(gives(b"", status, elsewhere)) as address,
        pytest.raises(DownloadError),
    ):
        downloads().get(address)


def test_a_broken_transfer_is_refused() -> None:
    with server(stops_halfway) as address, pytest.raises(DownloadError):
        downloads().get(address)


def test_a_server_that_is_not_there_is_refused() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(DownloadError):
            downloads().get(f"http://127.0.0.1:{taken.getsockname()[1]}/cert.pem")


def test_one_address_is_never_downloaded_twice_at_once() -> None:
    under_way = threading.Semaphore(1)
    overlap = threading.Event()

    def fetch(address: str) -> bytes:
        alone = under_way.acquire(blocking=False)
        if not alone:
            overlap.set()
        overlap.wait(0.05)  # Leaves the others time to come in, if they could.
        if alone:
            under_way.release()
        return b"chain"

    shared = Downloads(fetch, seconds=PLENTY)
    with ThreadPoolExecutor(8) as askers:
        assert set(askers.map(shared.get, ["one"] * 8)) == {b"chain"}
    assert not overlap.is_set()


def test_only_a_few_addresses_are_downloaded_at_once() -> None:
    may_answer = threading.Event()

    def fetch(address: str) -> bytes:
        may_answer.wait()
        return b"chain"

    shared = Downloads(fetch, seconds=0.01)
    for number in range(MOST_AT_ONCE):
        with pytest.raises(DownloadError, match="too long"):
            shared.get(f"slow {number}")
    with pytest.raises(DownloadError, match="too many"):
        shared.get("one more")
    may_answer.set()


def test_a_failed_download_is_tried_again_next_time() -> None:
    shared = Downloads(FirstFails(b"chain"))
    with pytest.raises(DownloadError):
        shared.get("one")
    assert shared.get("one") == b"chain"
