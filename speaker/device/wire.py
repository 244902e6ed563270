"""Between device and skill: what crosses is JSON, and no larger than Amazon lets it be."""

import json
from collections.abc import Callable, Mapping
from typing import Any

Handler = Callable[[dict[str, Any], object], dict[str, Any]]
LARGEST_RESPONSE = 120_000


class ResponseError(ValueError):
    """Amazon would refuse this response."""


def ask(handler: Handler, request: Mapping[str, Any]) -> dict[str, Any]:
    """The handler's response envelope; raises whatever the handler raises, and `ResponseError` for an odd answer."""
    written = json.dumps(handler(json.loads(json.dumps(request)), None))
    if len(written.encode()) > LARGEST_RESPONSE:
        raise ResponseError(f"the response has {len(written.encode())} bytes, more than {LARGEST_RESPONSE}")
    answer = json.loads(written)
    if not isinstance(answer, dict) or not isinstance(answer.get("response"), dict):
        raise ResponseError("the response has no body")
    return answer
