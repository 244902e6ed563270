"""Asking the person to let the skill set reminders, and what they said.

Alexa herself asks ("Do you give ... permission ...?"); the skill sends a directive, and hears back. Facts from
Amazon's "Set Up Voice Permissions for Reminders" (developer.amazon.com, a stored copy) and Amazon's sample skills.
The page's newer version 2 takes a list of scopes; version 1, of one scope, still works there, and it is the version
whose answer Amazon's samples show. Answers of both shapes are read.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from ask_sdk_model.permission_status import PermissionStatus
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.ui.ask_for_permissions_consent_card import AskForPermissionsConsentCard

from skill.services.calls import system_of

if TYPE_CHECKING:
    from ask_sdk_model.interfaces.connections.connections_response import ConnectionsResponse
    from ask_sdk_model.interfaces.connections.send_request_directive import SendRequestDirective

SCOPE = "alexa::alerts:reminders:skill:readwrite"
"""The permission, as the manifest names it too."""

ASK_FOR = "AskFor"


class Consent(StrEnum):
    """What came of asking."""

    ACCEPTED = "accepted"
    """Given, now or earlier."""
    DENIED = "denied"
    NOT_ANSWERED = "not_answered"
    """Nothing was said, or nothing that was understood."""
    FAILED = "failed"
    """The person was not asked at all: Alexa could not, or the manifest does not name the permission."""


def permission_request(token: str = "") -> "SendRequestDirective":
    """The directive that has Alexa ask for the permission. `token` comes back with the answer; Alexa reads it not."""
    from ask_sdk_model.interfaces.connections.send_request_directive import SendRequestDirective

    payload: dict[str, object] = {
        "@type": "AskForPermissionsConsentRequest",
        "@version": "1",
        "permissionScope": SCOPE,
    }
    return SendRequestDirective(name=ASK_FOR, payload=payload, token=token)


def permission_card() -> AskForPermissionsConsentCard:
    """The card by which the permission can be given in the Alexa app."""
    return AskForPermissionsConsentCard(permissions=[SCOPE])


def consent(envelope: RequestEnvelope) -> Consent | None:
    """What came of asking for the permission; None if the request is no answer to that."""
    answer = _answer(envelope)
    if answer is None:
        return None
    code = answer.status.code if answer.status else None
    if code is not None and code != "200":
        return Consent.FAILED
    said = _said(answer.payload or {})
    return Consent(said.lower()) if isinstance(said, str) and said.lower() in set(Consent) else Consent.FAILED


def card_sent(envelope: RequestEnvelope) -> bool:
    """Whether Alexa has sent the card herself (`isCardThrown`), so that the skill need not."""
    answer = _answer(envelope)
    return bool(answer and (answer.payload or {}).get("isCardThrown") is True)


def granted(envelope: RequestEnvelope) -> bool | None:
    """Whether the permission is given, as far as the request says; None if it does not."""
    system = system_of(envelope)
    permissions = system.user.permissions if system and system.user else None
    scope = (permissions.scopes or {}).get(SCOPE) if permissions else None
    return None if scope is None or scope.status is None else scope.status is PermissionStatus.GRANTED


def _answer(envelope: RequestEnvelope) -> "ConnectionsResponse | None":
    if envelope.request is None or envelope.request.object_type != "Connections.Response":
        return None
    answer = cast("ConnectionsResponse", envelope.request)
    return answer if answer.name == ASK_FOR else None


def _said(payload: Mapping[str, Any]) -> object:
    """The status in a payload of either version."""
    if "status" in payload:
        return payload["status"]
    scopes = payload.get("permissionScopes")
    for scope in scopes if isinstance(scopes, list) else []:
        if isinstance(scope, dict) and scope.get("permissionScope", SCOPE) == SCOPE and "status" in scope:
            return scope["status"]
    return None
