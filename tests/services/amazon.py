"""A double of Amazon's services on this machine: it answers as the documentation says, or as badly as it is told to.

Requests are checked as strictly as the documentation is written; what is wrong is answered with 400 and a code.
"""

import json
import re
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from zoneinfo import ZoneInfo

from ask_sdk_model.request_envelope import RequestEnvelope

from skill.request.serializer import Serializer

TOKEN = "Atza|token-of-the-person"
USER = "amzn1.ask.account.USER-OF-THE-TEST"
DEVICE = "amzn1.ask.device.DEVICE-OF-THE-TEST"
ALERT = "alert-token-of-the-test"
SCOPE = "alexa::alerts:reminders:skill:readwrite"
NOW = datetime(2026, 3, 2, 17, 30, 15, tzinfo=UTC)
RULE = re.compile(r"FREQ=DAILY;BYHOUR=(\d|1\d|2[0-3]);BYMINUTE=(\d|[1-5]\d);BYSECOND=0;INTERVAL=1;")

Fault = Callable[["Conversation"], None]
Answer = tuple[int, Any]


@dataclass
class Heard:
    """One request that reached the double."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class Amazon:
    """What the services know, and what they are told to do wrong."""

    zone: str | None = "America/New_York"
    alerts: dict[str, dict[str, Any]] = field(default_factory=dict)
    most: int = 5
    permitted: bool = True
    supported: bool = True
    heard: list[Heard] = field(default_factory=list)
    faults: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    over: threading.Event = field(default_factory=threading.Event)
    """The test is over: whoever is slow may go."""
    endpoint: str = ""

    def fails(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next calls of a method end badly."""
        self.faults[method] += [fault] * times

    def has_reminder(self, at: str = "19:00", status: str = "ON") -> str:
        """Let there be a reminder already; its id."""
        hour, minute = at.split(":")
        rule = f"FREQ=DAILY;BYHOUR={int(hour)};BYMINUTE={int(minute)};BYSECOND=0;INTERVAL=1;"
        return self.keep({"type": "SCHEDULED_ABSOLUTE", "recurrence": {"recurrenceRules": [rule]}}, status)

    def keep(self, trigger: dict[str, Any], status: str = "ON") -> str:
        """Keep a reminder with this trigger; its id."""
        token = f"{ALERT}-{len(self.heard)}-{len(self.alerts)}"
        self.alerts[token] = {
            "alertToken": token,
            "createdTime": "2026-03-01T10:00:00.000Z",
            "updatedTime": "2026-03-01T10:00:00.000Z",
            "status": status,
            "trigger": trigger,
            "alertInfo": {"spokenInfo": {"content": [{"locale": "en-US", "text": "Time to stretch"}]}},
            "pushNotification": {"status": "ENABLED"},
            "version": "1",
        }
        return token

    @property
    def rules(self) -> list[str]:
        """The rules of all reminders there are."""
        return [rule for alert in self.alerts.values() for rule in alert["trigger"]["recurrence"]["recurrenceRules"]]

    @property
    def calls(self) -> list[str]:
        """The methods called, in order."""
        return [heard.method for heard in self.heard]

    def answer(self, heard: Heard) -> Answer:
        """What the service would answer."""
        if heard.headers.get("authorization") != f"Bearer {TOKEN}":
            return 401, {"code": "INVALID_BEARER_TOKEN", "message": "The bearer token is invalid."}
        if heard.path == f"/v2/devices/{DEVICE}/settings/System.timeZone":
            return (204, None) if self.zone is None else (200, self.zone)
        if not heard.path.startswith("/v1/alerts/reminders"):
            return 404, {"code": "NOT_FOUND"}
        if not self.permitted:
            return 401, {"code": "UNAUTHORIZED", "message": "Request is not authorized."}
        return getattr(self, heard.method.lower())(heard)  # type: ignore[no-any-return]

    def get(self, heard: Heard) -> Answer:
        """List the reminders."""
        return 200, {"totalCount": str(len(self.alerts)), "alerts": list(self.alerts.values()), "links": None}

    def post(self, heard: Heard) -> Answer:
        """Set one."""
        if wrong := wrong_in(heard):
            return 400, {"code": wrong, "message": "The request is not valid."}
        if not self.supported:
            return 403, {"code": "DEVICE_NOT_SUPPORTED", "message": "The device does not support reminders."}
        if len(self.alerts) >= self.most:
            return 403, {"code": "MAX_REMINDERS_EXCEEDED", "message": "There are too many reminders."}
        token = self.keep(heard.body["trigger"])
        return 200, {**self.alerts[token], "href": f"/v1/alerts/reminders/{token}"}

    def delete(self, heard: Heard) -> Answer:
        """Delete one."""
        gone = self.alerts.pop(heard.path.rsplit("/", 1)[1], None)
        return (200, None) if gone else (404, {"code": "ALERT_NOT_FOUND", "message": "There is no such reminder."})


def wrong_in(heard: Heard) -> str:
    """The code of the first thing wrong in a request for a reminder."""
    body, trigger = heard.body, heard.body.get("trigger", {})
    content = body.get("alertInfo", {}).get("spokenInfo", {}).get("content", [{}])
    checks = {
        "INVALID_CONTENT_TYPE": heard.headers.get("content-type") == "application/json",
        "INVALID_REQUEST_TIME_FORMAT": naive(body.get("requestTime")),
        "INVALID_TRIGGER_TYPE": trigger.get("type") == "SCHEDULED_ABSOLUTE",
        "UNSUPPORTED_SCHEDULED_TIME_FORMAT": naive(trigger.get("scheduledTime")),
        "INVALID_TRIGGER_TIME_ZONE_ID": bool(trigger.get("timeZoneId") and ZoneInfo(trigger["timeZoneId"])),
        "UNSUPPORTED_TRIGGER_RECURRENCE": all(map(RULE.fullmatch, trigger["recurrence"]["recurrenceRules"])),
        "INVALID_ALERT_INFO": all(item.get("locale") and item.get("text") for item in content),
        "INVALID_PUSH_NOTIFICATION": body.get("pushNotification", {}).get("status") in ("ENABLED", "DISABLED"),
    }
    return next((code for code, right in checks.items() if not right), "") or too_late(body)


def naive(value: object) -> bool:
    """Whether this is an ISO 8601 time without an offset."""
    return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is None


def too_late(body: dict[str, Any]) -> str:
    """The code for a time that is over."""
    return "" if body["trigger"]["scheduledTime"] > body["requestTime"] else "TRIGGER_SCHEDULED_TIME_IN_PAST"


class Conversation(BaseHTTPRequestHandler):
    """One connection to the double."""

    protocol_version = "HTTP/1.1"
    amazon: Amazon

    def respond(self) -> None:
        """Answer one request, well or badly."""
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        headers = {name.lower(): value for name, value in self.headers.items()}
        heard = Heard(self.command, self.path, headers, body)
        self.amazon.heard.append(heard)
        self.close_connection = True
        if faults := self.amazon.faults[self.command]:
            faults.pop(0)(self)
        else:
            self.send(*self.amazon.answer(heard))

    do_GET = do_POST = do_DELETE = respond  # noqa: N815  # the names http.server calls

    def send(self, status: int, value: Any) -> None:
        """A JSON value, as the services answer."""
        self.send_raw(status, b"" if value is None else json.dumps(value).encode())

    def send_raw(self, status: int, content: bytes) -> None:
        """Any bytes at all."""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Speaks to several at once, and does not mind when they leave early."""

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has given up is what some tests are about."""


def status(code: int, reason: str | None = None) -> Fault:
    """An answer with this status, and a code of the service if one is given."""
    body = {"code": reason, "message": f"{USER} {TOKEN}"} if reason else None
    return named(f"{code} {reason or ''}", lambda conversation: conversation.send(code, body))


def raw(content: bytes, code: int = 200) -> Fault:
    """An answer that is not what it should be."""
    return named(f"{code} {content[:20]!r}", lambda conversation: conversation.send_raw(code, content))


def named(name: str, fault: Fault) -> Fault:
    """The fault, with a name for the list of tests."""
    fault.__name__ = name
    return fault


def silent(conversation: Conversation) -> None:
    """No answer, until the test is over."""
    conversation.amazon.over.wait(10)


def dripping(conversation: Conversation) -> None:
    """An answer that comes byte by byte, each well within any time-out of a socket."""
    conversation.send_response(200)
    conversation.send_header("Content-Length", "1000")
    conversation.end_headers()
    while not conversation.amazon.over.wait(0.02):
        conversation.wfile.write(b" ")


def dropped(conversation: Conversation) -> None:
    """The connection is closed without an answer."""


def broken_off(conversation: Conversation) -> None:
    """The connection is closed in the middle of the answer."""
    conversation.send_response(200)
    conversation.send_header("Content-Length", "1000")
    conversation.end_headers()
    conversation.wfile.write(b'{"totalCount": "1", "alerts": [')


def not_http(conversation: Conversation) -> None:
    """Something else than HTTP."""
    conversation.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")


def done_but_silent(conversation: Conversation) -> None:
    """What was asked is done, and the answer never comes."""
    conversation.amazon.answer(conversation.amazon.heard[-1])
    silent(conversation)


def envelope(amazon: Amazon, request: dict[str, Any] | None = None, **system: Any) -> RequestEnvelope:
    """A request as Alexa sends it, its services being the double. `system` overrides what it says of itself."""
    application = {"applicationId": "amzn1.ask.skill.test"}
    says: dict[str, Any] = {
        "application": application,
        "user": {"userId": USER},
        "device": {"deviceId": DEVICE, "supportedInterfaces": {}},
        "apiEndpoint": amazon.endpoint,
        "apiAccessToken": TOKEN,
        **system,
    }
    sent = {
        "version": "1.0",
        "context": {"System": {name: value for name, value in says.items() if value is not None}},
        "request": {
            "type": "LaunchRequest",
            "requestId": "amzn1.echo-api.request.test",
            "timestamp": NOW.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "locale": "en-US",
            **(request or {}),
        },
    }
    found = Serializer().deserialize(json.dumps(sent), RequestEnvelope)
    assert isinstance(found, RequestEnvelope)
    return found


def permissions(word: str) -> dict[str, Any]:
    """The user of a request that says whether the permission is given."""
    return {"userId": USER, "permissions": {"scopes": {SCOPE: {"status": word}}}}
