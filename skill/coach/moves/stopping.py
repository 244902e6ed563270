"""When it stops: reports of how the body feels, and what they lead to.

After `radiating` or worse the phase is refused, and no action of that column of the table sends a hold.
"""

from collections.abc import Callable

from skill.coach.line import Line
from skill.coach.moves.answers import help_out, sorry
from skill.coach.moves.gate import open_gate
from skill.coach.moves.position import skip_side
from skill.coach.moves.prompts import closed, led_back, prompt
from skill.coach.moves.scene import Answer, Scene
from skill.coach.reply import Reply
from skill.coach.session import Phase, Session
from skill.coach.triage import Finding, Framing, Report, Verdict

CARRIERS = ("", "my ", "it ", "i ")
CHECK_FIRST = "check-first"
"""The rule for what is no feeling but a reason to ask a doctor first, such as a pregnancy."""
STOPPING = (Verdict.EMERGENCY, Verdict.URGENT, Verdict.RADIATING)


def hear_report(scene: Scene) -> Answer:
    """Decide what a report means and answer it; the report itself goes no further."""
    report = scene.wish.report
    if report is None:
        return not_understood(scene)
    finding = understood(report, scene.knowledge.assess)
    if finding.framing is not Framing.STATED and finding.verdict in (None, Verdict.NORMAL):
        return told_of(scene, finding)
    if finding.verdict is None:
        return not_understood(scene)
    if finding.verdict in STOPPING:
        return stop(scene, finding.verdict)
    if scene.column is Phase.REFUSED:
        return refuse(scene)
    if finding.rules == (CHECK_FIRST,):
        return ask_doctor(scene, finding.framing)
    if finding.verdict is Verdict.NORMAL:
        return normal(scene)
    return ease(scene) if finding.verdict is Verdict.EASE else doubt(scene)


def ask_doctor(scene: Scene, framing: Framing) -> Answer:
    """A reason to ask a doctor first: asked about, the whole list; the person's own, only the doctor's yes leads on."""
    if framing is not Framing.STATED:
        return led_back(scene, Line("check_first.answer"))
    line = Line("check_first.own")
    if scene.column is Phase.CHECK:
        return check_again(scene).said_before(line)
    told = led_back(scene, line)
    return told._replace(reply=told.reply._replace(ask=Line("ask.doctor"), releases=True))


def normal(scene: Scene) -> Answer:
    """It feels as it should; in mid-hold, what that is."""
    if scene.column is Phase.CHECK:
        return check_again(scene)
    return led_back(scene, Line("normal" if scene.column is Phase.INTERRUPTED else "normal.brief"))


def understood(report: Report, assess: Callable[[Report], Finding]) -> Finding:
    """What a report says.

    A fragment is read with each of the words that may have carried it; a denial brings its own. A reading that tells of
    somebody else, of the past, or asks ("my mother has ...") is the right one; of the others the worst counts.
    """
    carriers = CARRIERS if report.is_fragment and report.framing is not Framing.DENIED else CARRIERS[:1]
    readings = [assess(report._replace(text=f"{carrier}{report.text}")) for carrier in carriers]
    told = (finding for finding in readings if finding.framing not in (Framing.STATED, Framing.DENIED))
    worst = max(readings, key=lambda finding: finding.verdict.severity if finding.verdict else -1)
    return next((finding for finding in told if is_of_no_matter(finding)), worst)


def is_of_no_matter(finding: Finding) -> bool:
    """Nothing that counts now; of somebody else, not even when nothing was made out."""
    return finding.verdict is Verdict.NORMAL or (finding.framing is Framing.SOMEONE_ELSE and finding.verdict is None)


def told_of(scene: Scene, finding: Finding) -> Answer:
    """Not felt now: denied, in the past, somebody else's, or asked about."""
    if scene.column is Phase.REFUSED:
        return refuse(scene)
    serious = finding.if_stated if finding.if_stated in STOPPING else "other"
    if finding.framing is Framing.DENIED:
        line = Line("told_of.denied")
    elif finding.if_stated is Verdict.EMERGENCY:
        line = Line("told_of.emergency")
    else:
        line = Line(f"told_of.{finding.framing}.{serious}")
    return led_back(scene, line)


def not_understood(scene: Scene) -> Answer:
    """The words said nothing about the body: answered as anything else not understood in this phase."""
    actions = {"help": help_out, "sorry": sorry, "doubt": doubt, "refuse": refuse}
    return actions[scene.knowledge.moves.action("not_understood", scene.column)](scene)


def stop(scene: Scene, verdict: Verdict) -> Answer:
    """Stop and release, what to do, who to contact. An emergency ends the conversation."""
    session = refused(scene.session)
    line = Line(f"stop.{verdict}")
    if verdict is Verdict.EMERGENCY:
        return Answer(session, Reply((line,), releases=True, picture="stop.emergency", event="stopped"))
    ask, card = prompt(session), Line("contact.card")
    return Answer(
        session,
        Reply((line,), ask=ask, card=card, releases=True, picture=f"stop.{verdict}", event="stopped"),
    )


def refused(session: Session) -> Session:
    """The session with nothing left that could be started or resumed."""
    return session._replace(
        phase=Phase.REFUSED, gated=False, sides=(), at=0, done=0, pending=None, checks=0, eased=False
    )


def refuse(scene: Scene) -> Answer:
    """Whatever was asked for: not today. In full once, then briefly."""
    line = Line("refuse.brief") if scene.session.declined else Line("refuse")
    session = refused(scene.session)._replace(declined=True)
    return Answer(session, Reply((line,), ask=prompt(session), picture="stop.radiating"))


def not_today(scene: Scene) -> Answer:
    """One of the reasons not to start is the person's: this conversation starts nothing."""
    session = refused(scene.session)
    reply = Reply((Line("gate.not_today"),), ask=prompt(session), card=Line("contact.card"), picture="stop.radiating")
    return Answer(session, reply)


def admit(scene: Scene) -> Answer:
    """A yes to "if anything ran down your leg, tell me"; where that was not asked, an unclear report."""
    asked = scene.column in (Phase.BETWEEN, Phase.FINISHED) or scene.session.done
    return stop(scene, Verdict.RADIATING) if asked else doubt(scene)


def tell_to_call(scene: Scene) -> Answer:
    """Somebody calls for help, or cannot get up: whom to call, how to get up, and no more stretching."""
    session = refused(scene.session)
    return Answer(
        session, Reply((Line("call_for_help"),), ask=prompt(session), releases=True, picture="stop.emergency")
    )


def doubt(scene: Scene) -> Answer:
    """An unclear report, or nothing understood in mid-hold: one statement. A second time, stop."""
    if scene.session.checks or scene.column is Phase.CHECK:
        session = refused(scene.session)
        reply = Reply(
            (Line("stop.unclear"),),
            ask=prompt(session),
            card=Line("contact.card"),
            releases=True,
            picture="stop.radiating",
            event="stopped",
        )
        return Answer(session, reply)
    return checked(scene, scene.session._replace(checks=1))


def ease(scene: Scene) -> Answer:
    """Too strong: back off and check. A second time on the same leg, that leg is left for today.

    Before anything has begun, a sore back is what the stretches are for; said to the statement, it is no answer to it.
    """
    if scene.column is Phase.OUTSIDE:
        return open_gate(scene).said_before(Line("ease.before"))
    if scene.column is Phase.GATE:
        return led_back(scene, Line("ease.before"))
    if scene.column is Phase.CHECK:
        return check_again(scene)
    if scene.session.eased and scene.session.side:
        skipped = skip_side(scene).said_before(Line("ease.skip"))
        return skipped._replace(reply=skipped.reply._replace(releases=True))
    return checked(scene, scene.session._replace(eased=True))


def checked(scene: Scene, session: Session) -> Answer:
    """The one statement; only "ready" leads back, and silence ends it for today."""
    session = session._replace(phase=Phase.CHECK)
    let_go = Line("check.running" if scene.session.gated else "check.before")
    return Answer(session, Reply((let_go,), ask=prompt(session), releases=True, picture="check"))


def check_again(scene: Scene) -> Answer:
    """Only "ready" or "stop" answers the statement; anything else hears it once more."""
    return checked(scene, scene.session)


def stop_for_today(scene: Scene) -> Answer:
    """ "Stop" in answer to the statement: it stops, and the clinic's card is in the app."""
    return closed(refused(scene.session), Line("stop.today"), card=Line("contact.card"))
