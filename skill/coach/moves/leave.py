"""Leaving, and what the device tells."""

from skill.coach.line import Line
from skill.coach.moves.position import placed
from skill.coach.moves.prompts import closed, led_back
from skill.coach.moves.scene import Answer, Scene
from skill.coach.moves.sets import begin_set
from skill.coach.reply import Reply
from skill.coach.session import Phase


def goodbye(scene: Scene) -> Answer:
    """Stop at once, with no lecture."""
    session = scene.session
    waits = session._replace(phase=Phase.PAUSED) if session.phase is Phase.INTERRUPTED else session
    return closed(waits, Line("goodbye"))


def fall_silent(scene: Scene) -> Answer:
    """Nothing can be said any more."""
    return Answer(scene.session, Reply())


def give_again(scene: Scene) -> Answer:
    """The sound of the last answer failed: the same again as plain speech, and so from now on."""
    plain = scene.with_session(scene.session._replace(plain=True))
    if scene.column is Phase.INTERRUPTED:
        return begin_set(plain)
    if scene.column is Phase.POSITION:
        return placed(plain, full=not scene.session.done)
    return led_back(plain)
