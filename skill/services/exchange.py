"""One exchange over the network, on a thread of its own. All that the network needs is imported here, and this late."""

import json
import ssl
import threading
import time
from concurrent.futures import Future
from contextlib import closing, suppress
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPSConnection, IncompleteRead
from socket import SHUT_RDWR
from urllib.parse import urlsplit

from ask_sdk_model.services.api_client_request import ApiClientRequest
from ask_sdk_model.services.api_client_response import ApiClientResponse

from skill.services.errors import Malformed, NotCallable, ServiceError, TimedOut, Unreachable

LARGEST = 64 * 1024
"""Bytes of an answer. A list of one reminder has some 1,000."""

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def exchange(request: ApiClientRequest, seconds: float) -> ApiClientResponse:
    """The answer, whatever its status. Raises a ServiceError when there is none.

    The call runs on a thread of its own: no time-out of a socket bounds a name look-up, or an answer that
    comes in drips.
    """
    call = _Call(request, connection(request.url, seconds), seconds)
    threading.Thread(target=call.run, name="service", daemon=True).start()
    try:
        return call.answer.result(timeout=seconds)
    except TimeoutError:
        call.give_up()
        raise TimedOut("no answer in time") from None


def connection(address: str, seconds: float) -> HTTPConnection:
    """A connection not opened yet. An address no token may be sent to raises NotCallable."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
        if parts.scheme == "https" and host:
            return HTTPSConnection(host, port, timeout=seconds, context=tls())
        if parts.scheme == "http" and host in LOOPBACK:
            return HTTPConnection(host, port, timeout=seconds)
    except (ValueError, HTTPException):
        pass
    raise NotCallable("not an address a token may be sent to") from None


@cache
def tls() -> ssl.SSLContext:
    """The machine's trusted roots, read once."""
    return ssl.create_default_context()


class _Call:
    """One call under way."""

    def __init__(self, request: ApiClientRequest, connection: HTTPConnection, seconds: float) -> None:
        self.answer: Future[ApiClientResponse] = Future()
        self._request = request
        self._connection = connection
        self._end = time.monotonic() + seconds

    def run(self) -> None:
        """Make the call; `answer` holds what came of it."""
        try:
            with closing(self._connection):
                answer = self._exchange()
        except Exception as error:
            self.answer.set_exception(_error_of(error))
        else:
            self.answer.set_result(answer)

    def give_up(self) -> None:
        """Nobody waits any more: wake the thread, whatever it waits for."""
        if open_socket := self._connection.sock:
            with suppress(OSError):
                open_socket.shutdown(SHUT_RDWR)

    def _exchange(self) -> ApiClientResponse:
        self._connection.connect()
        remaining = self._end - time.monotonic()
        if remaining <= 0:
            raise TimeoutError  # nobody waits any more: what is not sent yet must not happen later
        self._connection.sock.settimeout(remaining)
        target = urlsplit(self._request.url)._replace(scheme="", netloc="").geturl()
        body = None if self._request.body is None else json.dumps(self._request.body).encode()
        self._connection.request(self._request.method, target, body, dict(self._request.headers))
        with self._connection.getresponse() as response:
            content = response.read(LARGEST + 1)
            if len(content) > LARGEST:
                raise Malformed("an answer too long")
            if response.length:
                raise Unreachable("the answer broke off")
            return ApiClientResponse(response.getheaders(), content.decode("utf-8"), response.status)


def _error_of(error: Exception) -> ServiceError:
    """The error of ours that says what happened; the original is left behind, as it may quote the token."""
    match error:
        case ServiceError():
            return error
        case TimeoutError():
            return TimedOut("no answer in time")
        case OSError() | IncompleteRead():
            return Unreachable("no connection, or it broke off")
        case HTTPException() | UnicodeDecodeError():
            return Malformed("not an answer in HTTP")
        case ValueError():
            return NotCallable("nothing that could be sent")
    return ServiceError(f"the call failed: {type(error).__name__}")
