"""The SDK's service clients, lent our network client, and their errors turned into ours.

What was read in ask-sdk-model 1.82.0 and ask-sdk-core 1.19.0, and is put right here:

* Answers come back as the SDK's models. The one of a list of reminders names a class that is not in the package
  (`alert_info_spoken_info`), so that **no** list with a reminder in it can be read; and one unknown value of an
  enumeration loses the whole answer. Answers are therefore left as plain JSON, and read by who needs them.
* An error whose body cannot be read is replaced by one about the body: the status is lost. Here it is not.
* The body of an error is a value where the operation lists its status, and text where it does not.
* Whatever the network client raises becomes a ServiceException of status 500; ours is found again as its context.
* A missing token is a TypeError, a missing address an AttributeError. Both are looked for first.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.interfaces.system.system_state import SystemState
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.services.api_client import ApiClient
from ask_sdk_model.services.api_configuration import ApiConfiguration
from ask_sdk_model.services.service_exception import ServiceException

from skill.services.errors import NotCallable, ServiceError, declined

CODE = r"[A-Z][A-Z0-9_]{1,60}"
"""What a service's own code looks like. Anything else is not kept, as it might be about a person."""


class PlainSerializer(DefaultSerializer):
    """Writes the SDK's models, reads plain JSON values."""

    def deserialize(self, payload: str | None, obj_type: Any) -> Any:
        """The JSON value of the payload, whatever its type was to be; None if there is none."""
        return value_of(payload)


def value_of(payload: str | None) -> Any:
    """The value of a text in JSON; None if it is none."""
    try:
        return json.loads(payload) if payload else None
    except (ValueError, RecursionError):
        return None


def system_of(envelope: RequestEnvelope) -> SystemState | None:
    """What a request says of Alexa, the person and the device."""
    return envelope.context.system if envelope.context else None


def configuration(envelope: RequestEnvelope, api_client: ApiClient) -> ApiConfiguration:
    """What a service client of the SDK needs, from what the request brought: an address and a token.

    Raises NotCallable where it brought none, as a simulator may.
    """
    system = system_of(envelope)
    if not system or not system.api_endpoint or not system.api_access_token:
        raise NotCallable("the request brings no address, or no token")
    return ApiConfiguration(PlainSerializer(), api_client, system.api_access_token, system.api_endpoint)


def ask(call: Callable[[], object]) -> Any:
    """The plain JSON value a call of one of the SDK's clients gives. Raises nothing but ServiceError."""
    try:
        return call()
    except ServiceException as exception:
        raise error_of(exception) from None


def error_of(exception: ServiceException) -> ServiceError:
    """Our error for one of the SDK's."""
    if isinstance(exception.__context__, ServiceError):
        return exception.__context__
    body = value_of(exception.body) if isinstance(exception.body, str) else exception.body
    code = body.get("code") if isinstance(body, dict) else None
    return declined(exception.status_code, code if isinstance(code, str) and re.fullmatch(CODE, code) else "")
