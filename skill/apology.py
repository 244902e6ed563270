"""What is said when something went wrong: one sentence and a way on. Nothing here can fail."""

from collections.abc import Mapping
from typing import Any

from ask_sdk_model.intent_request import IntentRequest
from ask_sdk_model.launch_request import LaunchRequest
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.response import Response
from ask_sdk_model.ui.reprompt import Reprompt
from ask_sdk_model.ui.ssml_output_speech import SsmlOutputSpeech

from skill import library

SPOKEN_TO = (LaunchRequest.__name__, IntentRequest.__name__)
"""The requests a person waits for an answer to."""


def sentences(locale: object, in_doubt: bool = False) -> tuple[str, str]:
    """The apology and its reprompt. In doubt about a report, the one statement of the coach."""
    phrases = library.words(locale if isinstance(locale, str) else library.DEFAULT_LOCALE).phrases
    way_on = phrases["ask.check" if in_doubt else "ask.error"]
    return f"<speak>{phrases['error'].say[0]} {way_on.say[0]}</speak>", f"<speak>{way_on.again}</speak>"


def apologise(envelope: RequestEnvelope, in_doubt: bool = False) -> Response:
    """The apology for a request that could be read."""
    request = envelope.request
    if type(request).__name__ not in SPOKEN_TO:
        return Response()
    speech, again = sentences(request.locale if request else None, in_doubt)
    return Response(
        output_speech=SsmlOutputSpeech(ssml=speech),
        reprompt=Reprompt(output_speech=SsmlOutputSpeech(ssml=again)),
        should_end_session=False,
    )


def apology(event: object) -> dict[str, Any]:
    """The apology for what could not be read as a request, as a finished response."""
    envelope = event if isinstance(event, Mapping) else {}
    request = part(envelope, "request")
    response: dict[str, Any] = {}
    if request.get("type") in (None, *SPOKEN_TO):
        speech, again = sentences(request.get("locale"))
        response = {
            "outputSpeech": {"type": "SSML", "ssml": speech},
            "reprompt": {"outputSpeech": {"type": "SSML", "ssml": again}},
            "shouldEndSession": False,
        }
    attributes = part(part(envelope, "session"), "attributes")
    return {"version": "1.0", "sessionAttributes": at_rest(attributes), "response": response}


def part(envelope: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A part of an envelope, if it is one."""
    value = envelope.get(name)
    return value if isinstance(value, Mapping) else {}


def at_rest(attributes: Mapping[str, Any], in_doubt: bool = False) -> dict[str, Any]:
    """The attributes of a session whose running set, if any, was broken off: none of it counts.

    With a report that could not be read, only "ready" leads back; a refusal stays one.
    """
    kept = dict(attributes)
    if kept.pop("pending", None):
        kept |= {"phase": "paused"}
    if in_doubt and kept and kept.get("phase") != "refused":
        kept |= {"phase": "check"}
    return kept
