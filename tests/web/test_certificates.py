"""The cache of signing keys: bounded, and never longer-lived than what it holds."""

from datetime import timedelta

import pytest

from skill.web.certificates import LONGEST_HELD, MOST_HELD, NOT_AGAIN_WITHIN, Certificates
from skill.web.download import Downloads
from skill.web.errors import CertificateError
from tests.web.alexa import Shelf
from tests.web.authority import DAY, NOW, Authority

SECOND = timedelta(seconds=1)


def cache(trusted: Authority, shelf: Shelf) -> Certificates:
    return Certificates([trusted.root], Downloads(shelf))


def test_a_chain_is_downloaded_once(trusted: Authority) -> None:
    shelf = Shelf({"one": trusted.chain()})
    certificates = cache(trusted, shelf)
    assert certificates.key("one", NOW) is certificates.key("one", NOW + timedelta(hours=1))
    assert shelf.asked == ["one"]


def test_a_chain_that_has_expired_since_is_downloaded_again_and_refused(trusted: Authority) -> None:
    shelf = Shelf({"one": trusted.chain(trusted.leaf(valid_until=NOW + timedelta(hours=1)))})
    certificates = cache(trusted, shelf)
    certificates.key("one", NOW)
    with pytest.raises(CertificateError):
        certificates.key("one", NOW + timedelta(hours=1) + SECOND)
    assert shelf.asked == ["one", "one"]


def test_a_chain_is_downloaded_again_after_a_day(trusted: Authority) -> None:
    shelf = Shelf({"one": trusted.chain(trusted.leaf(valid_until=NOW + 90 * DAY))})
    certificates = cache(trusted, shelf)
    certificates.key("one", NOW)
    certificates.key("one", NOW + LONGEST_HELD - SECOND)
    assert len(shelf.asked) == 1
    certificates.key("one", NOW + LONGEST_HELD)
    assert len(shelf.asked) == 2


def test_a_refused_chain_is_not_held(trusted: Authority) -> None:
    shelf = Shelf({"one": b"no chain"})
    certificates = cache(trusted, shelf)
    for _ in range(2):
        with pytest.raises(CertificateError):
            certificates.key("one", NOW)
    assert shelf.asked == ["one", "one"]


def test_the_address_used_longest_ago_makes_room(trusted: Authority) -> None:
    addresses = [str(number) for number in range(MOST_HELD + 1)]
    shelf = Shelf(dict.fromkeys(addresses, trusted.chain()))
    certificates = cache(trusted, shelf)
    for address in [*addresses[:-1], addresses[0], addresses[-1]]:
        certificates.key(address, NOW)
    shelf.asked.clear()
    certificates.key(addresses[0], NOW)
    assert shelf.asked == []
    certificates.key(addresses[1], NOW)
    assert shelf.asked == [addresses[1]]


def test_a_key_is_renewed_when_it_may_have_been_replaced_but_not_for_every_false_signature(
    trusted: Authority,
) -> None:
    shelf = Shelf({"one": trusted.chain()})
    certificates = cache(trusted, shelf)
    certificates.key("one", NOW)
    assert certificates.renewed_key("one", NOW + NOT_AGAIN_WITHIN - SECOND) is None
    assert certificates.renewed_key("one", NOW + NOT_AGAIN_WITHIN) is not None
    assert certificates.renewed_key("one", NOW + NOT_AGAIN_WITHIN + SECOND) is None
    assert len(shelf.asked) == 2
