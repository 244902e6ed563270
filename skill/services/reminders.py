"""The skill's reminder: one, every day at one time. Set, changed, cancelled, looked up.

The Reminders API lists and deletes only what this skill has set for this account, so all it lists is ours. It needs
the permission of `permission`, and the person's own yes to each reminder, its time and that it comes every day.
Every call is bounded, and all of one wish together begin within `client.SECONDS_IN_ALL`.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import time
from functools import partial

from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.services.api_client import ApiClient
from ask_sdk_model.services.reminder_management.reminder_management_service_client import (
    ReminderManagementServiceClient,
)
from ask_sdk_model.services.reminder_management.reminder_request import ReminderRequest

from skill.services.alert import Alert, alerts_of, daily
from skill.services.calls import ask, configuration
from skill.services.client import Budget
from skill.services.errors import Malformed, Missing, ServiceError
from skill.services.outcome import Kind, Outcome, kind_of
from skill.services.permission import granted
from skill.services.time_zone import zone_of

log = logging.getLogger(__name__)


def create(envelope: RequestEnvelope, api_client: ApiClient, at: time, zone: str, text: str, locale: str) -> Outcome:
    """Set the reminder for a time of day in a time zone, in place of any there was. `text` is what Alexa will say.

    The new one is set before the old one goes, so that a failure leaves what there was. Kinds: SET, CHANGED,
    DOUBLED (the old one would not go), or why not.
    """
    where, timestamp = zone_of(zone), envelope.request.timestamp if envelope.request else None
    if where is None or timestamp is None:
        return _told(Outcome(Kind.BAD_TIME))
    try:
        reminders = _Reminders(envelope, api_client)
        old = _coming(reminders.all())
        reminders.add(daily(at, timestamp.astimezone(where), zone, text, locale))
    except ServiceError as error:
        return _failed(error, envelope)
    left, _ = reminders.remove(old)
    if left:
        return _told(Outcome(Kind.DOUBLED, at, _times(left)))
    return _told(Outcome(Kind.CHANGED if old else Kind.SET, at))


def cancel(envelope: RequestEnvelope, api_client: ApiClient) -> Outcome:
    """Delete every reminder of the skill. Kinds: CANCELLED, NONE, or why not; then some may still be there."""
    try:
        reminders = _Reminders(envelope, api_client)
        old = reminders.all()
    except ServiceError as error:
        return _failed(error, envelope)
    _, failure = reminders.remove(old)
    if failure:
        return _failed(failure, envelope)
    return _told(Outcome(Kind.CANCELLED if _coming(old) else Kind.NONE))


def find(envelope: RequestEnvelope, api_client: ApiClient) -> Outcome:
    """Whether there is a reminder, and for when. Kinds: FOUND, NONE, or why it is not known."""
    try:
        coming = _coming(_Reminders(envelope, api_client).all())
    except ServiceError as error:
        return _failed(error, envelope)
    times = _times(coming)
    return _told(Outcome(Kind.FOUND if coming else Kind.NONE, next(iter(times), None), times[1:]))


class _Reminders:
    """The reminders of this skill for one account, by the SDK's client. Everything raises ServiceError."""

    def __init__(self, envelope: RequestEnvelope, api_client: ApiClient) -> None:
        self._service = ReminderManagementServiceClient(configuration(envelope, Budget(api_client)))

    def all(self) -> tuple[Alert, ...]:
        """Every reminder, those that are over too."""
        answer = ask(self._service.get_reminders)
        if not isinstance(answer, dict):
            raise Malformed("not a list of reminders")
        return alerts_of(answer)

    def add(self, request: ReminderRequest) -> None:
        """Set one."""
        answer = ask(partial(self._service.create_reminder, request))
        if not isinstance(answer, dict) or not answer.get("alertToken"):
            raise Malformed("an answer without a reminder")

    def remove(self, alerts: Sequence[Alert]) -> tuple[Sequence[Alert], ServiceError | None]:
        """Delete them, one after the other; at the first failure, which ones are left, and why."""
        for number, alert in enumerate(alerts):
            try:
                ask(partial(self._service.delete_reminder, alert.token))
            except Missing:
                continue  # gone already, as was wished
            except ServiceError as error:
                return alerts[number:], error
        return (), None


def _coming(alerts: Iterable[Alert]) -> tuple[Alert, ...]:
    return tuple(alert for alert in alerts if not alert.over)


def _times(alerts: Iterable[Alert]) -> tuple[time, ...]:
    return tuple(sorted(alert.at for alert in alerts if alert.at))


def _failed(error: ServiceError, envelope: RequestEnvelope) -> Outcome:
    return _told(Outcome(kind_of(error, granted(envelope))))


def _told(outcome: Outcome) -> Outcome:
    log.info("a wish for a reminder: %s", outcome.kind)
    return outcome
