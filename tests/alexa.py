"""A pretend Alexa: sends envelopes, carries the session from turn to turn, and keeps time standing still."""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from skill.app import handler

NOON = datetime(2026, 3, 2, 12, 0, 0, tzinfo=UTC)


@dataclass
class Response:
    """What the skill answered, and what a person would hear of it."""

    envelope: dict[str, Any]

    @property
    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = self.envelope["response"]
        return body

    @property
    def ssml(self) -> str:
        speech: str = self.body.get("outputSpeech", {}).get("ssml", "")
        return speech

    @property
    def document(self) -> dict[str, Any] | None:
        """The audio document, if there is one."""
        return audio_of(self.body.get("directives") or [])

    @property
    def heard(self) -> str:
        """Everything said, in order: the speech, then the audio document's."""
        return " ".join([text_of(self.ssml), *(text_of(line) for line in lines_of(self.document))]).strip()

    @property
    def reprompt(self) -> str:
        """Everything said when the prompt got no answer."""
        again = self.body.get("reprompt") or {}
        ssml = again.get("outputSpeech", {}).get("ssml", "")
        document = audio_of(again.get("directives") or [])
        return " ".join([text_of(ssml), *(text_of(line) for line in lines_of(document))]).strip()

    @property
    def listens(self) -> bool:
        return self.body.get("shouldEndSession") is False

    @property
    def card(self) -> str:
        card = self.body.get("card") or {}
        return f"{card.get('title', '')}\n{card.get('content', '')}".strip()

    @property
    def holds(self) -> list[int]:
        """The length of each hold the answer plays, in milliseconds: silence alone."""
        if self.document:
            return [item["items"][0]["duration"] for item in mixers(self.document) if "hold" in item["id"]]
        return [sum(group) for group in breaks(self.ssml) if sum(group) >= 30_000]


def audio_of(directives: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The audio document among the directives."""
    for directive in directives:
        if directive["type"] == "Alexa.Presentation.APLA.RenderDocument":
            document: dict[str, Any] = directive["document"]
            return document
    return None


def mixers(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The segments of an audio document."""
    items: list[dict[str, Any]] = document["mainTemplate"]["item"]["items"]
    return items


def lines_of(node: Any) -> list[str]:
    """Every spoken line of an audio document, in order."""
    if isinstance(node, dict):
        own = [node["content"]] if node.get("type") == "Speech" else []
        return own + [line for value in node.values() for line in lines_of(value)]
    return [line for value in node for line in lines_of(value)] if isinstance(node, list) else []


def text_of(ssml: str) -> str:
    """What SSML says, without its mark-up."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", ssml)).strip()


def breaks(ssml: str) -> list[list[int]]:
    """The breaks of an SSML answer in milliseconds, grouped by the "And hold." before them."""
    groups: list[list[int]] = []
    for after in ssml.split("And hold.")[1:]:
        before_release = re.split(r"And ease out|And let go", after)[0]
        groups.append([int(length) for length in re.findall(r'<break time="(\d+)ms"/>', before_release)])
    return groups


@dataclass
class Alexa:
    """One device and one person."""

    locale: str = "en-US"
    now: datetime = NOON
    attributes: dict[str, Any] = field(default_factory=dict)
    new: bool = True
    person: str = ""
    """Whom Alexa recognises by voice; empty for nobody."""
    endpoint: str = "https://api.amazonalexa.com"
    """Where Amazon's services are."""
    token: str = "token"
    """What the skill calls them with."""
    device: str = "device"
    last: Response = field(default_factory=lambda: Response({"response": {}}))

    def waits(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)

    def opens(self) -> Response:
        """ "Alexa, open hamstring coach." """
        self.new, self.attributes = True, {}
        return self.sends({"type": "LaunchRequest"})

    def hears(self, intent: str, after: float = 3, **slots: str) -> Response:
        """The person says something, `after` seconds from the last answer on."""
        self.waits(after)
        return self.sends({"type": "IntentRequest", "intent": intent_of(intent, slots)})

    def reports(self, words: str, after: float = 3, intent: str = "ReportSymptomIntent") -> Response:
        """The person says how it feels."""
        return self.hears(intent, after, symptom=words)

    def sends(self, request: dict[str, Any]) -> Response:
        """Any request."""
        stamped = {
            "requestId": "amzn1.echo-api.request.test",
            "timestamp": self.now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "locale": self.locale,
            **request,
        }
        return self.receives(handler(self.envelope(stamped), None))

    def receives(self, answer: dict[str, Any]) -> Response:
        """The answer as it travels: through JSON, its attributes kept for the next turn."""
        self.last = Response(json.loads(json.dumps(answer)))
        self.attributes = self.last.envelope.get("sessionAttributes") or {}
        self.new = False
        return self.last

    def envelope(self, request: dict[str, Any]) -> dict[str, Any]:
        """An envelope as Alexa sends it."""
        application = {"applicationId": "amzn1.ask.skill.test"}
        user = {"userId": "amzn1.ask.account.test"}
        return {
            "version": "1.0",
            "session": {
                "new": self.new,
                "sessionId": "amzn1.echo-api.session.test",
                "application": application,
                "attributes": self.attributes,
                "user": user,
            },
            "context": {
                "System": {
                    "application": application,
                    "user": user,
                    **({"person": {"personId": self.person}} if self.person else {}),
                    "device": {"deviceId": self.device, "supportedInterfaces": {}},
                    "apiEndpoint": self.endpoint,
                    "apiAccessToken": self.token,
                }
            },
            "request": request,
        }

    def is_in_position(self) -> Response:
        """Through the gate, to the position of the first leg."""
        self.opens()
        return self.hears("ReadyIntent", after=25)

    def is_holding(self) -> Response:
        """In the first set."""
        self.is_in_position()
        return self.hears("ReadyIntent", after=60)

    def does_the_set(self) -> None:
        """Let the whole of the last set play."""
        pending = self.attributes["pending"]
        self.waits(pending["length"] / 1000)

    def hold(self, number: int) -> tuple[float, float]:
        """Start and end of a hold of the running set, in seconds from its beginning."""
        start, end = self.attributes["pending"]["holds"][number - 1]
        return start / 1000, end / 1000


def intent_of(name: str, slots: dict[str, str]) -> dict[str, Any]:
    """An intent with its slots; a value that is an id of ours counts as resolved."""
    return {
        "name": name,
        "confirmationStatus": "NONE",
        "slots": {slot: slot_of(slot, value) for slot, value in slots.items()},
    }


def slot_of(name: str, value: str) -> dict[str, Any]:
    """A slot as Alexa fills it."""
    slot: dict[str, Any] = {"name": name, "value": value, "confirmationStatus": "NONE", "source": "USER"}
    if name in ("stretch", "leg"):
        slot["resolutions"] = {
            "resolutionsPerAuthority": [
                {
                    "authority": f"amzn1.er-authority.echo-sdk.test.{name}",
                    "status": {"code": "ER_SUCCESS_MATCH"},
                    "values": [{"value": {"name": value, "id": value}}],
                }
            ]
        }
    return slot
