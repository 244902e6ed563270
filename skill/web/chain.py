"""What a certificate chain proves: that a key is Alexa's, and from when until when."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import certifi
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from skill.web.errors import CertificateError

ALEXA = "echo-api.amazon.com"
"""The name the signing certificate must carry among its alternative names."""

LONGEST_CHAIN = 10
"""Certificates. Amazon sends three or four."""

_END = b"-----END CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public key that is Alexa's for a time."""

    key: RSAPublicKey
    """Verifies the signatures."""
    valid_from: datetime
    """The latest beginning of any certificate in the chain."""
    valid_until: datetime
    """The earliest end of any certificate in the chain."""

    def holds_at(self, now: datetime) -> bool:
        """Whether every certificate in the chain is valid at `now`."""
        return self.valid_from <= now <= self.valid_until


def trusted_roots() -> list[x509.Certificate]:
    """The root certificates that certifi trusts, which Amazon's chains lead to.

    A root that `cryptography` warns about, or cannot read, is left out: one odd root of another authority
    must not keep the endpoint from starting.
    """
    return list(_readable(Path(certifi.where()).read_bytes()))


def _readable(pems: bytes) -> Iterator[x509.Certificate]:
    for pem in pems.split(_END)[:-1]:
        with warnings.catch_warnings():
            warnings.simplefilter("error", CryptographyDeprecationWarning)
            try:
                yield x509.load_pem_x509_certificate(pem + _END)
            except (ValueError, CryptographyDeprecationWarning):
                continue


def signing_key(pems: bytes, roots: Sequence[x509.Certificate], now: datetime) -> SigningKey:
    """The key of the first certificate in `pems`, once the rest is seen to lead from it to a root.

    Raises `CertificateError` if the chain is unreadable, incomplete, not valid at `now`, leads to no root
    in `roots`, is not Alexa's, or carries no RSA key.
    """
    leaf, *intermediates = _certificates(pems)
    _require_alexa(leaf)
    try:
        policy = PolicyBuilder().store(Store(list(roots))).time(now)
        chain = policy.build_server_verifier(x509.DNSName(ALEXA)).verify(leaf, intermediates)
    except (VerificationError, ValueError) as error:
        raise CertificateError("certificate chain leads to no trusted root now") from error
    key = leaf.public_key()
    if not isinstance(key, RSAPublicKey):
        raise CertificateError("certificate carries no RSA key")
    return SigningKey(
        key,
        max(certificate.not_valid_before_utc for certificate in chain),
        min(certificate.not_valid_after_utc for certificate in chain),
    )


def _certificates(pems: bytes) -> list[x509.Certificate]:
    if pems.count(_END) > LONGEST_CHAIN:
        raise CertificateError("certificate chain is too long")
    try:
        return x509.load_pem_x509_certificates(pems)
    except ValueError as error:
        raise CertificateError("certificate chain cannot be read") from error


def _require_alexa(leaf: x509.Certificate) -> None:
    # The verifier also takes a wildcard for the name. Amazon asks for the name itself.
    try:
        names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        if ALEXA in names.get_values_for_type(x509.DNSName):
            return
    except (x509.ExtensionNotFound, x509.DuplicateExtension, x509.UnsupportedGeneralNameType, ValueError):
        pass
    raise CertificateError("certificate is not Alexa's")
