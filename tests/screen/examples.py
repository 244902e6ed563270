"""Every kind of screen, from the coach's own answers, and the devices that show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from skill import library
from skill.coach.moves import Answer, respond_to
from skill.coach.session import Phase, Session
from skill.coach.triage import Framing, Report
from skill.coach.wish import Practice, Wish
from skill.screen import Screen, show
from tests.every_answer import NOON, REPORTS, SIDES, known

WORDS = library.words("en-US")


@dataclass(frozen=True, slots=True)
class Viewport:
    """A device's screen, in pixels. `dpi` is Amazon's: 160 makes a pixel one of APL's units."""

    width: int
    height: int
    dpi: int = 160
    shape: str = "RECTANGLE"
    mode: str = "HUB"


VIEWPORTS = {
    "show-5": Viewport(960, 480),
    "show-8": Viewport(1280, 800),
    "show-15": Viewport(1920, 1080),
    "spot": Viewport(480, 480, shape="ROUND"),
    "tv": Viewport(1920, 1080, dpi=320, mode="TV"),
}


def answer(session: Session, move: str, report: str | None = None) -> Answer:
    """The coach's answer at noon."""
    told = Report(REPORTS[report], Framing.STATED) if report else None
    return respond_to(session, Wish(move, NOON, report=told), known())


def examples() -> Mapping[str, Answer]:
    """An answer for every screen, by the screen's name."""
    gate = answer(Session(), "launch")
    seated = answer(gate.session, "ready")
    seated_set = answer(seated.session, "ready")
    supine = answer(seated.session._replace(at=3, done=1), "repeat")
    return {
        "gate": gate,
        "position-seated": seated,
        "position-supine": supine,
        "set-seated": seated_set,
        "set-supine": answer(supine.session, "ready"),
        "last-set": answer(supine.session._replace(done=2), "ready"),
        "paused": answer(seated_set.session, "pause"),
        "help": answer(gate.session, "help"),
        "tips": answer(seated.session, "safety_tips"),
        "question": answer(seated.session, "check_first"),
        "confirming": respond_to(seated.session, Wish("forget_me", NOON, practice=Practice(4, 2, 1)), known()),
        "contact": answer(seated.session, "contact"),
        "check": answer(seated.session, "report", "unclear"),
        "emergency": answer(seated_set.session, "report", "emergency"),
        "urgent": answer(seated_set.session, "report", "urgent"),
        "radiating": answer(seated_set.session, "report", "radiating"),
        "done": answer(Session(Phase.FINISHED, gated=True, sides=SIDES, at=4, sets=4), "ready"),
        "tips-in-passing": answer(Session(), "safety_tips"),
        "contact-in-passing": answer(Session(), "contact"),
    }


def screen_of(name: str) -> Screen:
    """The screen of an example."""
    found = examples()[name]
    screen = show(found.reply, found.session, WORDS)
    assert screen is not None
    return screen
