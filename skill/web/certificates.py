"""The signing keys seen lately, so that a chain is downloaded and checked once and not for every request."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509

from skill.web.chain import SigningKey, signing_key
from skill.web.download import Downloads

MOST_HELD = 16
"""Addresses. Amazon uses a few at a time; the one used longest ago makes room."""

LONGEST_HELD = timedelta(hours=24)
"""After this a chain is downloaded again though it has not expired, as its root may be trusted no more."""

NOT_AGAIN_WITHIN = timedelta(minutes=1)
"""A key younger than this is not downloaded anew because a signature does not fit it."""


@dataclass(frozen=True, slots=True)
class _Held:
    key: SigningKey
    since: datetime


class Certificates:
    """Signing keys by certificate address, for all threads of a process."""

    def __init__(self, roots: Sequence[x509.Certificate], downloads: Downloads) -> None:
        self._roots = roots
        self._downloads = downloads
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._lock = threading.Lock()

    def key(self, address: str, now: datetime) -> SigningKey:
        """The key that is Alexa's at `now` by the chain at `address`, which must be a normalised one.

        Raises `DownloadError` or `CertificateError` if there is none; a failure is not remembered.
        """
        with self._lock:
            held = self._held.get(address)
            if held and held.key.holds_at(now) and now - held.since < LONGEST_HELD:
                self._held.move_to_end(address)
                return held.key
        return self._downloaded(address, now)

    def renewed_key(self, address: str, now: datetime) -> SigningKey | None:
        """The key at `address` now, if the one held is old enough to have been replaced there.

        For a signature that does not fit: Amazon may have put a new certificate at an old address. The
        age asked for keeps a sender of false signatures from causing a download with each of them.
        """
        with self._lock:
            held = self._held.get(address)
        if held and now - held.since < NOT_AGAIN_WITHIN:
            return None
        return self._downloaded(address, now)

    def _downloaded(self, address: str, now: datetime) -> SigningKey:
        key = signing_key(self._downloads.get(address), self._roots, now)
        with self._lock:
            self._held[address] = _Held(key, now)
            self._held.move_to_end(address)
            while len(self._held) > MOST_HELD:
                self._held.popitem(last=False)
        return key
