"""Getting into position: told in full the first time, short later, always with time to get there."""

from skill.coach.line import Line, Ordinal
from skill.coach.moves.prompts import named, patient, prompt
from skill.coach.moves.scene import Answer, Scene
from skill.coach.reply import Reply
from skill.coach.routine import Side
from skill.coach.session import Phase, following
from skill.coach.timeline import Kind, Timeline, laid, opening, quiet, spoken

OFFER = "reminder"
"""The reminder is offered once, and never again."""


def take_position(scene: Scene) -> Answer:
    """The position of the current side: in full the first time, short later."""
    side = scene.session.side
    return placed(scene, full=side is None or side.stretch not in scene.session.learned)


def describe(scene: Scene) -> Answer:
    """The position of the current side in full."""
    return placed(scene, full=True)


def repeat_hold(scene: Scene) -> Answer:
    """The hold that was broken off, from its beginning."""
    return placed(scene, full=False)


def placed(scene: Scene, full: bool) -> Answer:
    """Tell the position of the current side; before the gate, or with no side left, what belongs there."""
    session, side = scene.session, scene.session.side
    if not session.gated:
        return before_the_gate(scene)
    if side is None:
        return close_well(scene)
    lines: tuple[Line, ...] = (Line(f"position.{side.stretch}.{'full' if full else 'short'}", named(side)),)
    if session.done:
        lines = (*lines, Line("position.from_hold", {"hold": Ordinal(session.done + 1)}))
    ask = Line("ask.position")
    told = session._replace(phase=Phase.POSITION, learned=tuple(dict.fromkeys((*session.learned, str(side.stretch)))))
    reply = Reply(
        lines,
        steps(scene, side, lines, ask) if full else None,
        ask,
        quiet=patient(scene, (Line("patience"),), scene.timing.patience, ask),
        picture=f"position.{side.stretch}",
    )
    return Answer(told, reply)


def before_the_gate(scene: Scene) -> Answer:
    """No position is given before the person has heard the reasons not to start."""
    session = scene.session._replace(phase=Phase.GATE)
    return Answer(session, Reply((Line("gate.full"),), ask=prompt(session), picture="gate"))


def steps(scene: Scene, side: Side, lines: tuple[Line, ...], ask: Line) -> Timeline:
    """The steps of a position, each with time to do it."""
    speaking, pace, timing = scene.knowledge.speaking, scene.pace, scene.timing
    longer = timing.slower_factor if scene.session.slower else 1.0
    segments = opening(lines, pace, speaking)
    for number, wait in enumerate(timing.step_waits[side.stretch], start=1):
        segments += spoken([Line(f"position.{side.stretch}.step_{number}", named(side))], pace, speaking)
        segments.append(quiet(Kind.WAIT, round(wait * longer), (), pace, speaking))
    return laid([*segments, *spoken([ask], pace, speaking)])


def close_well(scene: Scene) -> Answer:
    """The routine is done: praise for what was done, and what to do next."""
    session = scene.session
    praise = (Line("done", variant=session.sets),) if session.sets else ()
    offered = scene.wish.practice is None or OFFER in session.learned
    offer = () if offered else (Line("done.reminder"),)
    learned = session.learned if offered else (*session.learned, OFFER)
    ended = session._replace(phase=Phase.OUTSIDE, sides=(), at=0, done=0, gated=False, learned=learned)
    return Answer(ended, Reply((*praise, Line("done.next"), *offer), picture="done", event="routine.finished"))


def skip_side(scene: Scene) -> Answer:
    """Leave this leg without a lecture; the next one, or the end."""
    onward = scene.with_session(following(scene.session))
    return close_well(onward) if onward.session.side is None else take_position(onward)
