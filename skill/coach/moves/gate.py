"""The welcome, and the reasons not to start."""

from skill.coach.line import Amount, Line
from skill.coach.moves.position import take_position
from skill.coach.moves.prompts import led_back, named, prompt
from skill.coach.moves.scene import Answer, Scene
from skill.coach.reply import Reply
from skill.coach.session import Phase, Session


def chosen(scene: Scene) -> Session:
    """The session with the sides the person asked for; else those it has, or the whole routine."""
    wish, session = scene.wish, scene.session
    if wish.stretch or wish.leg or not session.sides:
        sides = scene.knowledge.prescription.sides(wish.stretch or session.only, wish.leg or session.first_leg)
        return session._replace(sides=sides, at=0, done=0, checks=0, eased=False)
    return session


def welcome(scene: Scene) -> Answer:
    """A new conversation: welcome, disclaimer and the reasons not to start."""
    session = scene.session._replace(phase=Phase.GATE) if scene.column is Phase.OUTSIDE else fresh(scene.session)
    gate = Line("gate.short" if session.returning else "gate.full")
    reply = Reply((greeting(session), Line("disclaimer"), gate), ask=prompt(session), picture="gate")
    return Answer(session, reply._replace(event="launched"))


def greeting(session: Session) -> Line:
    """Welcome; to somebody with a place kept, where that is, and what of it is only assumed."""
    if session.done and session.side:
        return Line("welcome.in_leg", {**named(session.side), "holds": Amount(session.done, "hold")})
    if session.at and session.side:
        finished = named(session.sides[session.at - 1])
        return Line("welcome.assumed" if session.assumed else "welcome.after_leg", finished)
    return Line("welcome.again" if session.returning else "welcome.first")


def fresh(session: Session) -> Session:
    """The session in front of the gate, with nothing chosen and nothing done."""
    begun = session._replace(phase=Phase.GATE, gated=False, sides=(), at=0, done=0, sets=0)
    return begun._replace(checks=0, eased=False, assumed=None)


def open_gate(scene: Scene) -> Answer:
    """The reasons not to start, before every routine: a household shares a device. A kept place stays."""
    if scene.column is Phase.OUTSIDE:
        session = chosen(scene.with_session(scene.session._replace(phase=Phase.GATE)))
        return Answer(session, Reply((Line("disclaimer"), Line("gate.full")), ask=prompt(session), picture="gate"))
    session = chosen(scene.with_session(fresh(scene.session)))
    return Answer(session, Reply((Line("gate.short"),), ask=prompt(session), picture="gate"))


def repeat_gate(scene: Scene) -> Answer:
    """The gate once more, in full. A set whose end was only assumed is taken back with it."""
    session = scene.session
    lines: tuple[Line, ...] = (Line("gate.full"),)
    if session.assumed is not None and session.at:
        session = session._replace(at=session.at - 1, done=0, assumed=None, undone=session.assumed)
        lines = (Line("taken_back", named(session.sides[session.at])), *lines)
    return Answer(session, Reply(lines, ask=prompt(session), picture="gate"))


def begin_again(scene: Scene) -> Answer:
    """The whole routine from its start, through the gate."""
    whole = fresh(scene.session)._replace(only=None, first_leg=None)
    return open_gate(scene.with_session(whole)).said_before(Line("start_over"))


def choose_first(scene: Scene) -> Answer:
    """A choice made at the gate: noted, kept for the next time, and the gate still to be passed."""
    wish, session = scene.wish, scene.session
    leg = session.sides[0].leg.other if wish.other_leg and session.sides else wish.leg
    preferred = session._replace(only=wish.stretch or session.only, first_leg=leg or session.first_leg, sides=())
    picked = chosen(scene.with_session(preferred))
    return Answer(picked, Reply((Line("chosen", named(picked.sides[0])),), ask=prompt(picked), picture="gate"))


def be_sure(scene: Scene) -> Answer:
    """A yes may mean "yes, I have that", and a "next" may not have listened: only "ready" passes the gate."""
    return led_back(scene, Line("gate.sure"))


def pass_gate(scene: Scene) -> Answer:
    """The person has heard the reasons not to start and is ready."""
    answer = take_position(scene.with_session(chosen(scene)._replace(gated=True, assumed=None)))
    return answer._replace(reply=answer.reply._replace(event="routine.started"))
