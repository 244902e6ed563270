"""What lasting memory costs: `python -m benchmarks.memory`.

Two records: of somebody new, and of somebody who practised on 300 days and has each of them kept. DynamoDB is
DynamoDB Local on this machine, so its figures show what the code and the protocol cost, not the network or the
service. SQLite waits for this machine's disk with every write.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import quantiles
from typing import Any

from skill.memory import Store
from skill.memory.dynamodb import DynamoDBStore
from skill.memory.kept import text
from skill.memory.sqlite import SQLiteStore
from tests.dynamodb_local import DynamoDBLocal, run
from tests.memory.tables import Tables

NOW = 1_795_348_800_000
TIMES, WARM = 300, 20
PERSON = "0" * 64
PLACE = {"stretch": "seated", "leg": "left", "repetition": 2}
DAYS = [f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 26)]
RECORDS: dict[str, dict[str, Any]] = {
    "new": {"version": 1, "place": PLACE, "sets": 12},
    "300 days": {"version": 1, "place": PLACE, "sets": 3600, "days": DAYS},
}
FIRST_USE = """
import time
began = time.perf_counter()
from skill.memory import store_of
ready = time.perf_counter()
store_of("dynamodb:{table}").read("somebody")
print(f"{{(ready - began) * 1000:.0f}} {{(time.perf_counter() - ready) * 1000:.0f}}")
"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, run() as local:
        os.environ.update(local.environment)
        tables = Tables(local)
        table = tables.create()
        print(f"{'store':16}{'record':12}{'operation':12}{'p50 ms':>10}{'p99 ms':>10}")
        for store in (SQLiteStore(Path(folder) / "memory.sqlite3"), DynamoDBStore(table)):
            for row in rows(store):
                print(row)
        print()
        for name, record in RECORDS.items():
            DynamoDBStore(table).write(name, record, 0, NOW)
            size = item_size(tables.item(table, name) or {}) + len(PERSON) - len(name)
            print(f"{name}: {len(text(record))} bytes of attributes, {size} bytes as a DynamoDB item (of 409600)")
        print(first_use(local, table))


def rows(store: Store) -> Iterator[str]:
    """A line for each record and operation."""
    for name, record in RECORDS.items():
        for operation, milliseconds in measured(store, record).items():
            cuts = quantiles(milliseconds, n=100)
            yield f"{type(store).__name__:16}{name:12}{operation:12}{cuts[49]:10.2f}{cuts[98]:10.2f}"
        store.delete(PERSON)


def measured(store: Store, record: dict[str, Any]) -> dict[str, list[float]]:
    """How long each reading and each writing took."""
    revision = store.write(PERSON, record, 0, NOW)

    def write() -> None:
        nonlocal revision
        revision = store.write(PERSON, record, revision, NOW)

    return {"read": timed(lambda: store.read(PERSON)), "write": timed(write)}


def timed(operation: Callable[[], object]) -> list[float]:
    """Milliseconds of each of many times, after some that do not count."""
    found = []
    for _ in range(WARM + TIMES):
        began = time.perf_counter()
        operation()
        found.append((time.perf_counter() - began) * 1000)
    return found[WARM:]


def item_size(item: dict[str, Any]) -> int:
    """Bytes of an item by DynamoDB's rule: its names and texts, and for a number half its digits and one."""
    values = (("N" in value, next(iter(value.values()))) for value in item.values())
    return sum(map(len, item)) + sum((len(each) + 1) // 2 + 1 if number else len(each) for number, each in values)


def first_use(local: DynamoDBLocal, table: str) -> str:
    """What the first read of a process takes, as against importing the room: the median of five processes."""
    command = [sys.executable, "-c", FIRST_USE.format(table=table)]
    environment = {**os.environ, **local.environment}
    runs = [subprocess.check_output(command, text=True, env=environment).split() for _ in range(5)]
    room, read = (sorted(map(int, column))[2] for column in zip(*runs, strict=True))
    return f"a process's first use of DynamoDB (botocore, client, connection): {read} ms; importing the room: {room} ms"


if __name__ == "__main__":
    main()
