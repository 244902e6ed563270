"""What a first turn would have to wait for, done before it.

The SDK imports most of its models when it first meets them, and the words are read when they are first said. A
launch through a throw-away skill does both. Where the process is going to be kept in a snapshot (Lambda's SnapStart),
a whole set and a report follow, so that everything is in it. Only what was imported and read stays behind: no
session, number by chance, time, or connection.
"""

import json
from collections.abc import Iterator
from typing import Any

from ask_sdk_core.skill import CustomSkill
from ask_sdk_model.request_envelope import RequestEnvelope

LONG_AGO = "2000-01-01T00:{:02}:00Z"
REPORT = {"symptom": {"name": "symptom", "value": "my foot went numb", "confirmationStatus": "NONE"}}


def warm(skill: CustomSkill, everything: bool) -> None:
    """Have a skill that nobody uses answer a launch; with everything, a start, a set and a report as well."""
    attributes: dict[str, Any] = {}
    for envelope in envelopes():
        envelope["session"]["attributes"] = attributes
        answer = skill.invoke(skill.serializer.deserialize(json.dumps(envelope), RequestEnvelope), None)
        plain: dict[str, Any] = json.loads(json.dumps(skill.serializer.serialize(answer)))
        attributes = plain.get("sessionAttributes") or {}
        if not everything:
            return


def envelopes() -> Iterator[dict[str, Any]]:
    """Requests of nobody, a minute apart."""
    spoken = ("ReadyIntent", "ReadyIntent", "ReportSymptomIntent")
    requests = [{"type": "LaunchRequest"}, *(intent(name) for name in spoken)]
    for minute, request in enumerate(requests):
        stamped = {**request, "requestId": "", "timestamp": LONG_AGO.format(minute), "locale": "en-US"}
        nobody = {"application": {"applicationId": ""}, "user": {"userId": ""}}
        device = {"deviceId": "", "supportedInterfaces": {}}
        yield {
            "version": "1.0",
            "session": {"new": minute == 0, "sessionId": "", "attributes": {}, **nobody},
            "context": {"System": {**nobody, "device": device, "apiEndpoint": "", "apiAccessToken": ""}},
            "request": stamped,
        }


def intent(name: str) -> dict[str, Any]:
    """A request with an intent; only a report has a slot."""
    slots = REPORT if name == "ReportSymptomIntent" else {}
    return {"type": "IntentRequest", "intent": {"name": name, "confirmationStatus": "NONE", "slots": slots}}
