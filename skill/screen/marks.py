"""A set as a screen follows it: what goes on, from when to when, as planned."""

from typing import Any, NamedTuple

from skill.coach.line import Ordinal, Value
from skill.coach.session import Session
from skill.coach.timeline import Timeline
from skill.library import Words
from skill.screen.text import said, shown


class Mark(NamedTuple):
    """A part of a set. Times are in milliseconds from the moment Alexa begins to speak."""

    kind: str
    """`lead` before the first hold, `hold`, `rest` between two, `end` after the last."""
    start: int
    end: int
    number: int
    """The hold itself, or the one that comes next."""


def marks(timeline: Timeline, done: int) -> tuple[Mark, ...]:
    """A set's holds and what lies between them, without gaps; `done` holds came before it."""
    found: list[Mark] = []
    at = 0
    for number, hold in enumerate(timeline.holds, start=done + 1):
        found.append(Mark("rest" if found else "lead", at, hold.start, number))
        found.append(Mark("hold", hold.start, hold.end, number))
        at = hold.end
    return (*found, Mark("end", at, timeline.length, done + len(timeline.holds)))


def shown_marks(timeline: Timeline, session: Session, words: Words) -> list[dict[str, Any]]:
    """The marks of a set with their words."""
    return [
        {"kind": mark.kind, "start": mark.start, "end": mark.end, **worded(mark, timeline, session, words)}
        for mark in marks(timeline, session.done)
    ]


def worded(mark: Mark, timeline: Timeline, session: Session, words: Words) -> dict[str, str]:
    """What a mark is called, and a line below it; at the end that is what the coach asks."""
    count: dict[str, Value] = {"hold": Ordinal(mark.number), "total": Ordinal(session.repetitions)}
    if mark.kind == "hold":
        return {"name": shown("screen.hold", words, count), "note": shown("screen.set.still", words)}
    if mark.kind == "end":
        asked = timeline.segments[-1].line
        return {"name": shown("screen.set.rest", words), "note": said(asked, words) if asked else ""}
    key = "screen.set.lead" if mark.kind == "lead" else "screen.set.rest"
    return {"name": shown(key, words), "note": shown("screen.set.next", words, count)}
