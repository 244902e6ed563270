"""What a report of a symptom can come to: the values triage takes and gives."""

from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """What the coach must do about a report, worst first."""

    EMERGENCY = "emergency"
    """Call the local emergency number now."""
    URGENT = "urgent"
    """Do not stretch; see a doctor today."""
    RADIATING = "radiating"
    """The nerve may be irritated: stop, and refuse to go on."""
    EASE = "ease"
    """Local and too strong: let go, then less."""
    UNCLEAR = "unclear"
    """Something is wrong, but not where or what: let go, and treat it with care."""
    NORMAL = "normal"
    """What a stretch may feel like, or nothing the person has now."""

    @property
    def severity(self) -> int:
        """0 for normal, rising to 5 for emergency."""
        return len(Verdict) - 1 - list(Verdict).index(self)


class Framing(StrEnum):
    """How a symptom is spoken of."""

    STATED = "stated"
    DENIED = "denied"
    PAST = "past"
    SOMEONE_ELSE = "someone_else"
    ASKED = "asked"


class Report(NamedTuple):
    """Words about a symptom, as a slot brought them, and how their intent framed them."""

    text: str
    """As heard: lower case, no punctuation. Apostrophes may be there or not."""
    framing: Framing = Framing.STATED
    """DENIED means that "no" or "i don't have" was taken off the front of the text."""
    is_fragment: bool = False
    """Free text: Alexa keeps the words that carried it, such as "my" or "it", to herself."""


class Finding(NamedTuple):
    """What triage made of one report."""

    verdict: Verdict | None
    """None when the words say nothing about a symptom: an order, or nonsense."""
    framing: Framing
    """The framing that holds after reading the words too."""
    if_stated: Verdict | None
    """What the words would be if the person said them of themselves, now."""
    rules: tuple[str, ...]
    """Names of the rules that gave `if_stated`, in the order of the data."""
