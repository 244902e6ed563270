"""Amazon's own question for a permission, which a skill asks for by a directive."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from speaker.amazon.accounts import Status

_ASK_FOR = "AskFor"
_REMINDERS = "alexa::alerts:reminders:skill:readwrite"
_QUESTIONS = {_REMINDERS: "to set reminders on this device"}


@dataclass(frozen=True, slots=True)
class PermissionPrompt:
    """A question that waits for the person."""

    scope: str
    """The permission."""

    token: str
    """Comes back to the skill with the answer."""

    @property
    def name(self) -> str:
        """Name of the connection."""
        return _ASK_FOR

    @property
    def question(self) -> str:
        """What Amazon asks, in short."""
        return f"Do you give this skill permission {_QUESTIONS.get(self.scope, f'for {self.scope}')}?"

    def payload(self, status: Status) -> dict[str, Any]:
        """What the skill is told."""
        return {"permissionScope": self.scope, "status": status.value, "isCardThrown": False}


def permission_prompt(response: Mapping[str, Any]) -> PermissionPrompt | None:
    """The question a response makes Amazon ask; None when it makes none."""
    for directive in response.get("directives") or ():
        if directive.get("type") == "Connections.SendRequest" and directive.get("name") == _ASK_FOR:
            scope = (directive.get("payload") or {}).get("permissionScope", "")
            return PermissionPrompt(str(scope), str(directive.get("token", "")))
    return None
