"""A certificate authority of our own: a root, one below it, and whatever they are asked to sign."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as generate_curve_key
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
"""When every test happens that does not say otherwise."""

ALEXA = "echo-api.amazon.com"
DAY = timedelta(days=1)

Key = rsa.RSAPrivateKey | EllipticCurvePrivateKey


@cache
def rsa_key(purpose: str) -> rsa.RSAPrivateKey:
    """One key for each purpose, made once, since making one is slow."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def curve_key() -> EllipticCurvePrivateKey:
    return generate_curve_key(SECP256R1())


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates)


@dataclass(frozen=True, slots=True)
class Authority:
    root: x509.Certificate
    intermediate: x509.Certificate
    name: str

    def leaf(
        self,
        names: tuple[str, ...] | None = (ALEXA,),
        valid_from: datetime = NOW - DAY,
        valid_until: datetime = NOW + DAY,
        key: Key | None = None,
        common_name: str = ALEXA,
    ) -> x509.Certificate:
        """A certificate below the intermediate one. `names` of None leaves the extension out."""
        key = key or rsa_key("leaf")
        builder = _builder(common_name, self.intermediate.subject, key, valid_from, valid_until)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(_usage(signs_certificates=False), critical=True)
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        builder = builder.add_extension(purpose, critical=False)
        if names is not None:
            alternatives = x509.SubjectAlternativeName([x509.DNSName(name) for name in names])
            builder = builder.add_extension(alternatives, critical=False)
        return _signed(builder, rsa_key(f"{self.name} intermediate"))

    def chain(self, leaf: x509.Certificate | None = None) -> bytes:
        """What would be found at the certificate address: the leaf, then what leads to the root."""
        return pem(leaf or self.leaf(), self.intermediate)


@cache
def authority(name: str = "trusted") -> Authority:
    """An authority valid for ten years, half of them past."""
    root_key, intermediate_key = rsa_key(f"{name} root"), rsa_key(f"{name} intermediate")
    years = 1826 * DAY
    root_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name} root")])
    root = _authority_certificate(f"{name} root", root_name, root_key, root_key, years, depth=1)
    intermediate = _authority_certificate(f"{name} intermediate", root_name, intermediate_key, root_key, years, depth=0)
    return Authority(root, intermediate, name)


def _authority_certificate(
    name: str,
    issuer: x509.Name,
    key: rsa.RSAPrivateKey,
    signer: rsa.RSAPrivateKey,
    years: timedelta,
    depth: int,
) -> x509.Certificate:
    builder = _builder(name, issuer, key, NOW - years, NOW + years, signer)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=depth), critical=True)
    usage = _usage(signs_certificates=True)
    return _signed(builder.add_extension(usage, critical=True), signer)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=not signs_certificates,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _builder(
    name: str,
    issuer: x509.Name,
    key: Key,
    valid_from: datetime,
    valid_until: datetime,
    signer: rsa.RSAPrivateKey | None = None,
) -> x509.CertificateBuilder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signer = signer or rsa_key(issuer.rfc4514_string().removeprefix("CN="))
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_from)
        .not_valid_after(valid_until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )


def _signed(builder: x509.CertificateBuilder, key: rsa.RSAPrivateKey) -> x509.Certificate:
    return builder.sign(key, hashes.SHA256())
