"""What a listener of this machine must be told: what it leaves out, and what Amazon would refuse."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """One line for the developer."""

    message: str
    """What is wrong."""

    is_refused: bool = False
    """Whether Amazon would refuse the response; otherwise only this machine cannot play it as a device would."""


class Notices:
    """Collects notices, each line once."""

    def __init__(self) -> None:
        """Begins empty."""
        self._kept: dict[Notice, None] = {}

    def left_out(self, message: str) -> None:
        """This machine cannot do something that a device can."""
        self._kept[Notice(message)] = None

    def refused(self, message: str) -> None:
        """Amazon would refuse the response for this."""
        self._kept[Notice(message, is_refused=True)] = None

    def all(self) -> tuple[Notice, ...]:
        """In the order they came up."""
        return tuple(self._kept)
