"""The prompt each phase waits with, and the way back to the routine after an aside."""

from skill.coach.line import Amount, Line, Named
from skill.coach.moves.scene import Answer, Scene
from skill.coach.reply import Reply
from skill.coach.routine import Side
from skill.coach.session import Phase, Session
from skill.coach.timeline import Kind, Timeline, laid, opening, quiet, spoken


def named(side: Side) -> dict[str, Named]:
    """The words for a side."""
    return {"leg": Named("leg", side.leg), "stretch": Named("stretch", side.stretch)}


def resting(session: Session) -> Session:
    """The session as it waits after an answer: an interruption is a pause until the person goes on."""
    return session._replace(phase=Phase.PAUSED) if session.phase is Phase.INTERRUPTED else session


def prompt(session: Session) -> Line:
    """What to say last, so that the person knows what the coach waits for."""
    if session.phase is Phase.BETWEEN and session.side:
        before = session.sides[session.at - 1]
        key = "ask.other_leg" if before.stretch is session.side.stretch else "ask.next_stretch"
        return Line(key, named(session.side))
    if session.phase is Phase.GATE and session.side and (session.at or session.done):
        return Line("ask.gate_back", named(session.side))
    if session.phase is Phase.POSITION and session.done:
        return Line("ask.more_holds", {"holds": Amount(session.left, "hold")})
    return Line(f"ask.{resting(session).phase}")


def led_back(scene: Scene, *lines: Line) -> Answer:
    """An aside: the lines, then the prompt of the phase the person was in."""
    session = resting(scene.session)
    return Answer(session, Reply(lines=lines, ask=prompt(session)))


def patient(scene: Scene, lines: tuple[Line, ...], length: int, ask: Line) -> Timeline:
    """Lines, a long quiet, then the prompt."""
    speaking, pace = scene.knowledge.speaking, scene.pace
    return laid(
        [
            *opening(lines, pace, speaking),
            quiet(Kind.WAIT, length, (), pace, speaking),
            *spoken([ask], pace, speaking),
        ]
    )


def closed(session: Session, *lines: Line, card: Line | None = None) -> Answer:
    """The last word of a conversation."""
    return Answer(session, Reply(lines=lines, card=card))
