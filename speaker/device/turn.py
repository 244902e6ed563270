"""One request with its response."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from speaker.device.plan import Plan
from speaker.understanding import Heard


@dataclass(frozen=True, slots=True)
class Card:
    """A card as the Alexa app shows it."""

    type: str
    """`Simple`, `Standard`, `AskForPermissionsConsent` or `LinkAccount`."""

    title: str = ""
    """Its heading; empty when it has none."""

    text: str = ""
    """What it says."""

    permissions: tuple[str, ...] = ()
    """Scopes a permission card asks for."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A request that was sent and what came of it."""

    at: datetime
    """When the request was sent; its answer begins to play at the same moment."""

    request: Mapping[str, Any]
    """The whole envelope."""

    response: Mapping[str, Any] | None
    """The whole response envelope; None when the skill failed."""

    said: str = ""
    """The utterance; empty when nobody spoke."""

    heard: Heard | None = None
    """What was understood; None for a request that no utterance made."""

    plan: Plan = field(default_factory=Plan)
    """What happens from `at` on unless someone speaks."""

    card: Card | None = None
    """The card sent to the app."""

    interrupted: bool = False
    """Whether it cut a playing answer off."""

    goes_on: bool = False
    """Whether what played before goes on, `plan` being the one before."""

    problem: str = ""
    """Why Amazon would say that there was a problem with the skill's response; empty when all is well."""

    @property
    def kind(self) -> str:
        """The request's type, such as `IntentRequest`."""
        return str(self.request["request"]["type"])


def card_of(response: Mapping[str, Any]) -> Card | None:
    """The card of a response; None without one."""
    card = response.get("card")
    if not card:
        return None
    return Card(
        str(card.get("type", "")),
        str(card.get("title") or ""),
        str(card.get("content") or card.get("text") or ""),
        tuple(card.get("permissions") or ()),
    )
