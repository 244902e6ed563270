"""Asking for the permission, and understanding the answer."""

import json
from typing import Any

import pytest
from ask_sdk_core.response_helper import ResponseFactory
from ask_sdk_model.interfaces.connections.connections_response import ConnectionsResponse
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.response_envelope import ResponseEnvelope

from skill.request.serializer import Serializer
from skill.services.permission import Consent, card_sent, consent, granted, permission_card, permission_request
from tests.services.amazon import SCOPE, Amazon, envelope, permissions


def travelled(response: ResponseFactory) -> dict[str, Any]:
    """A response as it leaves the skill."""
    sent = Serializer().serialize(ResponseEnvelope(version="1.0", response=response.response))
    answer: dict[str, Any] = json.loads(json.dumps(sent))["response"]
    return answer


def answered(status: object = "ACCEPTED", code: str = "200", **more: Any) -> RequestEnvelope:
    """What Alexa sends when she has asked."""
    payload = {"permissionScope": SCOPE, "isCardThrown": False, "status": status, **more.pop("payload", {})}
    request = {
        "type": "Connections.Response",
        "name": "AskFor",
        "status": {"code": code, "message": "OK"},
        "payload": payload,
        "token": "",
    }
    return envelope(Amazon(endpoint="https://api.amazonalexa.com"), {**request, **more})


def test_the_directive_travels_as_documented() -> None:
    assert travelled(ResponseFactory().add_directive(permission_request("at 19:00")))["directives"] == [
        {
            "type": "Connections.SendRequest",
            "name": "AskFor",
            "payload": {
                "@type": "AskForPermissionsConsentRequest",
                "@version": "1",
                "permissionScope": "alexa::alerts:reminders:skill:readwrite",
            },
            "token": "at 19:00",
        }
    ]


def test_the_card_travels_as_documented() -> None:
    assert travelled(ResponseFactory().set_card(permission_card()))["card"] == {
        "type": "AskForPermissionsConsent",
        "permissions": ["alexa::alerts:reminders:skill:readwrite"],
    }


def test_the_token_comes_back() -> None:
    request = answered(token="at 19:00").request
    assert isinstance(request, ConnectionsResponse)
    assert request.token == "at 19:00"


@pytest.mark.parametrize(
    ("status", "meant"),
    [
        ("ACCEPTED", Consent.ACCEPTED),
        ("DENIED", Consent.DENIED),
        ("NOT_ANSWERED", Consent.NOT_ANSWERED),
        ("SOMETHING_NEW", Consent.FAILED),
        ("", Consent.FAILED),
        (None, Consent.FAILED),
        (7, Consent.FAILED),
        ({"status": "ACCEPTED"}, Consent.FAILED),
    ],
    ids=str,
)
def test_what_the_person_said(status: object, meant: Consent) -> None:
    assert consent(answered(status)) is meant


@pytest.mark.parametrize("code", ["400", "500", "404"])
def test_where_alexa_could_not_ask_nobody_said_anything(code: str) -> None:
    """400: the manifest does not name the permission."""
    assert consent(answered("ACCEPTED", code)) is Consent.FAILED


@pytest.mark.parametrize(
    ("scopes", "meant"),
    [
        ([{"permissionScope": SCOPE, "consentLevel": "ACCOUNT", "status": "ACCEPTED"}], Consent.ACCEPTED),
        ([{"permissionScope": SCOPE, "consentLevel": "ACCOUNT"}, {"status": "DENIED"}], Consent.DENIED),
        ([{"permissionScope": "alexa::another", "status": "ACCEPTED"}], Consent.FAILED),
        (["ACCEPTED"], Consent.FAILED),
        ([], Consent.FAILED),
        (None, Consent.FAILED),
    ],
    ids=str,
)
def test_an_answer_of_the_second_version_is_read_too(scopes: object, meant: Consent) -> None:
    request = {"type": "Connections.Response", "name": "AskFor", "payload": {"permissionScopes": scopes}}
    assert consent(envelope(Amazon(endpoint="https://x"), request)) is meant


def test_an_answer_to_something_else_is_none() -> None:
    assert consent(answered(name="Buy")) is None
    assert consent(envelope(Amazon(endpoint="https://x"))) is None
    assert card_sent(envelope(Amazon(endpoint="https://x"))) is False


def test_an_answer_without_anything_in_it() -> None:
    bare = envelope(Amazon(endpoint="https://x"), {"type": "Connections.Response", "name": "AskFor"})
    assert consent(bare) is Consent.FAILED
    assert card_sent(bare) is False


@pytest.mark.parametrize(("thrown", "sent"), [(True, True), (False, False), ("yes", False), (None, False)])
def test_whether_alexa_sent_the_card(thrown: object, sent: bool) -> None:
    assert card_sent(answered("DENIED", payload={"isCardThrown": thrown})) is sent


@pytest.mark.parametrize(
    ("user", "known"),
    [
        (permissions("GRANTED"), True),
        (permissions("DENIED"), False),
        ({"userId": "someone", "permissions": {"consentToken": "old"}}, None),
        ({"userId": "someone", "permissions": {"scopes": {}}}, None),
        ({"userId": "someone", "permissions": {"scopes": {SCOPE: {}}}}, None),
        ({"userId": "someone"}, None),
        (None, None),
    ],
    ids=str,
)
def test_what_a_request_says_of_the_permission(user: object, known: bool | None) -> None:
    assert granted(envelope(Amazon(endpoint="https://x"), user=user)) is known
