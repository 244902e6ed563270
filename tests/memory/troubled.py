"""A troubled way to DynamoDB: a real server in front of it which slows, refuses and drops as it is told."""

import http.client
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.dynamodb_local import environment


class Trouble(StrEnum):
    """What happens to one request."""

    NONE = "passed on, and answered"
    THROTTLED = "refused for the table's limit"
    BUSY = "refused, because another transaction has the item"
    BROKEN = "answered with DynamoDB's own error 500"
    AWAY = "answered with a web page and status 503"
    LATE = "never passed on, never answered"
    LATE_BUT_DONE = "passed on, never answered"
    DROPPED = "never passed on, connection closed"
    DROPPED_BUT_DONE = "passed on, connection closed before the answer"
    HALF_AN_ANSWER = "passed on, connection closed in the middle of the answer"
    STUCK = "passed on, the answer stops in the middle"
    NONSENSE = "passed on, answered with what is no answer"
    LAST_ANSWER = "answered, and the connection closed after it without a word"


DONE = {
    Trouble.NONE,
    Trouble.LATE_BUT_DONE,
    Trouble.DROPPED_BUT_DONE,
    Trouble.HALF_AN_ANSWER,
    Trouble.STUCK,
    Trouble.NONSENSE,
    Trouble.LAST_ANSWER,
}
"""The troubles that come after DynamoDB did what it was asked."""

REFUSALS = {
    Trouble.THROTTLED: (400, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"),
    Trouble.BUSY: (400, "com.amazonaws.dynamodb.v20120810#TransactionConflictException"),
    Trouble.BROKEN: (500, "com.amazonaws.dynamodb.v20120810#InternalServerError"),
}


class Way(ThreadingHTTPServer):
    """The server. It runs until closed; requests without a trouble of their own are passed on."""

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behind = port
        self.troubles: list[Trouble] = []
        """What will happen to the next requests, in order."""
        self.seen: list[str] = []
        """The operation of each request that arrived."""
        self.asked: dict[str, object] = {}
        """What the latest of them asked."""
        self.before: dict[str, Callable[[], object]] = {}
        """What happens elsewhere just before the next request of an operation arrives."""
        self.connections = 0
        """How many were opened."""
        self.over = threading.Event()

    @property
    def environment(self) -> dict[str, str]:
        return environment(f"http://127.0.0.1:{self.server_port}")


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: Way

    def setup(self) -> None:
        super().setup()
        self.server.connections += 1

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        operation = self.headers["X-Amz-Target"].split(".")[1]
        self.server.seen.append(operation)
        self.server.before.pop(operation, lambda: None)()
        self.server.asked = json.loads(body)
        trouble = self.server.troubles.pop(0) if self.server.troubles else Trouble.NONE
        if trouble in REFUSALS:
            status, name = REFUSALS[trouble]
            self.answer(status, json.dumps({"__type": name, "message": "later"}).encode(), {})
            return
        if trouble is Trouble.AWAY:
            self.answer(503, b"<html>Service Unavailable</html>", {"Content-Type": "text/html"})
            return
        status, answer, headers = self.passed_on(body) if trouble in DONE else (0, b"", {})
        if trouble is Trouble.NONSENSE:
            answer = b"<html>Sign in to this network</html>"
        if trouble in (Trouble.NONE, Trouble.NONSENSE, Trouble.LAST_ANSWER):
            self.answer(status, answer, headers)
        if trouble in (Trouble.HALF_AN_ANSWER, Trouble.STUCK):
            self.answer(status, answer[: len(answer) // 2], headers, length=max(2, len(answer)))
        if trouble in (Trouble.LATE, Trouble.LATE_BUT_DONE, Trouble.STUCK):
            self.server.over.wait()
        self.close_connection = trouble is not Trouble.NONE

    def passed_on(self, body: bytes) -> tuple[int, bytes, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.behind, timeout=30)
        try:
            connection.request("POST", self.path, body, dict(self.headers))
            response = connection.getresponse()
            kept = ("content-type", "x-amz-crc32", "x-amzn-requestid")
            headers = {name: value for name, value in response.getheaders() if name.lower() in kept}
            return response.status, response.read(), headers
        finally:
            connection.close()

    def answer(self, status: int, body: bytes, headers: dict[str, str], length: int | None = None) -> None:
        with suppress(ConnectionError):  # nobody waits for an answer any more
            self.send_response(status)
            for name, value in {"Content-Type": "application/x-amz-json-1.0", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body) if length is None else length))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  # http.server's own name
        """Say nothing."""


@contextmanager
def way_to(port: int, troubles: Sequence[Trouble] = ()) -> Iterator[Way]:
    """A server in front of DynamoDB at this port."""
    with Way(port) as way:
        way.troubles = list(troubles)
        thread = threading.Thread(target=way.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield way
        finally:
            way.over.set()
            way.shutdown()
            thread.join()
