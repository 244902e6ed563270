"""The SDK's serializer, made patient with what is newer than itself."""

import json
from typing import Any

from ask_sdk_core.serialize import DefaultSerializer


class Serializer(DefaultSerializer):
    """Reads envelopes without the details of a sound's failure.

    The SDK refuses a whole event for one reason it does not know, and then the set would not be given again.
    """

    def deserialize(self, payload: str | None, obj_type: Any) -> Any:
        """The payload as a model. Raises SerializationException for what cannot be one."""
        return super().deserialize(payload and readable(payload), obj_type)


def readable(payload: str) -> str:
    """The payload, the details of a failure left out."""
    event = json.loads(payload)
    request = event.get("request") if isinstance(event, dict) else None
    if not isinstance(request, dict) or not request.pop("errors", None):
        return payload
    return json.dumps(event)
