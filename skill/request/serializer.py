"""The SDK's serializer, made patient with what is newer than itself, and quicker."""

import json
from contextlib import suppress
from datetime import datetime
from typing import Any

from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.request_envelope import RequestEnvelope


class Serializer(DefaultSerializer):
    """Reads envelopes without the details of a sound's failure.

    The SDK refuses a whole event for one reason it does not know, and then the set would not be given again.
    """

    def __init__(self) -> None:
        """No class is known yet."""
        super().__init__()
        self._classes: dict[str, Any] = {}

    def deserialize(self, payload: str | None, obj_type: Any) -> Any:
        """The payload as a model. Raises SerializationException for what cannot be one."""
        return super().deserialize(payload and readable(payload), obj_type)

    def envelope(self, event: Any) -> Any:
        """The envelope in an event that has been parsed already. Raises as `deserialize` does."""
        return super()._DefaultSerializer__deserialize(without_details(event), RequestEnvelope)  # type: ignore[misc]

    def serialize(self, obj: Any) -> Any:
        """Plain JSON values of a model. A dictionary of ours, attributes or a document, is plain already."""
        return obj if isinstance(obj, dict) else super().serialize(obj)

    def _DefaultSerializer__load_class_from_name(self, class_name: str) -> Any:  # noqa: N802
        """A model's class. The SDK imports each anew for every value it reads."""
        return self._classes.get(class_name) or self._classes.setdefault(class_name, self._found(class_name))

    def _found(self, class_name: str) -> Any:
        return super()._DefaultSerializer__load_class_from_name(class_name)  # type: ignore[misc]

    def _DefaultSerializer__deserialize_datetime(self, payload: Any, obj_type: Any) -> Any:  # noqa: N802
        """A time as Alexa writes it. The SDK's general parser takes 40 ms to load, and a tenth of a turn after."""
        if obj_type is datetime and isinstance(payload, str):
            with suppress(ValueError):
                return datetime.fromisoformat(payload)
        return super()._DefaultSerializer__deserialize_datetime(payload, obj_type)  # type: ignore[misc]


def readable(payload: str) -> str:
    """The payload, the details of a failure left out."""
    if '"errors"' not in payload:
        return payload
    return json.dumps(without_details(json.loads(payload)))


def without_details(event: Any) -> Any:
    """The event, the details of a failure left out."""
    request = event.get("request") if isinstance(event, dict) else None
    if not isinstance(request, dict) or "errors" not in request:
        return event
    return {**event, "request": {name: value for name, value in request.items() if name != "errors"}}
