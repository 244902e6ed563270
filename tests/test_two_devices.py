"""Two devices of one person, in any order: the record equals what was really done.

And time: a clock that jumps, midnight, daylight saving.
"""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from skill.coach.moves import respond_to
from skill.coach.record import Change, History, Place, Record, Settled, recall, settled_by
from skill.coach.session import Phase, Session
from skill.coach.wish import Wish
from skill.memory import Store, StoreUnavailable, store_of
from skill.recollection import Recollection, Remembered
from skill.services.time_zone import local_day
from tests.every_answer import NOON, SIDES, known

ALLOWANCE = 4_000


class Device:
    """One device's conversation, with its own idea of the record."""

    def __init__(self, recollection: Recollection) -> None:
        self.recollection = recollection
        self.remembered: Remembered | None = None
        self.session = Session()

    def opens(self, now: int) -> None:
        """A new conversation."""
        self.remembered = self.recollection.begin("person", "person", now, lambda: None, "America/New_York")
        recalled = recall(self.remembered.record, now, ALLOWANCE, self.remembered.day)
        self.turn(recalled.session, recalled.settled, "launch", now)

    def says(self, move: str, now: int) -> None:
        """A turn of a conversation that has begun."""
        if self.remembered is None:
            return self.opens(now)
        settled = settled_by(self.session, now, ALLOWANCE, self.remembered.day)
        return self.turn(self.session, settled, move, now)

    def turn(self, session: Session, settled: Settled | None, move: str, now: int) -> None:
        """Answer, and keep what changed."""
        assert self.remembered is not None
        self.session = respond_to(session, Wish(move, now), known()).session
        self.remembered = self.recollection.keep(self.remembered, self.session, settled, now)


class TwoDevices(RuleBasedStateMachine):
    """Each device goes its own way; sets are counted by hand beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        store = store_of(f"sqlite:{Path(self.folder.name) / 'memory.db'}")
        assert store is not None
        self.store: Store = store
        self.devices = [Device(Recollection(store)) for _ in range(2)]
        self.now = NOON
        self.finished: set[int] = set()

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(seconds=st.integers(1, 500))
    def time_passes(self, seconds: int) -> None:
        self.now += seconds * 1000

    @rule(which=st.integers(0, 1))
    def opens(self, which: int) -> None:
        self.count(which, recalling=True)
        self.devices[which].opens(self.now)

    @rule(which=st.integers(0, 1), move=st.sampled_from(["ready", "ready", "pause", "next", "why", "repeat"]))
    def says(self, which: int, move: str) -> None:
        self.count(which, recalling=self.devices[which].remembered is None)
        self.now += 1
        self.devices[which].says(move, self.now)

    def count(self, which: int, recalling: bool) -> None:
        """What the turn to come settles: a set counts once it has brought its leg to an end."""
        device = self.devices[which]
        now = self.now if recalling else self.now + 1
        session = device.session
        if recalling:
            kept = self.store.read("person")
            if kept is None:
                return
            reader = device.recollection.begin("person", "person", now, lambda: None, "America/New_York")
            record = reader.record
            if record.pending is None or record.place is None:
                return
            place = record.place
            session = Session(
                Phase.HOLDING, sides=place.sides, at=place.at, done=place.done, pending=record.pending,
                repetitions=record.preferences.repetitions,
            )  # fmt: skip
        pending = session.pending
        if pending is None:
            return
        played = sum(end <= now - pending.sent_at - ALLOWANCE for _, end in pending.holds)
        if played == len(pending.holds) and session.done + played >= session.repetitions:
            self.finished.add(pending.sent_at)

    @invariant()
    def the_record_holds_what_was_done(self) -> None:
        """Sets whose end was taken back with "repeat" are the only ones that may be missing."""
        kept = self.store.read("person")
        if kept is None:
            return
        sets = kept.attributes["history"]["sets"]
        undone = sum(device.session.undone is not None for device in self.devices)
        assert len(self.finished) - undone * 4 <= sets <= len(self.finished)
        if not undone:
            assert sets == len(self.finished)


TwoDevices.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestTwoDevices = TwoDevices.TestCase


def test_a_set_counts_although_another_device_was_opened_while_it_ran(tmp_path: Path) -> None:
    store = store_of(f"sqlite:{tmp_path / 'memory.db'}")
    assert store is not None
    kitchen, bedroom = (Device(Recollection(store)) for _ in range(2))
    kitchen.opens(NOON)
    kitchen.says("ready", NOON + 1)
    kitchen.says("ready", NOON + 2)
    bedroom.opens(NOON + 2)
    kitchen.says("ready", NOON + 400_000)
    kept = store.read("person")
    assert kept is not None
    assert kept.attributes["history"]["sets"] == 1


CHANGES = st.builds(
    Change,
    at=st.integers(NOON, NOON + 1000),
    settled=st.none()
    | st.builds(Settled, sent_at=st.integers(1, 6), finished=st.booleans(), day=st.just(date(2026, 3, 2))),
    place=st.none() | st.builds(Place, st.just(SIDES), st.integers(0, 3), st.integers(0, 2)),
    pending=st.none(),
    undone=st.none(),
    preferences=st.just({}),
)


@given(st.lists(CHANGES, max_size=6))
def test_changes_applied_twice_change_nothing_more(changes: list[Change]) -> None:
    """A write that succeeded although its answer was lost is repeated, and nothing is doubled."""
    once = twice = Record()
    for change in changes:
        once = once.after(change)
        twice = twice.after(change).after(change)
    assert once == twice


@given(st.permutations(range(1, 7)))
def test_sets_count_in_any_order(order: list[int]) -> None:
    record = Record()
    for sent_at in order:
        record = record.after(Change(NOON, settled=Settled(sent_at, True, date(2026, 3, 2))))
    assert record.history.sets == 6


def test_a_set_before_midnight_counts_for_that_day() -> None:
    """The day is the person's own, of the time the set was sent, daylight saving included."""
    new_york = "America/New_York"
    almost_midnight = 1_772_945_700_000  # 2026-03-07 23:55 in New York, the night before clocks go forward
    assert local_day(almost_midnight, new_york) == date(2026, 3, 7)
    assert local_day(almost_midnight + 10 * 60_000, new_york) == date(2026, 3, 8)
    assert local_day(almost_midnight + (23 * 60 + 4) * 60_000, new_york) == date(2026, 3, 8)
    assert local_day(almost_midnight + (23 * 60 + 6) * 60_000, new_york) == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("gaps", "streak", "days"),
    [([], 1, 1), ([0], 1, 1), ([1], 2, 2), ([1, 1], 3, 3), ([2], 1, 2), ([1, 3, 1], 2, 4), ([1, -1], 2, 2)],
)
def test_days_in_a_row(gaps: list[int], streak: int, days: int) -> None:
    """A missed day begins a new row; a clock that jumped back takes no day away and adds none."""
    day = date(2026, 3, 2)
    history = History().with_set(day)
    for gap in gaps:
        day += timedelta(days=gap)
        history = history.with_set(day)
    assert (history.streak, history.days, history.sets) == (streak, days, len(gaps) + 1)
    assert history.streak_on(history.last_day or day) == streak
    assert history.streak_on((history.last_day or day) + timedelta(days=2)) == 0


def test_more_rivals_than_patience_keeps_the_change_for_the_next_turn() -> None:
    """A store that is never free leaves the change in the session, and the next turn saves it."""

    class Busy(Recollection):
        busy = True

        def write(self, remembered: Remembered, changes: tuple[Change, ...], now: int) -> Remembered:
            if self.busy:
                raise StoreUnavailable("busy")
            return super().write(remembered, changes, now)

    with TemporaryDirectory() as folder:
        store = store_of(f"sqlite:{folder}/memory.db")
        assert store is not None
        recollection = Busy(store)
        device = Device(recollection)
        device.opens(NOON)
        device.says("ready", NOON + 1000)
        device.says("ready", NOON + 2000)
        assert device.remembered is not None
        assert device.remembered.unsaved
        recollection.busy = False
        device.says("why", NOON + 30_000)
        assert not device.remembered.unsaved
        assert store.read("person") is not None
