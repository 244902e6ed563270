"""The only reader of Alexa's request envelope; every None of it ends here."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ask_sdk_model.intent_request import IntentRequest
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.slot import Slot as EnvelopeSlot

from skill.library import DEFAULT_LOCALE

APL = "Alexa.Presentation.APL"
TOUCHED = f"{APL}.UserEvent"
MATCHED = "ER_SUCCESS_MATCH"


class Slot(NamedTuple):
    """What was heard in a slot, and the id it resolved to."""

    value: str
    id: str | None = None


class Device(NamedTuple):
    """What the device can do."""

    screen: bool = False


class Ask(NamedTuple):
    """One request, in plain values."""

    name: str
    """The intent's name; for any other request, its type."""
    now: int
    """The request's own time, in milliseconds since 1970."""
    locale: str = DEFAULT_LOCALE
    slots: Mapping[str, Slot] = MappingProxyType({})
    attributes: Mapping[str, Any] = MappingProxyType({})
    device: Device = Device()
    new: bool = True
    """The request begins a session."""
    token: str = ""
    """The document an event speaks of, or what a permission was asked for with."""
    touch: tuple[str, str] | None = None
    """What was touched on the screen: a move, and the turn of the screen it stood on."""


def read(envelope: RequestEnvelope) -> Ask:
    """The request in an envelope. A missing request or time raises ValueError."""
    request, session = envelope.request, envelope.session
    if request is None or request.timestamp is None:
        raise ValueError("an envelope without a request and its time")
    intent = request.intent if isinstance(request, IntentRequest) else None
    return Ask(
        name=(intent.name if intent else request.object_type) or "",
        now=round(request.timestamp.timestamp() * 1000),
        locale=request.locale or DEFAULT_LOCALE,
        slots=slots((intent.slots if intent else None) or {}),
        attributes=(session.attributes if session else None) or {},
        device=device(envelope),
        new=bool(session is None or session.new),
        token=getattr(request, "token", None) or "",
        touch=touch(getattr(request, "arguments", None)) if request.object_type == TOUCHED else None,
    )


def touch(arguments: object) -> tuple[str, str]:
    """The move and the turn a touch sends; blank for what no screen of ours sends."""
    given = arguments if isinstance(arguments, list) else []
    move, turn = [*given, "", ""][:2]
    return str(move), str(turn)


def device(envelope: RequestEnvelope) -> Device:
    """What the device of an envelope can do."""
    system = envelope.context.system if envelope.context else None
    supported = system.device.supported_interfaces if system and system.device else None
    return Device(screen=bool(supported and supported.alexa_presentation_apl))


def slots(given: Mapping[str, EnvelopeSlot]) -> dict[str, Slot]:
    """The slots that hold a value."""
    return {
        name: Slot(slot.value.strip(), resolved(slot))
        for name, slot in given.items()
        if slot and isinstance(slot.value, str) and slot.value.strip() not in ("", "?")
    }


def resolved(slot: EnvelopeSlot) -> str | None:
    """The id of the value a slot matched, if it matched one."""
    found = slot.resolutions.resolutions_per_authority if slot.resolutions else None
    for authority in found or []:
        matched = authority.status and authority.status.code and authority.status.code.value == MATCHED
        if matched and authority.values and authority.values[0].value:
            return authority.values[0].value.id
    return None
