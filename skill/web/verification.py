"""Whether a request is Alexa's, meant for this skill, and of now. Asked before anything else is."""

import base64
import binascii
import logging
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from werkzeug.datastructures import Headers

from skill.web.certificate_address import normalised
from skill.web.certificates import Certificates
from skill.web.chain import SigningKey
from skill.web.envelope import Envelope, read_envelope
from skill.web.errors import SignatureError

ADDRESS_HEADER = "SignatureCertChainUrl"
SIGNATURE_HEADER = "Signature-256"
"""The header `Signature`, over SHA-1, is the retired one and is never looked at."""

LONGEST_SIGNATURE = 2048
"""Characters of base64: enough for an RSA key of 12,000 bits."""

_log = logging.getLogger("skill.web")


class Verifier:
    """All that Amazon asks of an endpoint but one thing: replay, which takes a memory."""

    def __init__(self, certificates: Certificates, skill_id: str | None) -> None:
        """`skill_id` of None lets in requests for every skill there is, and says so in the log."""
        self._certificates = certificates
        self._skill_id = skill_id
        if skill_id is None:
            _log.warning("no skill id is set: requests that Alexa signed for any skill are let in")

    def verify(self, headers: Headers, body: bytes, now: datetime) -> Envelope:
        """The envelope of a genuine request.

        The body is not parsed until its signature is known to be good. Raises a `RefusedError` otherwise.
        """
        self._require_signed(headers, body, now)
        envelope = read_envelope(body)
        if self._skill_id is not None:
            envelope.require_meant_for(self._skill_id)
        envelope.require_fresh(now)
        return envelope

    def _require_signed(self, headers: Headers, body: bytes, now: datetime) -> None:
        signature = _signature(headers.get(SIGNATURE_HEADER, ""))
        address = normalised(headers.get(ADDRESS_HEADER, ""))
        if _fits(signature, body, self._certificates.key(address, now)):
            return
        renewed = self._certificates.renewed_key(address, now)
        if renewed is None or not _fits(signature, body, renewed):
            raise SignatureError("signature does not fit the body")


def _signature(header: str) -> bytes:
    if not header or len(header) > LONGEST_SIGNATURE:
        raise SignatureError("signature is missing or overlong")
    try:
        return base64.b64decode(header, validate=True)
    except (binascii.Error, ValueError) as error:
        raise SignatureError("signature is not base64") from error


def _fits(signature: bytes, body: bytes, signing: SigningKey) -> bool:
    try:
        signing.key.verify(signature, body, PKCS1v15(), SHA256())
    except InvalidSignature:
        return False
    return True
