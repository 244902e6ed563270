"""Alexa's side: requests as she sends them, signed; and a small skill that answers."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ask_sdk_core.dispatch_components.exception_components import AbstractExceptionHandler
from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model.response import Response
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from tests.web.authority import NOW, rsa_key

SKILL_ID = "amzn1.ask.skill.test"
ADDRESS = "https://s3.amazonaws.com/echo.api/echo-api-cert-12.pem"
SECRET = "amzn1.ask.account.SECRET"
"""The user id in every request. It must never be logged."""


@dataclass
class FrozenClock:
    """Tells the time it was last set to."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def tick(self, time: timedelta) -> None:
        self.now += time


def launch(
    request_id: str = "amzn1.echo-api.request.1",
    kind: str = "LaunchRequest",
    sent_at: datetime = NOW,
    application_id: str = SKILL_ID,
) -> dict[str, object]:
    """An envelope with what Alexa always sends."""
    application = {"applicationId": application_id}
    user = {"userId": SECRET}
    return {
        "version": "1.0",
        "session": {
            "new": True,
            "sessionId": "amzn1.echo-api.session.1",
            "application": application,
            "user": user,
        },
        "context": {"System": {"application": application, "user": user, "device": {"deviceId": "amzn1.ask.device.1"}}},
        "request": {
            "type": kind,
            "requestId": request_id,
            "timestamp": sent_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "locale": "en-US",
        },
    }


def encoded(document: object) -> bytes:
    return json.dumps(document).encode()


def signed(body: bytes, key: RSAPrivateKey | None = None, address: str = ADDRESS) -> dict[str, str]:
    """The headers Alexa sends with a body."""
    signature = (key or rsa_key("leaf")).sign(body, PKCS1v15(), SHA256())
    return {
        "Content-Type": "application/json",
        "SignatureCertChainUrl": address,
        "Signature-256": base64.b64encode(signature).decode(),
    }


@dataclass
class Shelf:
    """What is found where, and how often it was asked for."""

    chains: Mapping[str, bytes]
    asked: list[str] = field(default_factory=list)

    def __call__(self, address: str) -> bytes:
        self.asked.append(address)
        return self.chains[address]


@dataclass
class FirstFails:
    """No connection the first time, then a chain."""

    chain: bytes
    tried: bool = False

    def __call__(self, address: str) -> bytes:
        if not self.tried:
            self.tried = True
            raise OSError("no route")
        return self.chain


class Greeter(AbstractRequestHandler):
    """Answers every request, and counts."""

    def __init__(self) -> None:
        self.answered: list[str] = []

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        request = handler_input.request_envelope.request
        assert request is not None
        self.answered.append(str(request.object_type))
        return handler_input.response_builder.speak("Hello.").response


class Breaking(AbstractRequestHandler):
    """Breaks on every request, quoting it."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        raise RuntimeError(f"cannot serve {SECRET}")


class Apology(AbstractExceptionHandler):
    """Answers when a handler broke, as a finished skill does."""

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:
        return True

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        return handler_input.response_builder.speak("Sorry.").response


def skill_of(*handlers: AbstractRequestHandler, apology: AbstractExceptionHandler | None = None) -> CustomSkill:
    """A skill with these handlers and no other part."""
    builder = SkillBuilder()
    for handler in handlers:
        builder.add_request_handler(handler)
    if apology:
        builder.add_exception_handler(apology)
    return builder.create()
