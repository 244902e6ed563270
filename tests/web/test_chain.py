"""What a certificate chain must show before its key is believed."""

from datetime import timedelta

import certifi
import pytest

from skill.web.chain import signing_key, trusted_roots
from skill.web.errors import CertificateError
from tests.web.authority import DAY, NOW, Authority, authority, curve_key, pem, rsa_key


def test_a_whole_chain_gives_the_key_of_its_first_certificate(trusted: Authority) -> None:
    found = signing_key(trusted.chain(), [trusted.root], NOW)
    assert found.key.public_numbers() == rsa_key("leaf").public_key().public_numbers()


def test_the_key_holds_as_long_as_every_certificate_does(trusted: Authority) -> None:
    found = signing_key(trusted.chain(), [trusted.root], NOW)
    assert (found.valid_from, found.valid_until) == (NOW - DAY, NOW + DAY)
    assert found.holds_at(NOW + DAY)
    assert not found.holds_at(NOW + DAY + timedelta(seconds=1))
    assert not found.holds_at(NOW - DAY - timedelta(seconds=1))


def test_the_root_may_be_sent_along(trusted: Authority) -> None:
    assert signing_key(trusted.chain() + pem(trusted.root), [trusted.root], NOW).holds_at(NOW)


@pytest.mark.parametrize("names", [("example.com",), ("echo-api.amazon.com.example",), ("*.amazon.com",), (), None])
def test_the_name_of_alexa_must_be_among_the_alternative_ones(
    trusted: Authority, names: tuple[str, ...] | None
) -> None:
    if names == ():
        names = ("amazon.com",)
    with pytest.raises(CertificateError):
        signing_key(trusted.chain(trusted.leaf(names=names)), [trusted.root], NOW)


def test_other_names_beside_it_do_no_harm(trusted: Authority) -> None:
    leaf = trusted.leaf(names=("example.com", "echo-api.amazon.com"))
    assert signing_key(trusted.chain(leaf), [trusted.root], NOW).holds_at(NOW)


@pytest.mark.parametrize("now", [NOW - DAY - timedelta(seconds=1), NOW + DAY + timedelta(seconds=1)])
def test_it_must_be_valid_now(trusted: Authority, now: object) -> None:
    with pytest.raises(CertificateError):
        signing_key(trusted.chain(), [trusted.root], now)  # type: ignore[arg-type]


def test_a_chain_without_its_middle_leads_nowhere(trusted: Authority) -> None:
    with pytest.raises(CertificateError):
        signing_key(pem(trusted.leaf()), [trusted.root], NOW)


def test_a_chain_to_an_unknown_root_is_refused(trusted: Authority) -> None:
    with pytest.raises(CertificateError):
        signing_key(authority("unknown").chain(), [trusted.root], NOW)


def test_an_unknown_root_sent_along_is_still_unknown(trusted: Authority) -> None:
    unknown = authority("unknown")
    with pytest.raises(CertificateError):
        signing_key(unknown.chain() + pem(unknown.root), [trusted.root], NOW)


def test_a_leaf_cannot_sign_another_certificate(trusted: Authority) -> None:
    forger = Authority(trusted.root, trusted.leaf(key=rsa_key("forger intermediate")), "forger")
    forged = pem(forger.leaf(key=rsa_key("forged")), forger.intermediate, trusted.intermediate)
    with pytest.raises(CertificateError):
        signing_key(forged, [trusted.root], NOW)


def test_a_key_of_another_kind_is_refused(trusted: Authority) -> None:
    with pytest.raises(CertificateError):
        signing_key(trusted.chain(trusted.leaf(key=curve_key())), [trusted.root], NOW)


@pytest.mark.parametrize(
    "pems",
    [
        b"",
        b"<Error><Code>AccessDenied</Code></Error>",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"\x00\xff" * 100,
    ],
)
def test_what_is_no_certificate_is_refused(trusted: Authority, pems: bytes) -> None:
    with pytest.raises(CertificateError):
        signing_key(pems, [trusted.root], NOW)


def test_an_endless_chain_is_refused_unread(trusted: Authority) -> None:
    with pytest.raises(CertificateError, match="too long"):
        signing_key(pem(trusted.leaf(), *[trusted.intermediate] * 10), [trusted.root], NOW)


def test_amazons_roots_are_trusted() -> None:
    names = {root.subject.rfc4514_string() for root in trusted_roots()}
    assert {f"CN=Amazon Root CA {number},O=Amazon,C=US" for number in (1, 2, 3, 4)} <= names


def test_hardly_any_root_is_left_out() -> None:
    with open(certifi.where(), encoding="ascii") as bundle:
        assert len(trusted_roots()) > 0.9 * bundle.read().count("END CERTIFICATE")
