"""Steering: waiting, skipping, going back, choosing, and how much is left."""

from skill.coach.errors import Refusal
from skill.coach.line import Amount, Line, Named, Ordinal, Seconds
from skill.coach.moves.gate import chosen, open_gate
from skill.coach.moves.position import describe, skip_side, take_position
from skill.coach.moves.prompts import led_back, named, patient, prompt
from skill.coach.moves.scene import Answer, Scene
from skill.coach.moves.sets import opening_lines, planned_set
from skill.coach.reply import Reply
from skill.coach.session import Phase, Session


def wait(scene: Scene) -> Answer:
    """All the time the person needs; the phase stays what it is."""
    return waited(scene, scene.session, Line("wait"))


def pause(scene: Scene) -> Answer:
    """A break in the routine. Pausing twice changes nothing."""
    session = scene.session._replace(phase=Phase.PAUSED)
    return waited(scene, session, Line("pause"))


def waited(scene: Scene, session: Session, line: Line) -> Answer:
    """A long quiet, then the prompt; the reprompt is as patient."""
    ask = prompt(session)
    return Answer(
        session,
        Reply(
            (line,),
            patient(scene, (line,), scene.timing.pause, ask),
            ask,
            quiet=patient(scene, (Line("patience"),), scene.timing.patience, ask),
        ),
    )


def ask_again(scene: Scene) -> Answer:
    """The prompt once more."""
    return led_back(scene, Line("again"))


def skip(scene: Scene) -> Answer:
    """On to the next leg, without a lecture."""
    return skip_side(scene).said_before(Line("skip"))


def go_back(scene: Scene) -> Answer:
    """This leg from its first hold; with none of it done, the leg before."""
    session = scene.session
    back = 0 if session.done or scene.interrupted else 1
    again = session._replace(at=max(session.at - back, 0), done=0, checks=0, eased=False)
    return take_position(scene.with_session(again)).said_before(Line("previous"))


def choose_leg(scene: Scene) -> Answer:
    """Change to the leg asked for: the legs of the current stretch change places, and none is done twice."""
    session, wish = scene.session, scene.wish
    index = min(session.at, len(session.sides) - 1)
    side = session.sides[index]
    leg = side.leg.other if wish.other_leg else wish.leg or side.leg
    wanted = session.sides.index(side._replace(leg=leg))
    if wanted > index:
        sides = list(session.sides)
        sides[index], sides[wanted] = sides[wanted], sides[index]
        moved = session._replace(sides=tuple(sides), done=0, checks=0, eased=False)
    else:
        moved = session._replace(at=wanted, done=session.done if wanted == session.at else 0)
    return take_position(scene.with_session(moved)).said_before(Line("choose_leg", {"leg": Named("leg", leg)}))


def choose_stretch(scene: Scene) -> Answer:
    """Only the stretch asked for, from its first leg."""
    stretch = scene.wish.stretch
    if stretch is None:
        return led_back(scene, Line("which_stretch"))
    session = chosen(scene.with_session(scene.session._replace(only=stretch)))
    line = Line("choose_stretch", {"stretch": Named("stretch", stretch)})
    return take_position(scene.with_session(session)).said_before(line)


def set_hold(scene: Scene) -> Answer:
    """Longer holds, from the next set on; under 30 seconds is declined: gentler, not shorter."""
    try:
        seconds = scene.knowledge.prescription.hold(scene.wish.hold_seconds)
    except Refusal as refusal:
        return aside(scene, Line(refusal.key, limits(scene)))
    changed = scene.with_session(scene.session._replace(hold_seconds=seconds))
    return aside(changed, Line("set_hold", {"seconds": Seconds(seconds)}))


def set_repetitions(scene: Scene) -> Answer:
    """Fewer or more holds for each leg; a leg that has had that many already is done."""
    try:
        repetitions = scene.knowledge.prescription.count(scene.wish.repetitions)
    except Refusal as refusal:
        return aside(scene, Line(refusal.key, limits(scene)))
    changed = scene.with_session(scene.session._replace(repetitions=repetitions))
    line = Line("set_repetitions", {"holds": Amount(repetitions, "hold")})
    if changed.session.side and not changed.session.left:
        return skip_side(changed).said_before(line)
    return aside(changed, line)


def limits(scene: Scene) -> dict[str, Seconds | Ordinal]:
    """What a refusal names."""
    prescription = scene.knowledge.prescription
    return {
        "shortest": Seconds(prescription.shortest_hold_seconds),
        "longest": Seconds(prescription.longest_hold_seconds),
        "fewest": Ordinal(prescription.fewest_repetitions),
        "most": Ordinal(prescription.most_repetitions),
    }


def slow_down(scene: Scene) -> Answer:
    """Speech and settling times take longer from now on; a position is told again."""
    return paced(scene, slower=True, line=Line("slower"))


def usual_pace(scene: Scene) -> Answer:
    """Back to the usual pace."""
    return paced(scene, slower=False, line=Line("faster"))


def paced(scene: Scene, slower: bool, line: Line) -> Answer:
    """The same, at another pace."""
    changed = scene.with_session(scene.session._replace(slower=slower))
    if slower and scene.column is Phase.POSITION:
        return describe(changed).said_before(line)
    return aside(changed, line)


def aside(scene: Scene, line: Line) -> Answer:
    """A word in passing, then back; with nothing begun, on to the gate."""
    return open_gate(scene).said_before(line) if scene.column is Phase.OUTSIDE else led_back(scene, line)


def tell_place(scene: Scene) -> Answer:
    """Which leg and stretch, how many holds, and about how many minutes."""
    session = scene.session
    if session.side is None:
        return led_back(scene, Line("place.finished" if session.sides else "place.not_begun", minutes(scene)))
    values = named(session.side) | {"holds": Amount(session.left, "hold")} | minutes(scene)
    return led_back(scene, Line("place", values))


def minutes(scene: Scene) -> dict[str, Amount]:
    """About how long the rest of the routine takes, in whole minutes, at least one."""
    session = scene.session
    sides = session.sides[session.at :] if session.sides else scene.knowledge.prescription.sides()
    total = 0
    for index, side in enumerate(sides):
        at = session._replace(sides=sides, at=index, done=session.done if index == 0 else 0)
        lines = opening_lines(at, side)
        total += planned_set(scene.with_session(at), side, lines, max(at.left, 1)).length
        total += sum(scene.timing.step_waits[side.stretch])
    return {"minutes": Amount(max(round(total / 60_000), 1), "minute")}
