"""What the coach answers: keys and values, never a sentence."""

from enum import StrEnum
from typing import NamedTuple

from skill.coach.line import Line
from skill.coach.timeline import Timeline


class Effect(StrEnum):
    """What is to be done besides answering."""

    FORGET = "forget"
    """Delete everything kept about the person, reminders included."""
    SET_REMINDER = "set_reminder"
    CANCEL_REMINDER = "cancel_reminder"
    FIND_REMINDER = "find_reminder"
    ASK_PERMISSION = "ask_permission"
    """Have Alexa ask whether the skill may set reminders."""


class Reply(NamedTuple):
    """One answer of the coach."""

    lines: tuple[Line, ...] = ()
    """Said first, in Alexa's own voice."""
    timeline: Timeline | None = None
    """Played after the lines; when there is one, its last segment is the prompt."""
    ask: Line | None = None
    """The prompt that leaves the microphone open; None closes the session."""
    quiet: Timeline | None = None
    """What the reprompt plays when more than a sentence is wanted: a patient silence, then the prompt."""
    card: Line | None = None
    """What the Alexa app shows."""
    releases: bool = False
    """The lines already tell the person to let go."""
    picture: str = ""
    """The key of the screen to show; empty for the plain one."""
    effect: Effect | None = None
    """To be done first; what came of it is then the outcome of the same wish."""
    consent_card: bool = False
    """The Alexa app shows how to allow reminders."""
    event: str = ""
    """What may be counted: never anything about health."""

    @property
    def listens(self) -> bool:
        """The microphone opens when the reply has been played."""
        return self.ask is not None
