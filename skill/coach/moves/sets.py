"""A set: as many holds of one leg as a single audio response may carry."""

from skill.coach.line import Amount, Line, Ordinal, Seconds, Value
from skill.coach.moves.gate import chosen
from skill.coach.moves.position import describe, take_position
from skill.coach.moves.prompts import named, prompt
from skill.coach.moves.scene import Answer, Scene
from skill.coach.reply import Reply
from skill.coach.routine import Side
from skill.coach.session import Phase, Session, following, sent
from skill.coach.timeline import Cue, Kind, Segment, Timeline, cues_of, laid, opening, quiet, spoken

HINT = "interrupting"


def start_set(scene: Scene) -> Answer:
    """ "Start" in mid-routine: with a stretch or leg, a new choice; else whatever comes next."""
    if scene.wish.stretch or scene.wish.leg:
        return take_position(scene.with_session(chosen(scene)))
    return begin_set(scene) if scene.column is Phase.POSITION else take_position(scene)


def begin_set(scene: Scene) -> Answer:
    """Send the holds that are left, or as many of them as one audio response may carry."""
    session, side = scene.session, scene.session.side
    if not session.gated or side is None:
        return describe(scene)
    hinted = session._replace(learned=tuple(dict.fromkeys((*session.learned, HINT))))
    lines = opening_lines(session, side)
    timeline = longest_fitting(scene, side, lines)
    ask = prompt(after(session, len(timeline.holds)))
    reply = Reply(lines, timeline, ask, picture=f"set.{side.stretch}", event="set.sent")
    return Answer(sent(hinted, timeline, scene.wish.now), reply)


def longest_fitting(scene: Scene, side: Side, lines: tuple[Line, ...]) -> Timeline:
    """The timeline of the most holds that stay under the longest audio; one hold always does."""
    planned = (planned_set(scene, side, lines, count) for count in range(scene.session.left, 0, -1))
    return next(
        timeline for timeline in planned if timeline.length <= scene.timing.longest_audio or len(timeline.holds) == 1
    )


def planned_set(scene: Scene, side: Side, lines: tuple[Line, ...], count: int) -> Timeline:
    """Lead-in, `count` holds with their releases and rests, then the prompt of what follows."""
    session, speaking, pace = scene.session, scene.knowledge.speaking, scene.pace
    first = session.done + 1
    lead_in = Line(f"set.{side.stretch}.first", {"hold": Ordinal(first)}, variant=session.done)
    segments = [*opening(lines, pace, speaking), *spoken([lead_in], pace, speaking)]
    for number in range(first, first + count):
        if number > first:
            segments += rest_before(scene, side, number)
        segments += hold(scene, number, last=number == first + count - 1)
    return laid([*segments, *spoken([prompt(after(session, count))], pace, speaking)])


def opening_lines(session: Session, side: Side) -> tuple[Line, ...]:
    """What leg and how many holds; how to interrupt, once."""
    amounts: dict[str, Value] = {
        "holds": Amount(session.left, "hold"),
        "seconds": Seconds(session.hold_seconds),
    }
    line = Line("set.opening", {**named(side), **amounts})
    return (line,) if HINT in session.learned else (line, Line("set.interrupting"))


def after(session: Session, count: int) -> Session:
    """The session as it will be when `count` more holds are done."""
    ended = session._replace(done=session.done + count)
    return ended._replace(phase=Phase.POSITION) if ended.left else following(ended)


def hold(scene: Scene, number: int, last: bool) -> list[Segment]:
    """One hold and its release."""
    speaking, pace, timing, session = scene.knowledge.speaking, scene.pace, scene.timing, scene.session
    length = session.hold_seconds * 1000
    cues = cues_of(length, number, timing, pace, speaking)
    release = (
        Line("set.released_last", variant=session.sets)
        if last
        else Line("set.released", {"hold": Ordinal(number)}, variant=number)
    )
    return [quiet(Kind.HOLD, length, cues, pace, speaking), *spoken([release], pace, speaking)]


def rest_before(scene: Scene, side: Side, number: int) -> list[Segment]:
    """A rest that names the hold it leads to, then the way back into the stretch."""
    speaking, pace, session = scene.knowledge.speaking, scene.pace, scene.session
    coming: dict[str, Value] = {"hold": Ordinal(number), "repetitions": Ordinal(session.repetitions)}
    rest = quiet(Kind.REST, scene.timing.rest, (Cue(Line("set.rest", coming), 0),), pace, speaking)
    return [rest, *spoken([Line(f"set.{side.stretch}.again", coming, variant=number)], pace, speaking)]
