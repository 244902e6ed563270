"""A reply as a screen. Each body of `content/screens/bodies` has a function here that fills its data source."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from skill.coach.line import Ordinal, Value
from skill.coach.reply import Reply
from skill.coach.routine import Leg, Side
from skill.coach.session import Session
from skill.coach.timeline import Timeline
from skill.library import Words
from skill.screen.marks import shown_marks
from skill.screen.table import Picture, document, drawing, table
from skill.screen.text import NARROW, WIDE, named, said, shown, size_of, title

Data = dict[str, Any]


class Screen(NamedTuple):
    """What a RenderDocument directive carries."""

    document: Mapping[str, Any]
    datasources: Mapping[str, Any]


def show(reply: Reply, session: Session, words: Words) -> Screen | None:
    """The screen of a reply; None where the last word leaves nothing to read."""
    data = data_of(reply, session, words)
    if data is None:
        return None
    picture = table().picture(topic_of(reply))
    return Screen(document(picture if picture.body == data["body"] else Picture()), {"screen": data})


def data_of(reply: Reply, session: Session, words: Words) -> Data | None:
    """The data source of a reply's screen: its words, and what can be touched."""
    if not topic_of(reply) and reply.ask is None:
        return None
    return {"nonce": str(session.turn), "buttons": prompted(reply, words), **filled(reply, session, words)}


def filled(reply: Reply, session: Session, words: Words) -> Data:
    """What the body shows; a message where nothing else fits the reply."""
    topic = topic_of(reply)
    match table().picture(topic).body, session.side, reply.timeline:
        case "position", Side() as side, _:
            return position(topic, side, session, words)
        case "set", Side() as side, Timeline() as timeline:
            return running_set(topic, side, timeline, session, words) | {"later": prompted(reply, words)}
        case "sheet", _, _:
            return sheet(topic, words)
        case _:
            return message(topic, reply, session, words)


def topic_of(reply: Reply) -> str:
    """What is shown: the coach's picture, or what its card is about."""
    return reply.picture or (reply.card.key.removesuffix(".card") if reply.card else "")


def prompted(reply: Reply, words: Words) -> list[Data]:
    """What can be touched while the reply's prompt waits; nothing when the conversation is over."""
    return buttons(table().touched_at(reply.ask.key), words) if reply.ask else []


def buttons(moves: Iterable[str], words: Words) -> list[Data]:
    """Touch targets; the one that leads on stands out."""
    return [
        {"move": move, "label": shown(f"screen.button.{move}", words), "forward": move in ("ready", "yes")}
        for move in moves
    ]


def position(topic: str, side: Side, session: Session, words: Words) -> Data:
    """The position, the leg and the coming hold."""
    return {
        **drawn(topic, side, words),
        "body": "position",
        "title": title(f"screen.{topic}", words),
        "lines": shown(f"screen.{topic}", words).splitlines(),
        "hold": shown("screen.hold", words, place(session)),
    }


def running_set(topic: str, side: Side, timeline: Timeline, session: Session, words: Words) -> Data:
    """A running set: what goes on from when to when, and what can be touched meanwhile."""
    return {
        **drawn(topic, side, words),
        "body": "set",
        "seconds": session.hold_seconds,
        "timer": shown("screen.timer", words),
        "marks": shown_marks(timeline, session, words),
        "buttons": buttons(table().touches["set"], words),
    }


def drawn(topic: str, side: Side, words: Words) -> Data:
    """The drawing of a position, turned so that the working leg is the near one."""
    name = table().picture(topic).drawings[0]
    return {
        "drawing": name,
        "drawn": shown(f"screen.drawn.{name}", words),
        "facing": 1 if side.leg is Leg.RIGHT else -1,
        "leg": shown("screen.leg", words, named(side)),
    }


def place(session: Session) -> dict[str, Value]:
    """The coming hold, and how many there are."""
    return {"hold": Ordinal(session.done + 1), "total": Ordinal(session.repetitions)}


def message(topic: str, reply: Reply, session: Session, words: Words) -> Data:
    """Words alone, and below them where the person is."""
    heading, lines = text_of(topic, reply, words)
    footer = footer_of(topic, session, words)
    sizes = {shape: size_of(lines, shape, reply.listens, bool(footer)) for shape in (WIDE, NARROW)}
    return {"body": "message", "title": heading, "lines": lines, "size": sizes, "footer": footer}


def footer_of(topic: str, session: Session, words: Words) -> str:
    """The line at the foot of a message: its own, else the place in the routine."""
    own = f"screen.{topic}.footer"
    if own in words.phrases:
        return shown(own, words)
    side = session.side if session.gated else None
    return shown("screen.place", words, named(side) | place(session)) if side else ""


def text_of(topic: str, reply: Reply, words: Words) -> tuple[str, list[str]]:
    """The title and the lines of a message: the screen's own, or those that are said; the last word of a
    conversation is the longer card."""
    own, card = f"screen.{topic}", f"{topic}.card"
    if own in words.phrases:
        return title(own, words), shown(own, words).splitlines()
    heading = title(card, words) if card in words.phrases else shown("screen.name", words)
    if card in words.phrases and reply.ask is None:
        return heading, shown(card, words).splitlines()
    asked = [reply.ask] if reply.ask and card not in words.phrases else []
    return heading, [said(line, words) for line in (*reply.lines, *asked)]


def sheet(topic: str, words: Words) -> Data:
    """Whom to turn to, and before that, after a stop, what to do."""
    return {
        "body": "sheet",
        "title": title(f"screen.{topic}", words),
        "lines": shown(f"screen.{topic}", words).splitlines(),
        "stopped": topic.startswith("stop."),
        "rows": [row(key, words) for key in ROWS.get(topic, ())],
        "code": code(words) if "code" in table().picture(topic).drawings else "",
    }


ROWS = {
    "stop.emergency": ("screen.stop.emergency.number",),
    "stop.radiating": ("screen.contact.rehab",),
    "contact": ("screen.contact.rehab", "screen.contact.doctors", "screen.contact.others"),
}


def row(key: str, words: Words) -> Data:
    """A number or address, and what it is for."""
    return {"label": title(key, words), "value": shown(key, words), "main": key.endswith(".number")}


def code(words: Words) -> str:
    """What the QR code is for; empty when it was drawn for another number than the clinic's."""
    number = words.facts["clinic.rehab_phone"].telephone.replace("-", "")
    fits = drawing("code")["description"].startswith(f"tel:{number} ")
    return shown("screen.code", words) if fits else ""
