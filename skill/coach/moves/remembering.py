"""Progress, forgetting and reminders. What is kept, and Amazon's reminders, are somebody else's doing: here they
are only answered."""

from skill.coach.line import Amount, Clock, Line
from skill.coach.moves.answers import answer
from skill.coach.moves.prompts import closed, led_back
from skill.coach.moves.scene import Answer, Scene
from skill.coach.reply import Effect, Reply
from skill.coach.session import Phase, Session

FORGET, REMIND = "forget_me", "remind_me"
"""Topics that wait for a yes."""
DONE, ACCEPTED = "done", "accepted"
CARD = ("needs_permission", "denied", "not_answered")
"""Outcomes after which the Alexa app shows how to give the permission."""


def tell_progress(scene: Scene) -> Answer:
    """What was practised, in one breath, with the article's promise honestly put."""
    practice = scene.wish.practice
    if practice is None:
        line = Line("progress.unkept")
    elif not practice.sets:
        line = Line("progress.none")
    else:
        values = {
            "days": Amount(practice.days, "day"),
            "sets": Amount(practice.sets, "set"),
            "streak": Amount(practice.streak, "day"),
        }
        line = Line("progress.in_a_row" if practice.streak > 1 else "progress.kept", values)
    return told(scene, line, Line("progress.card"))


def told(scene: Scene, line: Line, card: Line | None = None) -> Answer:
    """An aside; asked in passing, the session closes."""
    if scene.column is Phase.OUTSIDE:
        return closed(scene.session, line, card=card)
    return led_back(scene, line)


def ask_to_forget(scene: Scene) -> Answer:
    """Everything is deleted only after a yes; where nothing is kept, that is said."""
    if scene.wish.practice is None:
        return answer(scene)
    back = led_back(scene, Line("forget_me.confirm"))
    return back._replace(session=back.session._replace(topic=FORGET), reply=back.reply._replace(ask=Line("ask.forget")))


def forget(scene: Scene) -> Answer:
    """The record and the reminders are deleted, then that is said."""
    if not scene.wish.outcome:
        return Answer(scene.session, Reply(effect=Effect.FORGET))
    if scene.wish.outcome != DONE:
        return told(scene, Line("forget_me.failed"))
    return told(scene.with_session(unlearned(scene.session)), Line("forget_me.done"))._replace(forgotten=True)


def unlearned(session: Session) -> Session:
    """The session without anything that was remembered."""
    return session._replace(returning=False, learned=(), only=None, first_leg=None, assumed=None, slower=False)


def keep(scene: Scene) -> Answer:
    """The answer was no: nothing changes."""
    return told(scene.with_session(scene.session._replace(reminder="")), Line("kept"))


def remind(scene: Scene) -> Answer:
    """A daily reminder: the time and that it is daily are said, and a yes is waited for."""
    clock = scene.wish.clock
    if clock is None:
        back = led_back(scene, Line("remind_me.when"))
        return back._replace(reply=back.reply._replace(ask=Line("ask.reminder_time")))
    back = led_back(scene, Line("remind_me.confirm", {"time": clock}))
    waiting = back.session._replace(topic=REMIND, reminder=clock.text)
    return back._replace(session=waiting, reply=back.reply._replace(ask=Line("ask.reminder")))


EFFECTS = {
    "set_reminder": Effect.SET_REMINDER,
    "cancel_reminder": Effect.CANCEL_REMINDER,
    "which_reminder": Effect.FIND_REMINDER,
    "permission": Effect.SET_REMINDER,
}


def tell_reminder(scene: Scene) -> Answer:
    """What came of a reminder that was to be set, cancelled or looked up."""
    outcome, clock = scene.wish.outcome, scene.wish.clock or Clock.of(scene.session.reminder)
    if outcome in ("", ACCEPTED):
        return Answer(scene.session, Reply(effect=EFFECTS[scene.wish.move]))
    if outcome == "needs_permission" and scene.wish.move == "set_reminder":
        return Answer(scene.session, Reply((Line("reminder.asking"),), effect=Effect.ASK_PERMISSION))
    line = Line(f"reminder.{outcome}", {"time": clock} if clock else {})
    answered = told(scene.with_session(scene.session._replace(reminder="")), line)
    return answered._replace(reply=answered.reply._replace(consent_card=outcome in CARD))
