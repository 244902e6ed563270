"""The moves: for every wish, in every phase, one answer. The table is `content/moves.toml`."""

from collections.abc import Mapping

from skill.coach.line import Line
from skill.coach.moves import answers, gate, leave, position, remembering, sets, steer, stopping
from skill.coach.moves.scene import Action, Answer, Knowledge, Moves, Scene
from skill.coach.reply import Reply
from skill.coach.session import Phase, Session, settle
from skill.coach.wish import Wish

ACTIONS: Mapping[str, Action] = {
    "admit": stopping.admit,
    "answer": answers.answer,
    "ask_again": steer.ask_again,
    "ask_to_forget": remembering.ask_to_forget,
    "be_sure": gate.be_sure,
    "begin_again": gate.begin_again,
    "begin_set": sets.begin_set,
    "check_again": stopping.check_again,
    "choose_first": gate.choose_first,
    "choose_leg": steer.choose_leg,
    "choose_stretch": steer.choose_stretch,
    "close_well": position.close_well,
    "describe": position.describe,
    "doubt": stopping.doubt,
    "fall_silent": leave.fall_silent,
    "forget": remembering.forget,
    "give_again": leave.give_again,
    "go_back": steer.go_back,
    "goodbye": leave.goodbye,
    "hear_report": stopping.hear_report,
    "keep": remembering.keep,
    "help": answers.help_out,
    "not_today": stopping.not_today,
    "open_gate": gate.open_gate,
    "pass_gate": gate.pass_gate,
    "pause": steer.pause,
    "remind": remembering.remind,
    "refuse": stopping.refuse,
    "repeat_gate": gate.repeat_gate,
    "repeat_hold": position.repeat_hold,
    "set_hold": steer.set_hold,
    "set_repetitions": steer.set_repetitions,
    "skip": steer.skip,
    "slow_down": steer.slow_down,
    "sorry": answers.sorry,
    "start_set": sets.start_set,
    "stop_for_today": stopping.stop_for_today,
    "take_position": position.take_position,
    "tell_to_call": stopping.tell_to_call,
    "tell_place": steer.tell_place,
    "tell_progress": remembering.tell_progress,
    "tell_reminder": remembering.tell_reminder,
    "usual_pace": steer.usual_pace,
    "wait": steer.wait,
    "welcome": gate.welcome,
}

CONFIRMED = {
    (remembering.FORGET, "yes"): "forget",
    (remembering.FORGET, "no"): "keep",
    (remembering.REMIND, "yes"): "set_reminder",
    (remembering.REMIND, "no"): "keep",
}
"""What a yes or no means while something waits for it."""
RELEASE = Line("release")
SOUND_FAILED = "sound_failed"


def respond_to(session: Session, wish: Wish, knowledge: Knowledge) -> Answer:
    """Settle what was running, then answer the wish.

    An answer to a broken-off hold begins with a release, as the person is still in the stretch.
    """
    if is_stale(session, wish):
        return Answer(session, Reply())
    settled = settle(session, wish.now, knowledge.timing.allowance)
    wish, settled = continued(settled, wish, len(knowledge.tips))
    scene = Scene(settled, wish, settled.phase, knowledge)
    answer = ACTIONS[knowledge.moves.action(wish.move, scene.column)](scene)
    if scene.interrupted and answer.reply.lines and not answer.reply.releases and wish.move != SOUND_FAILED:
        answer = answer.said_before(RELEASE)
    return answer._replace(session=answer.session._replace(turn=session.turn + 1))


def is_stale(session: Session, wish: Wish) -> bool:
    """An event that speaks of an earlier answer's document changes nothing."""
    return wish.move == SOUND_FAILED and wish.token != str(session.turn)


def continued(session: Session, wish: Wish, tips: int) -> tuple[Wish, Session]:
    """ "Next" while tips are told is the next tip, and "repeat" after an answer is that answer again."""
    told, topic = session.part, session.topic
    fresh = session._replace(topic="", part=0)
    if (topic, wish.move) in CONFIRMED:
        return wish._replace(move=CONFIRMED[topic, wish.move]), fresh
    if topic and wish.move == "repeat":
        return wish._replace(move=topic), fresh._replace(part=max(told - 1, 0))
    if topic == answers.TIPS and wish.move == "next" and told < tips:
        return wish._replace(move=topic), fresh._replace(part=told)
    return wish, fresh


__all__ = ["ACTIONS", "Answer", "Knowledge", "Moves", "Phase", "Scene", "respond_to"]
