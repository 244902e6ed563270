"""One call over the network, in bounded time: the SDK's `ApiClient` on the standard library.

The SDK's own client (`ask_sdk_core.api_client`) sets no time-out at all, so one slow service would hold the answer
until Alexa gives up. What the network needs is imported with the first call, for few sessions make one.
"""

import json
import threading
import time
from concurrent.futures import Future
from contextlib import closing, suppress
from functools import cached_property
from typing import TYPE_CHECKING

from ask_sdk_model.services.api_client import ApiClient
from ask_sdk_model.services.api_client_request import ApiClientRequest
from ask_sdk_model.services.api_client_response import ApiClientResponse

from skill.services.errors import Malformed, NotCallable, ServiceError, TimedOut, Unreachable

if TYPE_CHECKING:
    import ssl
    from http.client import HTTPConnection

SECONDS = 1.5
"""For one call: name look-up, connection, request and the whole answer. Alexa waits some 8 s for the skill."""

SECONDS_IN_ALL = 3.0
"""Within these the last of several calls has to begin."""

LARGEST = 64 * 1024
"""Bytes of an answer. A list of one reminder has some 1,000."""

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class HttpClient(ApiClient):
    """Sends a request once: nothing is tried again, no redirect followed. Safe for several threads.

    Only `https` is spoken, since every call carries the person's token; `http` reaches this machine itself alone.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds

    def invoke(self, request: ApiClientRequest) -> ApiClientResponse:
        """The answer, whatever its status. Raises a ServiceError when there is none.

        The call runs on a thread of its own: no time-out of a socket bounds a name look-up, or an answer that
        comes in drips.
        """
        call = _Call(request, self._connection(request.url), self.seconds)
        threading.Thread(target=call.run, name="service", daemon=True).start()
        try:
            return call.answer.result(timeout=self.seconds)
        except TimeoutError:
            call.give_up()
            raise TimedOut("no answer in time") from None

    def _connection(self, address: str) -> "HTTPConnection":
        from http.client import HTTPConnection, HTTPException, HTTPSConnection
        from urllib.parse import urlsplit

        try:
            parts = urlsplit(address)
            host, port = parts.hostname, parts.port
            if parts.scheme == "https" and host:
                return HTTPSConnection(host, port, timeout=self.seconds, context=self._tls)
            if parts.scheme == "http" and host in LOOPBACK:
                return HTTPConnection(host, port, timeout=self.seconds)
        except (ValueError, HTTPException):
            pass
        raise NotCallable("not an address a token may be sent to") from None

    @cached_property
    def _tls(self) -> "ssl.SSLContext":
        import ssl

        return ssl.create_default_context()


class Budget(ApiClient):
    """Several calls for one answer of the skill: once its time is spent, none begins any more."""

    def __init__(self, client: ApiClient, seconds: float = SECONDS_IN_ALL) -> None:
        self._client = client
        self._end = time.monotonic() + seconds

    def invoke(self, request: ApiClientRequest) -> ApiClientResponse:
        """The answer of the client. Raises TimedOut when it is too late to ask, and what the client raises."""
        if time.monotonic() >= self._end:
            raise TimedOut("no time left for another call")
        return self._client.invoke(request)


class _Call:
    """One call under way."""

    def __init__(self, request: ApiClientRequest, connection: "HTTPConnection", seconds: float) -> None:
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
        from socket import SHUT_RDWR

        if open_socket := self._connection.sock:
            with suppress(OSError):
                open_socket.shutdown(SHUT_RDWR)

    def _exchange(self) -> ApiClientResponse:
        from urllib.parse import urlsplit

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
    from http.client import HTTPException, IncompleteRead

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
