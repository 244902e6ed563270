"""Every wish in every state: the whole state machine, small enough to be tried."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

from skill import library
from skill.coach.line import Clock, Line
from skill.coach.moves import Answer, Knowledge, respond_to
from skill.coach.reply import Reply
from skill.coach.routine import Leg, Stretch
from skill.coach.session import Pending, Phase, Session
from skill.coach.timeline import Timeline
from skill.coach.triage import Framing, Report
from skill.coach.wish import Practice, Wish
from skill.intents import knowledge
from skill.library import Phrase, Words
from skill.screen import data_of
from skill.services.outcome import Kind

NOON = 1_772_452_800_000
REPORTS = {
    "emergency": "numb between my legs",
    "urgent": "a swollen calf",
    "radiating": "pain shooting down my leg",
    "ease": "it's too much",
    "unclear": "it hurts",
    "normal": "i feel a gentle pull",
    "doctor first": "i'm pregnant",
    "nothing": "the weather in boston",
}
"""A report for each verdict."""
FRAMINGS = [framing for framing in Framing if framing is not Framing.STATED]
SIDES = library.prescription().sides()
HOLDS = ((20_000, 50_000), (70_000, 100_000), (120_000, 150_000))


def sessions() -> Iterator[Session]:
    """A session for every way a phase can look."""
    learned = ("seated", "supine", "interrupting")
    yield Session()
    yield Session(Phase.GATE)
    yield Session(Phase.GATE, sides=SIDES)
    for known, done, at, doubted in (
        ((), 0, 0, False),
        ((), 2, 3, True),
        (learned, 2, 0, False),
        (learned, 0, 3, True),
    ):
        place = Session(
            Phase.POSITION, gated=True, sides=SIDES, at=at, done=done, learned=known,
            eased=doubted, checks=int(doubted), sets=at,
        )  # fmt: skip
        yield place
        yield place._replace(phase=Phase.PAUSED)
        yield place._replace(phase=Phase.CHECK)
        yield place._replace(phase=Phase.HOLDING, done=0, pending=Pending(NOON - 80_000, HOLDS, 165_000))
        yield place._replace(phase=Phase.HOLDING, done=0, pending=Pending(NOON - 400_000, HOLDS, 165_000))
        if at:
            yield place._replace(phase=Phase.BETWEEN, done=0)
    finished = Session(Phase.FINISHED, gated=True, sides=SIDES, at=4, sets=4)
    yield finished
    yield finished._replace(phase=Phase.BETWEEN, at=2)
    yield Session(returning=True)
    for at, done, assumed in ((1, 0, None), (1, 0, NOON), (0, 2, None)):
        yield Session(Phase.OUTSIDE, sides=SIDES, at=at, done=done, assumed=assumed, returning=True)
        yield Session(Phase.GATE, sides=SIDES, at=at, done=done, assumed=assumed, returning=True)
    for topic, reminder in (("forget_me", ""), ("remind_me", "19:00")):
        yield Session(topic=topic, reminder=reminder)
        yield Session(Phase.PAUSED, gated=True, sides=SIDES, topic=topic, reminder=reminder)
    yield Session(Phase.CHECK)
    yield Session(Phase.REFUSED)
    yield Session(Phase.REFUSED, declined=True)
    for phase, part in product((Phase.POSITION, Phase.PAUSED, Phase.BETWEEN, Phase.REFUSED), (1, 3, 4)):
        yield Session(phase, gated=True, sides=SIDES, at=1, topic="safety_tips", part=part)


def wishes() -> Iterator[Wish]:
    """A wish for every row of the table, with the slots that matter to it."""
    for move in library.moves().cells:
        yield Wish(move, NOON, token="0")
    for move, stretch, leg in product(("start", "choose_stretch", "how_to", "choose_leg"), Stretch, Leg):
        yield Wish(move, NOON, stretch=stretch, leg=leg)
    yield Wish("choose_leg", NOON, other_leg=True)
    for seconds in (15, 30, 60, 900):
        yield Wish("set_hold", NOON, hold_seconds=seconds)
    for repetitions in (-1, 1, 2, 5, 900):
        yield Wish("set_repetitions", NOON, repetitions=repetitions)
    yield from remembering()
    for text in REPORTS.values():
        yield Wish("report", NOON, report=Report(text))
    for kind, framing in product(("emergency", "urgent", "radiating", "ease"), FRAMINGS):
        yield Wish("report", NOON, report=Report(REPORTS[kind], framing))


def remembering() -> Iterator[Wish]:
    """The wishes about what is kept, and about reminders."""
    for practice in (Practice(), Practice(4, 2, 1), Practice(30, 9, 3)):
        yield Wish("progress", NOON, practice=practice)
        yield Wish("ready", NOON, practice=practice)
        yield Wish("forget_me", NOON, practice=practice)
    yield Wish("remind_me", NOON, clock=Clock(19, 0))
    for kind in (*Kind, "denied", "not_answered", "failed", "accepted"):
        yield Wish("permission", NOON, outcome=kind, clock=Clock(7, 30))
    yield Wish("set_reminder", NOON, outcome="needs_permission", clock=Clock(7, 30))
    for outcome in ("done", "unavailable"):
        yield Wish("forget", NOON, outcome=outcome, practice=Practice())


def known(renderer: str = "apla") -> Knowledge:
    """What the coach knows in US English."""
    return knowledge("en-US", renderer)


@cache
def every_answer() -> tuple[Answer, ...]:
    """The answer to every wish in every session."""
    return tuple(respond_to(session, wish, known()) for session, wish in product(sessions(), tuple(wishes())))


def lines_of(reply: Reply) -> Iterator[Line]:
    """Every line of a reply, wherever it stands."""
    yield from reply.lines
    yield from (line for line in (reply.ask, reply.card) if line)
    for timeline in (reply.timeline, reply.quiet):
        yield from planned(timeline) if timeline else ()


def planned(timeline: Timeline) -> Iterator[Line]:
    """Every line of a timeline."""
    for segment in timeline.segments:
        yield from (cue.line for cue in segment.cues)
        if segment.line:
            yield segment.line


class Read(dict[str, Phrase]):
    """Phrases that remember which of them were read."""

    def __init__(self, phrases: Mapping[str, Phrase]) -> None:
        super().__init__(phrases)
        self.keys_read: set[str] = set()

    def __getitem__(self, key: str) -> Phrase:
        self.keys_read.add(key)
        return super().__getitem__(key)


def shown_keys(words: Words) -> set[str]:
    """Every phrase that a screen shows, of all answers."""
    read = Read(words.phrases)
    for answer in every_answer():
        data_of(answer.reply, answer.session, words._replace(phrases=read))
    return read.keys_read
