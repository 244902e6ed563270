"""After a stop, nothing in that session starts a hold again: tried from every state, over every move."""

from itertools import product

from skill import library
from skill.coach.moves import respond_to
from skill.coach.session import Phase, Session
from skill.coach.triage import Framing, Report
from skill.coach.wish import Wish
from tests.every_answer import NOON, REPORTS, known, sessions, wishes

STOPPING = ("emergency", "urgent", "radiating")
LATER = NOON + 3_600_000


def without_count(session: Session) -> Session:
    """The session but for its counters and choices, on which no action of the column depends."""
    plain = session._replace(turn=0, sets=0, learned=(), slower=False, assumed=None, undone=None)
    return plain._replace(hold_seconds=30, repetitions=3, only=None, first_leg=None, returning=False)


def reachable(sessions: set[Session]) -> set[Session]:
    """Every session that any sequence of moves leads to; on the way, no answer holds."""
    seen: set[Session] = set()
    waiting = list(sessions)
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        for wish in wishes():
            answer = respond_to(current, wish._replace(now=LATER, token=str(current.turn)), known())
            assert not (answer.reply.timeline and answer.reply.timeline.holds), (current, wish.move)
            waiting.append(without_count(answer.session))
    return seen


def test_from_every_state_a_stopping_report_leads_only_to_states_without_a_hold() -> None:
    """Exhaustive over the pure state machine."""
    stopped = set()
    for session, kind in product(sessions(), STOPPING):
        answer = respond_to(session, Wish("report", NOON, report=Report(REPORTS[kind])), known())
        assert answer.session.phase is Phase.REFUSED
        assert not (answer.reply.timeline and answer.reply.timeline.holds)
        stopped.add(without_count(answer.session))
    assert {each.phase for each in reachable(stopped)} == {Phase.REFUSED}


def test_the_second_unclear_answer_stops_just_as_surely() -> None:
    checked = Session(Phase.CHECK, gated=True, sides=library.prescription().sides(), checks=1)
    for move in ("not_understood", "report"):
        answer = respond_to(checked, Wish(move, NOON, report=Report(REPORTS["unclear"])), known())
        assert {each.phase for each in reachable({without_count(answer.session)})} == {Phase.REFUSED}


def test_an_unclear_report_is_left_only_by_ready() -> None:
    """From the check no other word leads to a position or a hold."""
    checked = Session(Phase.CHECK, gated=True, sides=library.prescription().sides())
    for wish in wishes():
        answer = respond_to(checked, wish, known())
        onward = answer.session.phase in (Phase.POSITION, Phase.HOLDING, Phase.BETWEEN)
        eased_twice = wish.move == "report" and answer.session.at > 0
        launched = wish.move == "launch"
        assert not onward or wish.move == "ready" or eased_twice or launched, wish


def test_what_is_denied_past_asked_or_somebody_elses_stops_nothing() -> None:
    """Negations, questions, other people and the past do not fire."""
    for session, kind in product(sessions(), STOPPING):
        if session.phase in (Phase.REFUSED, Phase.CHECK) or session.checks:
            continue
        for framing in (Framing.DENIED, Framing.PAST, Framing.SOMEONE_ELSE):
            answer = respond_to(session, Wish("report", NOON, report=Report(REPORTS[kind], framing)), known())
            assert answer.session.phase is not Phase.REFUSED


def test_a_new_launch_after_a_stop_begins_at_the_gate_with_no_place() -> None:
    """The stop ends with its session."""
    answer = respond_to(Session(), Wish("launch", NOON), known())
    assert answer.session.phase is Phase.GATE
    assert not answer.session.sides
