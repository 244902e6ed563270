"""The SQLite file: whose it is, what is in it, and what happens when it is broken, full or somebody else's."""

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from skill.memory import StoreUnavailable, Unreadable
from skill.memory.sqlite import SQLiteStore
from tests.memory.envelopes import NOW

DAY = 24 * 60 * 60 * 1000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "memory.sqlite3"


@pytest.fixture
def store(file: Path) -> SQLiteStore:
    return SQLiteStore(file)


def in_the_file(file: Path, query: str, *values: Any) -> list[Any]:
    """What a query finds, asked past the store."""
    with closing(sqlite3.connect(file)) as database, database:
        return database.execute(query, values).fetchall()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_file_and_its_folder_are_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "house" / "coach" / "memory.sqlite3"
    SQLiteStore(file).write("anna", {"sets": 1}, 0, NOW)
    assert (mode(file), mode(file.parent)) == (0o600, 0o700)


def test_the_log_beside_the_file_is_its_owners_alone_too(store: SQLiteStore, file: Path) -> None:
    store.write("anna", {}, 0, NOW)
    with closing(sqlite3.connect(file, isolation_level=None)) as open_elsewhere:
        open_elsewhere.execute("SELECT * FROM kept").fetchall()
        store.write("boris", {}, 0, NOW)
        assert mode(Path(f"{file}-wal")) == 0o600


def test_nothing_stays_open(store: SQLiteStore, file: Path) -> None:
    """The log is folded into the file at once, so the one file is all there is to copy."""
    store.write("anna", {"sets": 1}, 0, NOW)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_home_directory_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    SQLiteStore(Path("~/memory.sqlite3")).write("anna", {}, 0, NOW)
    assert (tmp_path / "memory.sqlite3").exists()


def test_a_change_of_directory_does_not_lose_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = SQLiteStore(Path("memory.sqlite3"))
    store.write("anna", {"sets": 1}, 0, NOW)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert store.read("anna") is not None


def test_idle_people_are_dropped_when_somebody_writes(store: SQLiteStore, file: Path) -> None:
    store.write("anna", {}, 0, NOW)
    store.set_aside("anna", NOW)
    store.write("anna", {}, 0, NOW)
    store.write("boris", {}, 0, NOW + DAY)
    store.write("carla", {}, 0, NOW + 400 * DAY)
    assert store.read("anna") is None
    assert store.read("boris") is not None
    assert in_the_file(file, "SELECT count(*) FROM aside") == [(0,)]


def test_whoever_comes_back_late_is_not_dropped_by_coming(store: SQLiteStore) -> None:
    read = store.write("anna", {"sets": 1}, 0, NOW)
    store.write("anna", {"sets": 2}, read, NOW + 500 * DAY)
    found = store.read("anna")
    assert found is not None
    assert found.attributes == {"sets": 2}


def test_what_is_forgotten_is_no_longer_in_the_file(store: SQLiteStore, file: Path) -> None:
    store.write("anna", {"words": "remember-me-not"}, 0, NOW)
    store.set_aside("anna", NOW)
    store.write("anna", {"words": "remember-me-not"}, 0, NOW)
    assert b"remember-me-not" in file.read_bytes()
    store.delete("anna")
    assert b"remember-me-not" not in file.read_bytes()


def test_what_was_set_aside_stays_for_the_owner_of_the_file(store: SQLiteStore, file: Path) -> None:
    for version in (98, 99):
        store.write("anna", {"version": version}, 0, NOW)
        store.set_aside("anna", NOW + version)
    kept = in_the_file(file, "SELECT person, set_aside_at, attributes FROM aside")
    assert kept == [("anna", NOW + 98, '{"version":98}'), ("anna", NOW + 99, '{"version":99}')]


@pytest.mark.parametrize(
    "damage",
    [
        "attributes = '{\"sets\": '",
        "attributes = '[]'",
        "attributes = NULL",
        "attributes = x'ff00ff'",
        "attributes = CAST(x'7b22ff223a317d' AS TEXT)",
        "revision = 'three'",
        "revision = 0",
        "revision = NULL",
        "write_id = NULL",
        "write_id = CAST(x'ff' AS TEXT)",
    ],
)
def test_a_corrupt_record_is_told_and_set_aside_alone(store: SQLiteStore, file: Path, damage: str) -> None:
    store.write("anna", {"sets": 1}, 0, NOW)
    store.write("boris", {"sets": 7}, 0, NOW)
    in_the_file(file, f"UPDATE kept SET {damage} WHERE person = 'anna'")
    with pytest.raises(Unreadable):
        store.read("anna")
    with pytest.raises(Unreadable):
        store.write("anna", {"sets": 2}, 1, NOW)
    store.set_aside("anna", NOW)
    assert store.read("anna") is None
    assert store.read("boris") is not None
    assert in_the_file(file, "SELECT count(*) FROM aside") == [(1,)]


@pytest.mark.parametrize("rubbish", [b"this is no database" * 99, b"SQLite format 3\0" + b"\x5a" * 9000])
def test_a_corrupt_file_is_told_and_moved_away_whole(store: SQLiteStore, file: Path, rubbish: bytes) -> None:
    file.write_bytes(rubbish)
    with pytest.raises(Unreadable):
        store.read("anna")
    with pytest.raises(Unreadable):
        store.write("anna", {}, 0, NOW)
    store.set_aside("anna", NOW)
    assert store.read("anna") is None
    store.write("anna", {"sets": 1}, 0, NOW)
    assert Path(f"{file}.aside-{NOW}").read_bytes() == rubbish


def test_a_file_that_got_corrupt_in_its_middle_never_crashes(store: SQLiteStore, file: Path) -> None:
    for person in range(60):
        store.write(f"person {person}", {"words": "x" * 1500}, 0, NOW)
    content = bytearray(file.read_bytes())
    content[4096:-4096] = b"\x5a" * (len(content) - 8192)
    file.write_bytes(content)
    with pytest.raises(Unreadable):
        store.read("person 30")
    store.set_aside("person 30", NOW)
    assert store.read("person 30") is None
    store.write("person 30", {"sets": 1}, 0, NOW)


def test_a_new_file_that_another_process_began_is_not_moved_away(
    store: SQLiteStore, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both found the old one corrupt; the faster has moved it and begun anew."""
    file.write_bytes(b"this is no database" * 99)
    fresh = SQLiteStore(file.parent / "fresh.sqlite3")
    fresh.write("boris", {"sets": 7}, 0, NOW)
    opened = sqlite3.connect

    def faster(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = opened(*arguments, **options)
        with pytest.raises(sqlite3.DatabaseError):
            connection.execute("SELECT * FROM kept")
        (file.parent / "fresh.sqlite3").replace(file)
        return connection

    monkeypatch.setattr(sqlite3, "connect", faster)
    store.set_aside("anna", NOW)
    monkeypatch.undo()
    assert store.read("boris") is not None


def test_a_file_of_a_later_release_is_left_alone(store: SQLiteStore, file: Path) -> None:
    store.write("anna", {"sets": 1}, 0, NOW)
    in_the_file(file, "PRAGMA user_version = 2")
    for use in (
        lambda: store.read("anna"),
        lambda: store.write("anna", {}, 0, NOW),
        lambda: store.delete("anna"),
        lambda: store.set_aside("anna", NOW),
    ):
        with pytest.raises(StoreUnavailable, match="layout 2"):
            use()
    assert in_the_file(file, "SELECT attributes FROM kept") == [('{"sets":1}',)]


def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        SQLiteStore(tmp_path).read("anna")


def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable):
        SQLiteStore(tmp_path / "file" / "memory.sqlite3").write("anna", {}, 0, NOW)


def test_a_writer_who_never_ends_is_not_waited_for_for_long(
    store: SQLiteStore, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Meanwhile it can still be read."""
    monkeypatch.setattr("skill.memory.sqlite.BUSY_SECONDS", 0.05)
    read = store.write("anna", {"sets": 1}, 0, NOW)
    with closing(sqlite3.connect(file, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable):
            store.write("anna", {"sets": 2}, read, NOW)
        assert store.read("anna") is not None


def test_a_full_disk_loses_nothing_that_was_saved(store: SQLiteStore, file: Path) -> None:
    """The limit on a file's size stands for the disk; the process that meets it goes on."""
    store.write("anna", {"sets": 1}, 0, NOW)
    size = file.stat().st_size
    program = """
import resource, signal, sys
from pathlib import Path
from skill.memory import StoreUnavailable
from skill.memory.sqlite import SQLiteStore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
store = SQLiteStore(Path(sys.argv[1]))
try:
    store.write("anna", {"words": "x" * 100_000}, store.read("anna").revision, 1)
except StoreUnavailable as error:
    print(error)
"""
    command = [sys.executable, "-c", program, str(file), str(size)]
    root = Path(__file__).parent.parent.parent
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert "the file cannot be used" in done.stdout
    found = store.read("anna")
    assert found is not None
    assert found.attributes == {"sets": 1}
