"""The one place that imports `flask_ask_sdk`, and makes it importable.

`flask_ask_sdk` imports `ask_sdk_webservice_support`, that imports `certvalidator`, and that `oscrypto`, whose
last release cannot read the version of an OpenSSL with a two-digit patch number (3.0.19) and raises as it is
imported. So `pyhanko_certvalidator`, the maintained fork without `oscrypto`, takes the name `certvalidator`
before the import below. It serves the import alone: the SDK's verifier, which would call it otherwise than
the fork wants to be called, is switched off here, since `skill.web.verification` stands in front.
"""

import logging
import sys

import pyhanko_certvalidator
import pyhanko_certvalidator.errors
from ask_sdk_core.skill import CustomSkill
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_runtime.exceptions import DispatchException
from flask import Flask, Response, g
from werkzeug.exceptions import InternalServerError

from skill.web.errors import EnvelopeError, SkillError

sys.modules.setdefault("certvalidator", pyhanko_certvalidator)
sys.modules.setdefault("certvalidator.errors", pyhanko_certvalidator.errors)

from ask_sdk_webservice_support.verifier import AbstractVerifier  # noqa: E402
from flask_ask_sdk.skill_adapter import (  # type: ignore[import-untyped] # noqa: E402
    VERIFY_SIGNATURE_APP_CONFIG,
    VERIFY_TIMESTAMP_APP_CONFIG,
    SkillAdapter,
)


class _NotesThatItWasUnderstood(AbstractVerifier):
    """The adapter calls its verifiers after it has read the body and before it asks the skill.

    So a failure before this call is a body that the SDK cannot read, and one after it is the skill's own.
    """

    def verify(
        self, headers: object, serialized_request_env: object, deserialized_request_env: RequestEnvelope
    ) -> None:
        g.understood = True


class Dispatcher:
    """Hands the current Flask request to the skill, through the SDK's adapter."""

    def __init__(self, skill: CustomSkill, skill_id: str | None, app: Flask) -> None:
        app.config[VERIFY_SIGNATURE_APP_CONFIG] = False
        app.config[VERIFY_TIMESTAMP_APP_CONFIG] = False
        # The adapter logs exceptions with their messages, and those quote the body.
        app.logger.addFilter(_is_not_of_the_adapter)
        self._adapter = SkillAdapter(skill, skill_id or app.name, [_NotesThatItWasUnderstood()], app)

    def answer(self) -> Response:
        """The skill's answer to the request that Flask is serving.

        Raises `EnvelopeError` if the SDK cannot read the request or no handler takes it, and `SkillError`
        if the skill breaks on it.
        """
        g.understood = False
        try:
            answer = self._adapter.dispatch_request()
        except Exception as error:
            # The adapter wraps the SDK's own exceptions, and lets others through as they are.
            cause = error.__context__ if isinstance(error, InternalServerError) else error
            if not g.understood:
                raise EnvelopeError("request is of a kind unknown to the SDK") from error
            if isinstance(cause, DispatchException):
                raise EnvelopeError("request is of a kind unknown to the skill") from error
            raise SkillError(cause) from error
        assert isinstance(answer, Response)
        return answer


def _is_not_of_the_adapter(record: logging.LogRecord) -> bool:
    return record.module != "skill_adapter"
