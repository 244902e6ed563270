"""Fetching a certificate chain: in bounded time, of bounded size, and few at once."""

import ssl
import threading
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPResponse
from typing import IO
from urllib.error import HTTPError

import certifi

from skill.web.errors import DownloadError, RefusedError

Fetch = Callable[[str], bytes]
"""Takes a normalised address, gives the bytes found there. May raise anything when it cannot."""

SECONDS = 4.0
"""Alexa gives up on a skill after about 8 s; half of that leaves time to answer."""

LARGEST_CHAIN = 64 * 1024
"""Bytes. A chain of Amazon's has about 6,000."""

MOST_AT_ONCE = 4
"""Downloads under way in one process. Headers that anyone can write must not start more."""

_CHUNK = 8 * 1024


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Refuses to follow: the rules for the address hold for the address asked for, not for another."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


@dataclass(frozen=True, slots=True)
class WebFetch:
    """A `Fetch` over the network. Follows no redirect."""

    seconds: float = SECONDS
    """For each wait on the network, and for the whole body."""
    largest: int = LARGEST_CHAIN
    """Bytes."""

    def __call__(self, address: str) -> bytes:
        """The body at `address`. Raises `DownloadError`, or what urllib raises, when there is none."""
        deadline = time.monotonic() + self.seconds
        tls = ssl.create_default_context(cafile=certifi.where())
        opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=tls), _NoRedirect)
        try:
            with opener.open(address, timeout=self.seconds) as response:
                return self._body(response, deadline)
        except HTTPError as error:
            error.close()
            raise DownloadError("there is no certificate at its address") from error

    def _body(self, response: HTTPResponse, deadline: float) -> bytes:
        body = bytearray()
        while chunk := response.read1(_CHUNK):
            body += chunk
            if len(body) > self.largest:
                raise DownloadError("certificate chain is too large")
            if time.monotonic() > deadline:
                raise DownloadError("certificate chain came too slowly")
        if response.length:
            raise DownloadError("certificate chain broke off")
        return bytes(body)


class Downloads:
    """Downloads shared by all threads of a process: one for each address at a time, a few in all."""

    def __init__(self, fetch: Fetch, seconds: float = SECONDS) -> None:
        self._fetch = fetch
        self._seconds = seconds
        self._pool = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="certificate")
        self._under_way: dict[str, Future[bytes]] = {}
        # Reentrant, since a download that is already over calls back on the thread that started it.
        self._lock = threading.RLock()

    def get(self, address: str) -> bytes:
        """What is found at `address`, within the time given, however slowly the other side drips.

        Raises `DownloadError` if it cannot be had.
        """
        with self._lock:
            download = self._under_way.get(address) or self._start(address)
        try:
            return download.result(timeout=self._seconds)
        except RefusedError:
            raise
        except TimeoutError as error:
            raise DownloadError("certificate download took too long") from error
        except Exception as error:
            raise DownloadError("certificate download failed") from error

    def _start(self, address: str) -> Future[bytes]:
        if len(self._under_way) >= MOST_AT_ONCE:
            raise DownloadError("too many certificate downloads are under way")
        download = self._under_way[address] = self._pool.submit(self._fetch, address)
        download.add_done_callback(lambda _: self._end(address))
        return download

    def _end(self, address: str) -> None:
        with self._lock:
            self._under_way.pop(address, None)
