"""Which day it is for the person, wherever they are."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill import library
from skill.services.client import HttpClient
from skill.services.time_zone import default_time_zone, local_day, time_zone, zone_of
from tests.services.amazon import (
    DEVICE,
    TOKEN,
    Amazon,
    Fault,
    broken_off,
    dripping,
    dropped,
    envelope,
    not_http,
    raw,
    silent,
    status,
)

LANGUAGES = {
    "ar": ["SA"],
    "de": ["DE"],
    "en": ["AU", "CA", "GB", "IN", "US"],
    "es": ["ES", "MX", "US"],
    "fr": ["CA", "FR"],
    "hi": ["IN"],
    "it": ["IT"],
    "ja": ["JP"],
    "nl": ["NL"],
    "pt": ["BR"],
}
LOCALES = [f"{language}-{country}" for language, countries in LANGUAGES.items() for country in countries]


def ms(text: str) -> int:
    """Milliseconds since 1970 of a time in Greenwich."""
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def test_the_device_says_where_it_is(amazon: Amazon, client: HttpClient) -> None:
    amazon.zone = "Europe/Paris"
    assert time_zone(envelope(amazon), client) == "Europe/Paris"
    (heard,) = amazon.heard
    assert heard.path == f"/v2/devices/{DEVICE}/settings/System.timeZone"
    assert heard.headers["authorization"] == f"Bearer {TOKEN}"


FAULTS: list[Fault] = [
    *(status(code) for code in (400, 401, 403, 404, 429, 500, 503)),
    *(status(403, code) for code in ("INVALID_TOKEN", "SOMETHING_NEW")),
    raw(b"Europe/Paris"),
    raw(b""),
    raw(b"null"),
    raw(b'{"zone": "Europe/Paris"}'),
    raw(b'["Europe/Paris"]'),
    raw(b"17"),
    raw(b'"Mars/Olympus_Mons"'),
    raw(b'"../../etc/passwd"'),
    raw(b'"/etc/localtime"'),
    raw(b'"Europe"'),
    raw(b'""'),
    raw(b'"a\\u0000b"'),
    dropped,
    broken_off,
    not_http,
]


@pytest.mark.parametrize("fault", FAULTS)
def test_when_it_does_not_there_is_none(amazon: Amazon, client: HttpClient, fault: Fault) -> None:
    amazon.fails("GET", fault)
    assert time_zone(envelope(amazon), client) is None
    assert len(amazon.heard) == 1, "nothing is tried again"


@pytest.mark.parametrize("fault", [silent, dripping])
def test_nor_when_it_takes_too_long(amazon: Amazon, hasty: HttpClient, fault: Fault) -> None:
    amazon.fails("GET", fault)
    assert time_zone(envelope(amazon), hasty) is None


def test_nor_when_it_has_never_been_set(amazon: Amazon, client: HttpClient) -> None:
    amazon.zone = None
    assert time_zone(envelope(amazon), client) is None


@pytest.mark.parametrize("missing", ["apiEndpoint", "apiAccessToken", "device"])
def test_nor_when_there_is_nothing_to_ask_with(amazon: Amazon, client: HttpClient, missing: str) -> None:
    assert time_zone(envelope(amazon, **{missing: None}), client) is None
    assert not amazon.heard


def test_nor_when_nobody_listens(client: HttpClient) -> None:
    assert time_zone(envelope(Amazon(endpoint="http://127.0.0.1:9")), client) is None


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_of_alexa_has_a_time_zone(locale: str) -> None:
    assert ZoneInfo(default_time_zone(locale)).key == default_time_zone(locale)


def test_the_table_holds_no_other_locale() -> None:
    assert sorted(library.content("time_zones.toml")["time_zones"]) == LOCALES


def test_an_unknown_locale_counts_as_us_english() -> None:
    assert default_time_zone("tlh-XX") == default_time_zone("en-US") == "America/New_York"


@pytest.mark.parametrize(
    ("utc", "zone", "day"),
    [
        # Midnight in New York, in winter and in summer
        ("2026-01-15T04:59:59.999", "America/New_York", date(2026, 1, 14)),
        ("2026-01-15T05:00:00.000", "America/New_York", date(2026, 1, 15)),
        ("2026-07-15T03:59:59.999", "America/New_York", date(2026, 7, 14)),
        ("2026-07-15T04:00:00.000", "America/New_York", date(2026, 7, 15)),
        # The clocks go forward on 8 March 2026: that day has 23 hours
        ("2026-03-08T04:59:59.999", "America/New_York", date(2026, 3, 7)),
        ("2026-03-08T05:00:00.000", "America/New_York", date(2026, 3, 8)),
        ("2026-03-09T03:59:59.999", "America/New_York", date(2026, 3, 8)),
        ("2026-03-09T04:00:00.000", "America/New_York", date(2026, 3, 9)),
        # And back on 1 November 2026: 25 hours
        ("2026-11-01T04:00:00.000", "America/New_York", date(2026, 11, 1)),
        ("2026-11-02T04:59:59.999", "America/New_York", date(2026, 11, 1)),
        ("2026-11-02T05:00:00.000", "America/New_York", date(2026, 11, 2)),
        # Berlin: 29 March and 25 October 2026
        ("2026-03-28T22:59:59.999", "Europe/Berlin", date(2026, 3, 28)),
        ("2026-03-28T23:00:00.000", "Europe/Berlin", date(2026, 3, 29)),
        ("2026-03-29T22:00:00.000", "Europe/Berlin", date(2026, 3, 30)),
        ("2026-10-25T22:59:59.999", "Europe/Berlin", date(2026, 10, 25)),
        ("2026-10-25T23:00:00.000", "Europe/Berlin", date(2026, 10, 26)),
        # Sydney, the other way round: back on 5 April, forward on 4 October 2026
        ("2026-04-04T12:59:59.999", "Australia/Sydney", date(2026, 4, 4)),
        ("2026-04-04T13:00:00.000", "Australia/Sydney", date(2026, 4, 5)),
        ("2026-04-05T14:00:00.000", "Australia/Sydney", date(2026, 4, 6)),
        ("2026-10-04T12:59:59.999", "Australia/Sydney", date(2026, 10, 4)),
        ("2026-10-04T13:00:00.000", "Australia/Sydney", date(2026, 10, 5)),
        # Beirut puts the clocks forward at midnight: 29 March 2026 begins at one o'clock
        ("2026-03-28T21:59:59.999", "Asia/Beirut", date(2026, 3, 28)),
        ("2026-03-28T22:00:00.000", "Asia/Beirut", date(2026, 3, 29)),
        # No daylight saving, and no whole hours
        ("2026-06-01T18:29:59.999", "Asia/Kolkata", date(2026, 6, 1)),
        ("2026-06-01T18:30:00.000", "Asia/Kolkata", date(2026, 6, 2)),
        ("2026-06-01T14:59:59.999", "Asia/Tokyo", date(2026, 6, 1)),
        ("2026-06-01T15:00:00.000", "Asia/Tokyo", date(2026, 6, 2)),
        # Fourteen hours before Greenwich, and eleven after it
        ("2026-06-01T10:00:00.000", "Pacific/Kiritimati", date(2026, 6, 2)),
        ("2026-06-01T10:59:59.999", "Pacific/Pago_Pago", date(2026, 5, 31)),
        # The day Samoa left out: 30 December 2011
        ("2011-12-30T09:59:59.999", "Pacific/Apia", date(2011, 12, 29)),
        ("2011-12-30T10:00:00.000", "Pacific/Apia", date(2011, 12, 31)),
        # A leap day, and the turn of a year
        ("2028-03-01T04:59:59.999", "America/New_York", date(2028, 2, 29)),
        ("2026-12-31T23:00:00.000", "Europe/Paris", date(2027, 1, 1)),
        # Where nobody knows the zone, Greenwich counts
        ("2026-06-01T23:59:59.999", "Mars/Olympus_Mons", date(2026, 6, 1)),
        ("2026-06-02T00:00:00.000", "Mars/Olympus_Mons", date(2026, 6, 2)),
        ("2026-06-02T00:00:00.000", "", date(2026, 6, 2)),
    ],
)
def test_the_day_changes_at_the_persons_own_midnight(utc: str, zone: str, day: date) -> None:
    assert local_day(ms(utc), zone) == day


@given(st.integers(0, 4_000_000_000_000), st.sampled_from(LOCALES), st.integers(0, 86_400_000))
def test_days_never_go_back_and_never_skip_one(now: int, locale: str, later: int) -> None:
    """True of every default zone since 1970, whatever the clocks did; Samoa is none of them."""
    zone = default_time_zone(locale)
    assert 0 <= (local_day(now + later, zone) - local_day(now, zone)).days <= 1 + later // 82_800_000


@given(st.text(max_size=300))
def test_whatever_is_called_a_time_zone_does_no_harm(name: str) -> None:
    zone = zone_of(name)
    assert zone is None or zone.key == name
