"""Requests as Amazon sends them. Time is an argument; nothing here reads a clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from speaker.screens import Screen
from speaker.understanding import Heard, SlotValue

APL = "Alexa.Presentation.APL"
APLA = "Alexa.Presentation.APLA"
USER_EVENT = f"{APL}.UserEvent"
# The application id used where the skill has none of its own yet.
DESK_APPLICATION = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class Setting:
    """Where requests come from: one person's device at one place."""

    user_id: str = "amzn1.ask.account.DESK"
    """The user, as the skill knows them."""

    locale: str = "en-US"
    """Language and country of the device."""

    screen: Screen | None = None
    """The device's screen; None for a speaker without one."""

    application_id: str = DESK_APPLICATION
    """The skill's id."""

    device_id: str = "amzn1.ask.device.DESK"
    """The device, as the skill knows it."""

    api_endpoint: str = ""
    """Where the skill finds services like Amazon's on this machine; empty for none, so that no call leaves it."""

    api_access_token: str = ""
    """What the skill shows to them."""

    permissions: Mapping[str, str] = field(default_factory=dict)
    """Permission scope -> `GRANTED` or `DENIED`; a scope not asked for is absent."""


@dataclass(frozen=True, slots=True)
class SessionState:
    """A session as the next request reports it."""

    session_id: str
    """Amazon's id of the session."""

    new: bool = True
    """Whether the next request is its first."""

    attributes: Mapping[str, Any] = field(default_factory=dict)
    """What the skill left in the session."""

    count: int = 0
    """How many requests the session has made; each gets an id of its own."""


def timestamp(now: datetime) -> str:
    """UTC in whole seconds, as requests carry it."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def launch(setting: Setting, session: SessionState, now: datetime) -> dict[str, Any]:
    """The skill is opened by its name alone."""
    return _envelope(setting, session, now, "LaunchRequest", {"shouldLinkResultBeReturned": False})


def intent(setting: Setting, session: SessionState, now: datetime, heard: Heard) -> dict[str, Any]:
    """An utterance as understood."""
    slots = {name: _slot(name, value, setting) for name, value in heard.slots.items()}
    slots |= {name: {"name": name, "confirmationStatus": "NONE"} for name in heard.unfilled}
    said: dict[str, Any] = {"name": heard.intent, "confirmationStatus": "NONE"}
    if slots:
        said["slots"] = slots
    return _envelope(setting, session, now, "IntentRequest", {"intent": said})


def session_ended(
    setting: Setting,
    session: SessionState,
    now: datetime,
    reason: str,
    error: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The session is over: `USER_INITIATED`, `EXCEEDED_MAX_REPROMPTS`, or `ERROR` with its type and message."""
    rest: dict[str, Any] = {"reason": reason}
    if error is not None:
        rest["error"] = dict(error)
    return _envelope(setting, session, now, "SessionEndedRequest", rest)


def user_event(
    setting: Setting,
    session: SessionState,
    now: datetime,
    token: str,
    arguments: Sequence[Any],
    source: Mapping[str, Any] | None = None,
    components: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A touch, or a timed event, of the APL document shown under this token."""
    rest = {
        "token": token,
        "arguments": list(arguments),
        "source": dict(source or {"type": "TouchWrapper", "handler": "Press", "id": ""}),
        "components": dict(components or {}),
    }
    return _envelope(setting, session, now, USER_EVENT, rest)


def audio_error(
    setting: Setting, session: SessionState, now: datetime, token: str, errors: Sequence[Mapping[str, str]]
) -> dict[str, Any]:
    """The APLA document under this token could not be played; each error has `type`, `reason` and `message`."""
    rest = {"token": token, "errors": [dict(error) for error in errors]}
    return _envelope(setting, session, now, f"{APLA}.RuntimeError", rest)


def connection_response(
    setting: Setting,
    session: SessionState,
    now: datetime,
    name: str,
    payload: Mapping[str, Any],
    token: str = "",
    status: tuple[str, str] = ("200", "OK"),
) -> dict[str, Any]:
    """What came of a `Connections.SendRequest`, such as `AskFor` with payload status `ACCEPTED`."""
    rest = {
        "name": name,
        "payload": dict(payload),
        "token": token,
        "status": {"code": status[0], "message": status[1]},
    }
    return _envelope(setting, session, now, "Connections.Response", rest)


def _envelope(
    setting: Setting, session: SessionState, now: datetime, kind: str, rest: Mapping[str, Any]
) -> dict[str, Any]:
    request_id = uuid5(NAMESPACE_OID, f"{session.session_id}/{session.count}")
    return {
        "version": "1.0",
        "session": {
            "new": session.new,
            "sessionId": session.session_id,
            "application": {"applicationId": setting.application_id},
            "attributes": dict(session.attributes),
            "user": _user(setting),
        },
        "context": _context(setting),
        "request": {
            "type": kind,
            "requestId": f"amzn1.echo-api.request.{request_id}",
            "timestamp": timestamp(now),
            "locale": setting.locale,
            **rest,
        },
    }


def _user(setting: Setting) -> dict[str, Any]:
    user: dict[str, Any] = {"userId": setting.user_id}
    if setting.permissions:
        user["permissions"] = {"scopes": {name: {"status": s} for name, s in setting.permissions.items()}}
    return user


def _context(setting: Setting) -> dict[str, Any]:
    screen = setting.screen
    interfaces = {} if screen is None else {APL: {"runtime": {"maxVersion": screen.newest_apl}}}
    context: dict[str, Any] = {
        "System": {
            "application": {"applicationId": setting.application_id},
            "user": _user(setting),
            "device": {"deviceId": setting.device_id, "supportedInterfaces": interfaces},
            "apiEndpoint": setting.api_endpoint,
            "apiAccessToken": setting.api_access_token,
        }
    }
    if screen is not None:
        context["Viewport"] = screen.viewport
    return context


def _slot(name: str, slot: SlotValue, setting: Setting) -> dict[str, Any]:
    resolutions = {"resolutions": _resolutions(slot, setting)} if slot.is_custom else {}
    return {
        "name": name,
        "value": slot.value,
        "confirmationStatus": "NONE",
        "source": "USER",
        **resolutions,
        "slotValue": {"type": "Simple", "value": slot.value, **resolutions},
    }


def _resolutions(slot: SlotValue, setting: Setting) -> dict[str, Any]:
    skill = setting.application_id
    found: dict[str, Any] = {
        "authority": f"amzn1.er-authority.echo-sdk.{skill}.{slot.type}",
        "status": {"code": "ER_SUCCESS_MATCH" if slot.resolutions else "ER_SUCCESS_NO_MATCH"},
    }
    if slot.resolutions:
        found["values"] = [{"value": {"name": one.name, "id": one.id}} for one in slot.resolutions]
    return {"resolutionsPerAuthority": [found]}
