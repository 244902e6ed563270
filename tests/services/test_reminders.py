"""The reminder: set, changed, cancelled, looked up; and every way Amazon can say no."""

import json
import time as clock
from datetime import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from ask_sdk_model.services.api_client import ApiClient
from ask_sdk_model.services.api_client_request import ApiClientRequest
from ask_sdk_model.services.api_client_response import ApiClientResponse

from skill.services.client import HttpClient
from skill.services.outcome import Kind, Outcome
from skill.services.reminders import cancel, create, find
from tests.services.amazon import (
    NOW,
    TOKEN,
    Amazon,
    Fault,
    Heard,
    broken_off,
    done_but_silent,
    dripping,
    dropped,
    envelope,
    not_http,
    permissions,
    raw,
    silent,
    status,
)

SEVEN = time(19, 0)
ZONE = "America/New_York"
TEXT = "Time to stretch"


def set_for(amazon: Amazon, client: HttpClient, at: time = SEVEN, zone: str = ZONE, **system: Any) -> Outcome:
    """ "Remind me every day at seven in the evening." """
    return create(envelope(amazon, **system), client, at, zone, TEXT, "en-US")


def test_set(amazon: Amazon, client: HttpClient) -> None:
    assert set_for(amazon, client) == Outcome(Kind.SET, SEVEN)
    assert amazon.rules == ["FREQ=DAILY;BYHOUR=19;BYMINUTE=0;BYSECOND=0;INTERVAL=1;"]
    assert amazon.calls == ["GET", "POST"]


def test_what_amazon_is_sent(amazon: Amazon, client: HttpClient) -> None:
    set_for(amazon, client, time(7, 5))
    sent = amazon.heard[-1]
    assert sent.path == "/v1/alerts/reminders"
    assert sent.headers["authorization"] == f"Bearer {TOKEN}"
    assert sent.body == {
        "requestTime": "2026-03-02T12:30:15",
        "trigger": {
            "type": "SCHEDULED_ABSOLUTE",
            "scheduledTime": "2026-03-03T07:05:00",
            "timeZoneId": "America/New_York",
            "recurrence": {"recurrenceRules": ["FREQ=DAILY;BYHOUR=7;BYMINUTE=5;BYSECOND=0;INTERVAL=1;"]},
        },
        "alertInfo": {"spokenInfo": {"content": [{"locale": "en-US", "text": "Time to stretch"}]}},
        "pushNotification": {"status": "ENABLED"},
    }


@pytest.mark.parametrize(
    ("at", "zone", "first"),
    [
        (time(12, 31), "America/New_York", "2026-03-02T12:31:00"),
        (time(12, 30), "America/New_York", "2026-03-03T12:30:00"),
        (time(0, 0), "America/New_York", "2026-03-03T00:00:00"),
        (time(19, 0), "Asia/Tokyo", "2026-03-03T19:00:00"),
        (time(2, 0), "Asia/Tokyo", "2026-03-04T02:00:00"),
        (time(23, 0), "Asia/Kolkata", "2026-03-03T23:00:00"),
        (time(23, 1), "Asia/Kolkata", "2026-03-02T23:01:00"),
    ],
    ids=str,
)
def test_it_first_comes_when_it_is_that_time_next(
    amazon: Amazon, client: HttpClient, at: time, zone: str, first: str
) -> None:
    """17:30:15 in Greenwich is 12:30 in New York, 23:00 in Kolkata and 2:30 tomorrow in Tokyo."""
    assert NOW.hour == 17
    assert set_for(amazon, client, at, zone).kind is Kind.SET
    assert amazon.heard[-1].body["trigger"]["scheduledTime"] == first


def test_asked_for_the_very_minute_it_is_it_comes_tomorrow(amazon: Amazon, client: HttpClient) -> None:
    on_the_minute = envelope(amazon, {"timestamp": "2026-03-02T17:30:00Z"})
    assert create(on_the_minute, client, time(12, 30), ZONE, TEXT, "en-US").kind is Kind.SET
    assert amazon.heard[-1].body["trigger"]["scheduledTime"] == "2026-03-03T12:30:00"


def test_setting_another_time_changes_it(amazon: Amazon, client: HttpClient) -> None:
    """The new one is set first, so that nothing is lost if that fails."""
    amazon.has_reminder("07:00")
    assert set_for(amazon, client) == Outcome(Kind.CHANGED, SEVEN)
    assert amazon.rules == ["FREQ=DAILY;BYHOUR=19;BYMINUTE=0;BYSECOND=0;INTERVAL=1;"]
    assert amazon.calls == ["GET", "POST", "DELETE"]


def test_several_old_ones_all_go(amazon: Amazon, client: HttpClient) -> None:
    for at in ("07:00", "08:00", "09:00"):
        amazon.has_reminder(at)
    assert set_for(amazon, client).kind is Kind.CHANGED
    assert len(amazon.rules) == 1


def test_one_that_is_over_is_nothing_to_change(amazon: Amazon, client: HttpClient) -> None:
    amazon.has_reminder("07:00", status="COMPLETED")
    assert set_for(amazon, client).kind is Kind.SET


def test_when_the_new_one_fails_the_old_one_stays(amazon: Amazon, client: HttpClient) -> None:
    old = amazon.has_reminder("07:00")
    amazon.fails("POST", status(500))
    assert set_for(amazon, client).kind is Kind.UNAVAILABLE
    assert list(amazon.alerts) == [old]


@pytest.mark.parametrize(
    "fault", [status(500), status(429), status(403, "WHATEVER"), dropped], ids=["500", "429", "403", "dropped"]
)
def test_when_the_old_one_will_not_go_both_are_told(amazon: Amazon, client: HttpClient, fault: Fault) -> None:
    amazon.has_reminder("07:00")
    amazon.fails("DELETE", fault)
    assert set_for(amazon, client) == Outcome(Kind.DOUBLED, SEVEN, (time(7, 0),))
    assert len(amazon.rules) == 2


def test_an_old_one_deleted_meanwhile_is_gone_as_wished(amazon: Amazon, client: HttpClient) -> None:
    amazon.has_reminder("07:00")
    amazon.fails("DELETE", status(404, "ALERT_NOT_FOUND"))
    assert set_for(amazon, client).kind is Kind.CHANGED


def test_cancel(amazon: Amazon, client: HttpClient) -> None:
    amazon.has_reminder("07:00")
    amazon.has_reminder("08:00")
    assert cancel(envelope(amazon), client) == Outcome(Kind.CANCELLED)
    assert not amazon.alerts


def test_cancel_deletes_what_is_over_too(amazon: Amazon, client: HttpClient) -> None:
    """ "Forget me" means everything."""
    amazon.has_reminder(status="COMPLETED")
    assert cancel(envelope(amazon), client) == Outcome(Kind.NONE)
    assert not amazon.alerts


def test_nothing_to_cancel(amazon: Amazon, client: HttpClient) -> None:
    assert cancel(envelope(amazon), client) == Outcome(Kind.NONE)
    assert amazon.calls == ["GET"]


def test_a_cancel_that_fails_half_way_is_no_cancel(amazon: Amazon, client: HttpClient) -> None:
    amazon.has_reminder("07:00")
    amazon.has_reminder("08:00")
    amazon.fails("DELETE", status(200))
    amazon.fails("DELETE", status(503))
    assert cancel(envelope(amazon), client).kind is Kind.UNAVAILABLE


def test_find(amazon: Amazon, client: HttpClient) -> None:
    amazon.has_reminder("06:45")
    assert find(envelope(amazon), client) == Outcome(Kind.FOUND, time(6, 45))


def test_find_nothing(amazon: Amazon, client: HttpClient) -> None:
    amazon.has_reminder(status="COMPLETED")
    assert find(envelope(amazon), client) == Outcome(Kind.NONE)


def test_find_several_the_earliest_first(amazon: Amazon, client: HttpClient) -> None:
    for at in ("19:00", "07:00", "12:30"):
        amazon.has_reminder(at)
    assert find(envelope(amazon), client) == Outcome(Kind.FOUND, time(7, 0), (time(12, 30), time(19, 0)))


@pytest.mark.parametrize(
    ("trigger", "at"),
    [
        ({"scheduledTime": "2026-03-03T18:20:00.000"}, time(18, 20)),
        ({"recurrence": {"freq": "DAILY"}, "scheduledTime": "2026-03-03T18:20:00"}, time(18, 20)),
        ({"recurrence": {"recurrenceRules": ["FREQ=DAILY;BYHOUR=0;BYMINUTE=0;BYSECOND=0"]}}, time(0, 0)),
        ({"recurrence": {"recurrenceRules": ["FREQ=DAILY;BYHOUR=9;INTERVAL=1;"]}}, time(9, 0)),
        ({"recurrence": {"recurrenceRules": ["FREQ=DAILY;BYHOUR=99;BYMINUTE=0;"]}}, None),
        ({"recurrence": {"recurrenceRules": [None]}, "scheduledTime": 7}, None),
        ({"recurrence": None}, None),
        ({}, None),
    ],
    ids=str,
)
def test_a_reminder_of_any_form_is_found(
    amazon: Amazon, client: HttpClient, trigger: dict[str, object], at: time | None
) -> None:
    amazon.keep(trigger)
    assert find(envelope(amazon), client) == Outcome(Kind.FOUND, at)


def test_a_list_without_a_list_is_empty_when_it_counts_none(amazon: Amazon, client: HttpClient) -> None:
    amazon.fails("GET", raw(b'{"totalCount": "0", "alerts": null, "links": null}'))
    assert find(envelope(amazon), client).kind is Kind.NONE


REFUSALS: list[tuple[Fault, Kind]] = [
    (status(400), Kind.REFUSED),
    (status(400, "INVALID_ALERT_INFO"), Kind.REFUSED),
    (status(400, "INVALID_TRIGGER_SCHEDULED_TIME_FORMAT"), Kind.BAD_TIME),
    (status(400, "UNSUPPORTED_SCHEDULED_TIME_FORMAT"), Kind.BAD_TIME),
    (status(400, "UNSUPPORTED_TRIGGER_RECURRENCE"), Kind.BAD_TIME),
    (status(400, "TRIGGER_SCHEDULED_TIME_IN_PAST"), Kind.IN_PAST),
    (status(401), Kind.NEEDS_PERMISSION),
    (status(401, "UNAUTHORIZED"), Kind.NEEDS_PERMISSION),
    (status(401, "INVALID_BEARER_TOKEN"), Kind.NEEDS_PERMISSION),
    (status(403), Kind.UNSUPPORTED_DEVICE),
    (status(403, "DEVICE_NOT_SUPPORTED"), Kind.UNSUPPORTED_DEVICE),
    (status(403, "ACCESS_DENIED"), Kind.NEEDS_PERMISSION),
    (status(403, "MAX_REMINDERS_EXCEEDED"), Kind.TOO_MANY),
    (status(429, "MAX_REMINDERS_EXCEEDED"), Kind.TOO_MANY),
    (status(429), Kind.BUSY),
    (status(429, "MAX_RATE_EXCEEDED"), Kind.BUSY),
    (status(404), Kind.REFUSED),
    (status(409, "CONFLICT"), Kind.REFUSED),
    (status(302), Kind.REFUSED),
    (status(500), Kind.UNAVAILABLE),
    (status(500, "INTERNAL_SERVER_ERROR"), Kind.UNAVAILABLE),
    (status(503), Kind.UNAVAILABLE),
    (status(504), Kind.UNAVAILABLE),
    (raw(b"<html>busy</html>", 429), Kind.BUSY),
    (raw(b"<html>down</html>", 503), Kind.UNAVAILABLE),
    (raw(b'["UNAUTHORIZED"]', 403), Kind.UNSUPPORTED_DEVICE),
    (raw(b'{"code": 7}', 500), Kind.UNAVAILABLE),
    (dropped, Kind.UNAVAILABLE),
    (broken_off, Kind.UNAVAILABLE),
    (not_http, Kind.UNREADABLE),
    (raw(b""), Kind.UNREADABLE),
    (raw(b"<html>hello</html>"), Kind.UNREADABLE),
    (raw(b'{"alertToken": '), Kind.UNREADABLE),
    (raw(b"[" * 60_000), Kind.UNREADABLE),
    (raw(b" " * 70_000), Kind.UNREADABLE),
    (raw(b"\xff\xfe\x00"), Kind.UNREADABLE),
    (raw(b"{}"), Kind.UNREADABLE),
    (raw(b"[]"), Kind.UNREADABLE),
    (raw(b'{"totalCount": "1", "alerts": [{"status": "ON"}]}'), Kind.UNREADABLE),
    (raw(b'{"totalCount": "1", "alerts": "one"}'), Kind.UNREADABLE),
    (raw(b"null"), Kind.UNREADABLE),
]
"""Every refusal, and what is told."""


@pytest.mark.parametrize(("fault", "kind"), REFUSALS)
def test_every_refusal_of_a_new_one_has_its_kind(amazon: Amazon, client: HttpClient, fault: Fault, kind: Kind) -> None:
    amazon.fails("POST", fault)
    assert set_for(amazon, client) == Outcome(kind)
    assert amazon.calls == ["GET", "POST"], "nothing is tried again"


@pytest.mark.parametrize(("fault", "kind"), REFUSALS)
def test_every_refusal_of_the_list_has_its_kind(amazon: Amazon, client: HttpClient, fault: Fault, kind: Kind) -> None:
    for _ in range(3):
        amazon.fails("GET", fault)
    assert find(envelope(amazon), client) == Outcome(kind)
    assert cancel(envelope(amazon), client) == Outcome(kind)
    assert set_for(amazon, client) == Outcome(kind)
    assert amazon.calls == ["GET"] * 3, "nothing is set, or tried again, while it is not known what there is"


@pytest.mark.parametrize("fault", [silent, dripping])
def test_slowness_is_told_as_such(amazon: Amazon, hasty: HttpClient, fault: Fault) -> None:
    amazon.fails("POST", fault)
    assert set_for(amazon, hasty) == Outcome(Kind.SLOW)
    amazon.fails("GET", fault)
    assert find(envelope(amazon), hasty) == Outcome(Kind.SLOW)


class Sluggish(ApiClient):
    """Answers every call, a second later each."""

    def __init__(self, amazon: Amazon) -> None:
        self.amazon = amazon
        self.now = 0.0

    def invoke(self, request: ApiClientRequest) -> ApiClientResponse:
        self.now += 1
        headers = {name.lower(): value for name, value in request.headers}
        heard = Heard(request.method, urlsplit(request.url).path, headers, request.body)
        self.amazon.heard.append(heard)
        code, value = self.amazon.answer(heard)
        return ApiClientResponse([], json.dumps(value), code)


def test_many_calls_together_end_in_time(amazon: Amazon, monkeypatch: pytest.MonkeyPatch) -> None:
    """Alexa waits some eight seconds for the skill, and not for each of its calls."""
    for hour in range(5):
        amazon.has_reminder(f"{hour}:00")
    amazon.endpoint = "https://api.amazonalexa.com"
    sluggish = Sluggish(amazon)
    monkeypatch.setattr(clock, "monotonic", lambda: sluggish.now)
    assert cancel(envelope(amazon), sluggish) == Outcome(Kind.SLOW)
    assert amazon.calls == ["GET", "DELETE", "DELETE"]


def test_said_again_after_a_lost_answer_there_is_still_one(
    amazon: Amazon, client: HttpClient, hasty: HttpClient
) -> None:
    """It was set, though nobody could tell; saying it again replaces it."""
    amazon.fails("POST", done_but_silent)
    assert set_for(amazon, hasty).kind is Kind.SLOW
    assert len(amazon.rules) == 1
    assert set_for(amazon, client, time(20, 0)) == Outcome(Kind.CHANGED, time(20, 0))
    assert amazon.rules == ["FREQ=DAILY;BYHOUR=20;BYMINUTE=0;BYSECOND=0;INTERVAL=1;"]


def test_without_the_permission_it_is_asked_for(amazon: Amazon, client: HttpClient) -> None:
    amazon.permitted = False
    for user in (permissions("DENIED"), None):
        assert set_for(amazon, client, user=user).kind is Kind.NEEDS_PERMISSION
        assert cancel(envelope(amazon, user=user), client).kind is Kind.NEEDS_PERMISSION
        assert find(envelope(amazon, user=user), client).kind is Kind.NEEDS_PERMISSION


@pytest.mark.parametrize("fault", [status(401), status(401, "UNAUTHORIZED"), status(403, "ACCESS_DENIED")])
def test_a_token_refused_though_the_permission_is_given_is_not_asked_for_again(
    amazon: Amazon, client: HttpClient, fault: Fault
) -> None:
    amazon.fails("GET", fault)
    assert set_for(amazon, client, user=permissions("GRANTED")).kind is Kind.UNAUTHORIZED


def test_an_unexplained_403_is_the_permission_where_that_is_denied(amazon: Amazon, client: HttpClient) -> None:
    amazon.fails("POST", status(403))
    assert set_for(amazon, client, user=permissions("DENIED")).kind is Kind.NEEDS_PERMISSION


def test_a_device_without_reminders(amazon: Amazon, client: HttpClient) -> None:
    amazon.supported = False
    assert set_for(amazon, client, user=permissions("GRANTED")) == Outcome(Kind.UNSUPPORTED_DEVICE)


def test_as_many_as_there_may_be(amazon: Amazon, client: HttpClient) -> None:
    amazon.most = 0
    assert set_for(amazon, client) == Outcome(Kind.TOO_MANY)


@pytest.mark.parametrize("zone", ["Mars/Olympus_Mons", "", "../../etc/passwd", "America", "x" * 500])
def test_an_unknown_time_zone_is_a_bad_time(amazon: Amazon, client: HttpClient, zone: str) -> None:
    assert set_for(amazon, client, zone=zone) == Outcome(Kind.BAD_TIME)
    assert not amazon.heard


@pytest.mark.parametrize("missing", ["apiEndpoint", "apiAccessToken"])
def test_where_a_simulator_brings_nothing_to_call_with_there_are_no_reminders(
    amazon: Amazon, client: HttpClient, missing: str
) -> None:
    bare = envelope(amazon, **{missing: None})
    for outcome in (
        create(bare, client, SEVEN, ZONE, TEXT, "en-US"),
        find(bare, client),
        cancel(bare, client),
    ):
        assert outcome == Outcome(Kind.UNSUPPORTED_DEVICE)
    assert not amazon.heard


def test_every_kind_is_told_somewhere() -> None:
    """The kinds a refusal can have, and those of success, are all there are."""
    told = {kind for _, kind in REFUSALS}
    others = {Kind.SET, Kind.CHANGED, Kind.DOUBLED, Kind.CANCELLED, Kind.NONE, Kind.FOUND}
    assert told | others | {Kind.SLOW, Kind.UNAUTHORIZED} == set(Kind)
