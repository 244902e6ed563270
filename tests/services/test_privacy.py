"""Nothing of the person reaches the log, whatever happens."""

import logging
from datetime import time

import pytest

from skill.services.client import HttpClient
from skill.services.reminders import cancel, create, find
from skill.services.time_zone import time_zone
from tests.services.amazon import (
    ALERT,
    DEVICE,
    SCOPE,
    TOKEN,
    USER,
    Amazon,
    Fault,
    broken_off,
    dropped,
    envelope,
    not_http,
    raw,
    silent,
    status,
)

SECRETS = (TOKEN, USER, DEVICE, ALERT, "America/New_York", "Time to stretch", SCOPE)
FAULTS: list[Fault] = [
    *(status(code, "SOMETHING") for code in (400, 401, 403, 404, 429, 500)),
    status(403, USER),
    status(500, f"{TOKEN} is bad"),
    raw(f'{{"{TOKEN}": '.encode()),
    raw(f'{{"alerts": [{{"status": "{USER}"}}]}}'.encode()),
    dropped,
    broken_off,
    not_http,
    silent,
]


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize("fault", [None, *FAULTS])
def test_no_log_names_the_person(
    amazon: Amazon, hasty: HttpClient, caplog: pytest.LogCaptureFixture, method: str, fault: Fault | None
) -> None:
    """Every logger is heard, the SDK's and the standard library's too, at its most talkative."""
    caplog.set_level(logging.DEBUG)
    amazon.has_reminder()
    wishes = (
        lambda asked: time_zone(asked, hasty),
        lambda asked: create(asked, hasty, time(19, 0), "America/New_York", "Time to stretch", "en-US"),
        lambda asked: find(asked, hasty),
        lambda asked: cancel(asked, hasty),
    )
    for wish in wishes:
        if fault:
            amazon.faults[method] = [fault]
        wish(envelope(amazon))
    assert len(caplog.records) >= 3, "there is something to look at"
    formatter = logging.Formatter("%(message)s")
    written = "\n".join(formatter.format(record) for record in caplog.records)
    assert not [secret for secret in SECRETS if secret in written]


def test_nor_does_an_error_anyone_might_log(amazon: Amazon, client: HttpClient) -> None:
    """The error itself, its cause and its context: what a traceback would print."""
    from skill.services.calls import ask, configuration
    from skill.services.errors import Declined

    amazon.fails("GET", status(403, USER))
    from ask_sdk_model.services.ups.ups_service_client import UpsServiceClient

    service = UpsServiceClient(configuration(envelope(amazon), client))
    with pytest.raises(Declined) as raised:
        ask(lambda: service.get_system_time_zone(DEVICE))
    written = logging.Formatter().formatException((raised.type, raised.value, raised.value.__traceback__))
    assert not [secret for secret in (TOKEN, USER) if secret in written]
    assert raised.value.code == ""
