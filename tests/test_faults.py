"""A store that fails in every way it can, a process that is killed between turns, a clock that jumps.

However it goes, the routine goes on, no finished set is lost, and none is counted twice.
"""

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from skill.coach.moves import respond_to
from skill.coach.record import recall, settled_by
from skill.coach.session import Phase
from skill.coach.wish import Wish
from skill.memory import Conflict, Kept, Store, StoreUnavailable, store_of
from skill.recollection import Recollection, Remembered
from skill.request import dump, load
from tests.every_answer import NOON, known

ALLOWANCE = 4_000
SEEDS = 40


class Troubled(Store):
    """Fails before a call, after it was done, or because somebody else was quicker; and counts how often."""

    def __init__(self, inner: Store, chance: random.Random) -> None:
        self.inner = inner
        self.chance = chance
        self.healthy = False
        self.counts: Counter[str] = Counter()

    def trouble(self) -> str:
        """What goes wrong with this call."""
        kinds = ["none", "none", "none", "time-out", "answer lost", "rival"]
        kind = "none" if self.healthy else self.chance.choice(kinds)
        self.counts[kind] += 1
        return kind

    def read(self, person: str) -> Kept | None:
        if self.trouble() in ("time-out", "answer lost"):
            raise StoreUnavailable("no answer")
        return self.inner.read(person)

    def write(self, person: str, attributes: Any, revision: int, now: int, write_id: str | None = None) -> int:
        kind = self.trouble()
        if kind == "time-out":
            raise StoreUnavailable("no answer")
        if kind == "rival" and (kept := self.inner.read(person)):
            self.inner.write(person, kept.attributes, kept.revision, now)
            raise Conflict(self.inner.read(person))
        written = self.inner.write(person, attributes, revision, now, write_id)
        if kind == "answer lost":
            raise StoreUnavailable("the answer was lost")
        return written

    def delete(self, person: str) -> None:
        self.inner.delete(person)

    def set_aside(self, person: str, now: int) -> None:
        self.inner.set_aside(person, now)


def practise(store: Troubled, chance: random.Random) -> int:
    """Follow routines turn by turn, each in a process of its own; the number of sets brought to their end."""
    recollection = Recollection(store)
    now, finished = NOON, 0
    for visit in range(3):
        now += 3600_000
        store.healthy = visit > 0 and not chance.randrange(3)
        remembered = recollection.begin("person", "person", now, lambda: None, "America/New_York")
        recalled = recall(remembered.record, now, ALLOWANCE, remembered.day)
        session, settled = recalled.session, recalled.settled
        for move in ["launch", *["ready"] * 9]:
            session = respond_to(session, Wish(move, now), known()).session
            remembered = recollection.keep(remembered, session, settled, now)
            # The process is killed here: all that survives is what Alexa carries.
            session = load(json.loads(json.dumps(dump(session))))
            remembered = Remembered.load(json.loads(json.dumps(remembered.dump())))
            if session.phase is Phase.OUTSIDE:
                break
            now += chance.choice([-2_000, 3_000, 9_000])
            if session.pending:
                now = max(now, session.pending.sent_at) + session.pending.length
            settled = settled_by(session, now, ALLOWANCE, remembered.day)
            finished += bool(settled and settled.finished)
        store.healthy = True
        recollection.keep(remembered, session._replace(sides=(), at=0, done=0, pending=None), settled, now)
    return finished


def test_no_set_is_lost_and_none_doubled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Many routines under trouble; prints what went wrong how often."""
    counts: Counter[str] = Counter()
    for seed in range(SEEDS):
        chance = random.Random(seed)
        inner = store_of(f"sqlite:{tmp_path / f'{seed}.db'}")
        assert inner is not None
        store = Troubled(inner, chance)
        finished = practise(store, chance)
        kept = inner.read("person")
        assert kept is not None
        assert kept.attributes["history"]["sets"] == finished, f"seed {seed}"
        counts += store.counts
        counts["sets"] += finished
    with capsys.disabled():
        print("\nstore calls by what went wrong:", dict(counts))
    assert min(counts[kind] for kind in ("time-out", "answer lost", "rival")) >= SEEDS / 2
    assert counts["sets"] >= SEEDS * 4
