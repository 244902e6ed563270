"""One SQLite file, several processes, some of them killed."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from skill.memory.sqlite import SQLiteStore
from tests.memory.envelopes import NOW
from tests.memory.racing import add_many

ROOT = Path(__file__).parent.parent.parent
PROCESSES, FILES, TIMES = 4, 5, 5


def test_processes_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    """They start together, before the files exist: the making of a file is part of the race."""
    spawning = get_context("spawn")
    together = spawning.Barrier(PROCESSES)
    files = [tmp_path / f"{number}.sqlite3" for number in range(FILES)]
    with ProcessPoolExecutor(PROCESSES, spawning, together.wait) as processes:
        done = [processes.submit(add_many, file, "anna", TIMES) for file in files for _ in range(PROCESSES)]
        conflicts = sum(each.result() for each in done)
    print(f"{FILES * PROCESSES * TIMES} increments by {PROCESSES} processes, {conflicts} conflicts")
    for file in files:
        found = SQLiteStore(file).read("anna")
        assert found is not None
        assert found.attributes == {"count": PROCESSES * TIMES}
        assert found.revision == NOW + PROCESSES * TIMES - 1


def test_a_store_crosses_a_fork(tmp_path: Path) -> None:
    """As under a web server that loads the skill once and forks its workers."""
    store = SQLiteStore(tmp_path / "memory.sqlite3")
    read = store.write("anna", {"sets": 1}, 0, NOW)
    with ProcessPoolExecutor(1, get_context("fork")) as processes:
        read = processes.submit(store.write, "anna", {"sets": 2}, read, NOW).result()
    assert store.write("anna", {"sets": 3}, read, NOW) == read + 1


def test_a_process_killed_in_a_transaction_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    store = SQLiteStore(tmp_path / "memory.sqlite3")
    read = store.write("anna", {"sets": 1}, 0, NOW)
    program = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("PRAGMA cache_size = 1")
database.execute("BEGIN IMMEDIATE")
database.execute("UPDATE kept SET revision = 99, attributes = 'half done'")
database.execute("INSERT INTO aside VALUES ('x', 1, 1, '', hex(zeroblob(500000)), 1)")
print("in the middle", flush=True)
sys.stdin.read()
"""
    command = [sys.executable, "-c", program, str(tmp_path / "memory.sqlite3")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle\n"
        process.kill()
    assert Path(tmp_path / "memory.sqlite3-wal").stat().st_size > 500_000
    found = store.read("anna")
    assert found is not None
    assert (found.attributes, found.revision) == ({"sets": 1}, read)
    assert store.write("anna", {"sets": 2}, read, NOW) == read + 1


def test_what_a_killed_process_had_saved_is_saved(tmp_path: Path) -> None:
    """It is killed in the midst of writing, again and again; each save it reported is there."""
    store = SQLiteStore(tmp_path / "memory.sqlite3")
    program = """
import sys
from pathlib import Path
from skill.memory.sqlite import SQLiteStore
store = SQLiteStore(Path(sys.argv[1]))
found = store.read("anna")
sets, revision = (found.attributes["sets"], found.revision) if found else (0, 0)
while True:
    sets += 1
    revision = store.write("anna", {"sets": sets}, revision, 1)
    print(sets, flush=True)
"""
    command = [sys.executable, "-c", program, str(tmp_path / "memory.sqlite3")]
    for lines in (1, 7, 20, 3):
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            reported = [int(process.stdout.readline()) for _ in range(lines)]
            os.kill(process.pid, signal.SIGKILL)
            reported += [int(line) for line in process.stdout if line.endswith("\n")]
        found = store.read("anna")
        assert found is not None
        assert found.attributes["sets"] in (reported[-1], reported[-1] + 1)
