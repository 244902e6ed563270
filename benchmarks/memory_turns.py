"""A whole routine with each store: reads and writes, and how long a turn takes beside one without memory.

python -m benchmarks.memory_turns
"""

import json
import os
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import quantiles
from typing import Any

from ask_sdk_model.request_envelope import RequestEnvelope

from benchmarks.table import Row, report
from skill.app import assemble, visits_of
from skill.memory import Store
from skill.memory.dynamodb import DynamoDBStore
from skill.memory.sqlite import SQLiteStore
from skill.settings import Settings
from tests.alexa import Alexa
from tests.conversation.test_memory import Counting, QuietAmazon
from tests.dynamodb_local import run
from tests.memory.tables import Tables

ROUTINES = 8


class Timed(Alexa):
    """A pretend Alexa that talks to a skill of its own, and times each turn."""

    def __init__(self, store: Store | None) -> None:
        super().__init__()
        self.skill = assemble(Settings(), visits_of(store, QuietAmazon()), None)
        self.milliseconds: list[float] = []

    def sends(self, request: dict[str, Any]) -> Any:
        """Any request, answered by the skill of these parts."""
        stamp = {"requestId": "bench", "timestamp": self.now.strftime("%Y-%m-%dT%H:%M:%SZ"), "locale": self.locale}
        event = json.dumps(self.envelope({**stamp, **request}))
        began = time.perf_counter()
        envelope = self.skill.serializer.deserialize(event, RequestEnvelope)
        answer = self.skill.serializer.serialize(self.skill.invoke(envelope, None))
        self.milliseconds.append((time.perf_counter() - began) * 1000)
        return self.receives(dict(answer))  # type: ignore[arg-type]


def routine(alexa: Timed) -> None:
    """From the welcome to the last word."""
    alexa.opens()
    alexa.hears("AMAZON.StartOverIntent")
    alexa.hears("ReadyIntent")
    for _ in range(4):
        alexa.hears("ReadyIntent")
        alexa.does_the_set()
        alexa.hears("AMAZON.YesIntent")


def practised(store: Store | None) -> tuple[list[float], Counter[str]]:
    """Milliseconds of each turn, and the store's calls, over some routines; the first does not count."""
    watched = Counting(store) if store else None
    alexa = Timed(watched)
    routine(alexa)
    alexa.milliseconds.clear()
    if watched:
        watched.calls.clear()
    for _ in range(ROUTINES):
        routine(alexa)
    return alexa.milliseconds, Counter(watched.calls if watched else [])


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, run() as local:
        os.environ.update(local.environment)
        table = Tables(local).create()
        plain, _ = practised(None)
        for store in (SQLiteStore(Path(folder) / "memory.db"), DynamoDBStore(table)):
            turns, calls = practised(store)
            name = type(store).__name__
            print(f"{name}: {calls['read'] / ROUTINES:.1f} reads and {calls['write'] / ROUTINES:.1f} writes a routine")
            cuts, bare = quantiles(turns, n=100), quantiles(plain, n=100)
            rows = [Row("a turn, p50, ms", cuts[49], bare[49]), Row("a turn, p99, ms", cuts[98], bare[98])]
            report(name, "no store", rows)


if __name__ == "__main__":
    main()
