"""The few fields that decide whether a request is let in, read once its signature is known to be good."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from skill.web.errors import EnvelopeError, StaleError

TOLERANCE = timedelta(seconds=150)
"""How far a request's time may lie from ours, either way (Amazon's limit)."""

SKILL_EVENT_TOLERANCE = timedelta(hours=1)
"""The same for skill events, which Amazon repeats until they are acknowledged."""

LONGEST_ID = 512
"""Characters. Amazon's request ids have about 60."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sent what when, as Alexa states it."""

    kind: str
    """The request type, such as `IntentRequest`."""
    request_id: str
    """Different for every request; the same again only when one is repeated. Printable ASCII."""
    sent_at: datetime
    """With its time zone."""
    application_id: str
    """The skill it is meant for."""

    @property
    def is_skill_event(self) -> bool:
        """Whether it tells of the skill being enabled, disabled and so on, with nobody waiting."""
        return self.kind.startswith("AlexaSkillEvent.")

    @property
    def tolerance(self) -> timedelta:
        """How far its time may lie from ours, either way."""
        return SKILL_EVENT_TOLERANCE if self.is_skill_event else TOLERANCE

    def require_fresh(self, now: datetime) -> None:
        """Raise `StaleError` unless it was sent within its tolerance of `now`."""
        if abs(now - self.sent_at) > self.tolerance:
            raise StaleError("request is too old or from the future")

    def require_meant_for(self, skill_id: str) -> None:
        """Raise `EnvelopeError` unless it is meant for this skill."""
        if self.application_id != skill_id:
            raise EnvelopeError("request is meant for another skill")


def read_envelope(body: bytes) -> Envelope:
    """The fields above out of a request body. Raises `EnvelopeError` if one is missing or malformed."""
    try:
        document = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise EnvelopeError("body is not JSON in UTF-8") from error
    request_id = _text(document, "request", "requestId")
    if len(request_id) > LONGEST_ID or not request_id.isascii() or not request_id.isprintable():
        raise EnvelopeError("request id is malformed")
    return Envelope(
        kind=_text(document, "request", "type"),
        request_id=request_id,
        sent_at=_time(_text(document, "request", "timestamp")),
        application_id=_text(document, "context", "System", "application", "applicationId"),
    )


def _text(document: object, *path: str) -> str:
    for name in path:
        document = document.get(name) if isinstance(document, dict) else None
    if not isinstance(document, str) or not document:
        raise EnvelopeError("request lacks a field that every request has")
    return document


def _time(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError as error:
        raise EnvelopeError("request time is malformed") from error
    if time.tzinfo is None:
        raise EnvelopeError("request time has no zone")
    return time
