"""What holds for any sequence of wishes, at any times."""

from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coach.moves import Answer, respond_to
from skill.coach.session import Phase, Session
from skill.coach.wish import Wish
from skill.library import words
from skill.request import dump, load
from skill.respond import respond
from tests.every_answer import NOON, known, wishes

WISHES = list(wishes())
STEPS = st.lists(st.tuples(st.sampled_from(WISHES), st.integers(0, 400)), min_size=1, max_size=25)
ALLOWANCE = 4_000
"""Milliseconds taken off an elapsed time: in doubt, the earlier repetition."""
LARGEST = 24_000
"""Bytes; Amazon's limit is 120 KB today, and was 24 KB."""


def conversation(steps: list[tuple[Wish, int]], renderer: str) -> list[Answer]:
    """The answers to wishes that come so many seconds apart, each session carried as Alexa carries it."""
    session, now, answers = load({}), NOON, []
    for wish, seconds in steps:
        now += seconds * 1000
        timed = wish._replace(now=now)
        answers.append(respond_to(session, timed, known(renderer)))
        session = load(dump(answers[-1].session))
        assert session == answers[-1].session
    return answers


@settings(max_examples=150, deadline=None)
@given(STEPS, st.sampled_from(["apla", "ssml"]))
def test_any_conversation_is_answered(steps: list[tuple[Wish, int]], renderer: str) -> None:
    """No crash; every open microphone has a prompt and a reprompt, every other answer closes; all of it small."""
    for answer in conversation(steps, renderer):
        response = respond(answer.reply, answer.session, words("en-US"), renderer == "ssml")
        if answer.reply.ask:
            assert response.should_end_session is False
            assert response.reprompt
            assert response.output_speech
        else:
            assert response.should_end_session is not False
            assert response.reprompt is None
        if response.output_speech:
            assert len(str(response.output_speech.to_dict()["ssml"])) < 8_000
        assert len(str(response.to_dict())) < LARGEST


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_no_hold_after_a_refusal(steps: list[tuple[Wish, int]]) -> None:
    """Once refused, refused to the end."""
    refused = False
    for answer in conversation(steps, "apla"):
        held = bool(answer.reply.timeline and answer.reply.timeline.holds)
        assert not (refused and held)
        refused = refused or answer.session.phase is Phase.REFUSED


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_no_hold_without_the_gate(steps: list[tuple[Wish, int]]) -> None:
    """A hold is only ever sent to somebody who passed the gate of this routine."""
    for answer in conversation(steps, "apla"):
        if answer.reply.timeline and answer.reply.timeline.holds:
            assert answer.session.gated


@settings(max_examples=60, deadline=None)
@given(
    repetitions=st.integers(1, 5),
    seconds=st.sampled_from([30, 45, 60]),
    breaks=st.lists(st.integers(0, 300), max_size=6),
)
def test_each_leg_gets_exactly_its_repetitions(repetitions: int, seconds: int, breaks: list[int]) -> None:
    """Followed to the end, with sets broken off at any second, every leg has its holds counted: no more, no fewer."""
    session, now = Session(hold_seconds=seconds, repetitions=repetitions), NOON
    counted = dict.fromkeys(range(4), 0)
    while True:
        session = respond_to(session, Wish("ready", now), known()).session
        if session.phase is Phase.OUTSIDE:
            break
        now += 1000
        if session.pending:
            played = breaks.pop() if breaks else session.pending.length // 1000 + 2
            now += played * 1000
            counted[session.at] += sum(end <= 1000 * (played + 1) - ALLOWANCE for _, end in session.pending.holds)
    assert counted == dict.fromkeys(range(4), repetitions)
    assert session.sets == 4
