"""Lasting memory in a SQLite file: for the desk speaker, and for a skill on a machine of one's own."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from skill.memory.errors import StoreUnavailable, Unreadable
from skill.memory.kept import Kept, expiry, intended, kept, settled, text
from skill.memory.store import Store

VERSION = 1
"""The layout of the file, in its `user_version`."""

BUSY_SECONDS = 2.0
"""How long one writer waits for the others. A write takes some milliseconds."""

SCHEMA = (
    """CREATE TABLE kept (
        person TEXT PRIMARY KEY, revision INTEGER, write_id TEXT, attributes TEXT, expires INTEGER
    ) WITHOUT ROWID""",
    "CREATE INDEX kept_by_expiry ON kept (expires)",
    """CREATE TABLE aside (
        person TEXT, set_aside_at INTEGER, revision INTEGER, write_id TEXT, attributes TEXT, expires INTEGER
    )""",
    "CREATE INDEX aside_by_person ON aside (person)",
    f"PRAGMA user_version = {VERSION}",
)
CORRUPT = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class SQLiteStore(Store):
    """A store in one file, which any number of threads and processes may share.

    It is opened for each read and write and closed again, so that no handle crosses a thread or a fork, and the
    file may be replaced at any time. It is made at first use, for its owner alone.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.expanduser().absolute()

    def read(self, person: str) -> Kept | None:
        """See Store."""
        with self._transaction("BEGIN") as database:
            return _found(database, person)

    def write(
        self, person: str, attributes: Mapping[str, Any], revision: int, now: int, write_id: str | None = None
    ) -> int:
        """See Store. Expired records of others go at the same time."""
        wish = intended(attributes, revision, now, write_id)
        with self._transaction("BEGIN IMMEDIATE") as database:
            found = _found(database, person)
            if (found.revision if found else 0) != revision:
                return settled(wish, found)
            database.execute(
                "REPLACE INTO kept VALUES (?, ?, ?, ?, ?)",
                (person, wish.revision, wish.write_id, text(wish.attributes), expiry(now)),
            )
            for table in ("kept", "aside"):
                database.execute(f"DELETE FROM {table} WHERE expires <= ?", (now // 1000,))
        return wish.revision

    def delete(self, person: str) -> None:
        """See Store. The freed pages are overwritten too."""
        with self._transaction("BEGIN IMMEDIATE") as database:
            database.execute("DELETE FROM kept WHERE person = ?", (person,))
            database.execute("DELETE FROM aside WHERE person = ?", (person,))

    def set_aside(self, person: str, now: int) -> None:
        """See Store. If the file itself is corrupt it is moved away whole, beside its old name, and stays there."""
        before = self._identity()
        try:
            with self._transaction("BEGIN IMMEDIATE") as database:
                database.execute(
                    "INSERT INTO aside SELECT person, ?, revision, write_id, attributes, ? FROM kept WHERE person = ?",
                    (now, expiry(now), person),
                )
                database.execute("DELETE FROM kept WHERE person = ?", (person,))
        except Unreadable:
            # Unless another process was faster, and what is there now is the new file.
            if self._identity() == before:
                self._move_away(now)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        """A transaction on the open file: committed at the end, undone by any exception."""
        try:
            with closing(self._opened()) as database:
                database.execute(begin)
                with database:
                    yield database
        except sqlite3.Error as error:
            raise _translated(error) from error
        except OSError as error:
            raise StoreUnavailable(f"the file cannot be used: {type(error).__name__}") from error

    def _opened(self) -> sqlite3.Connection:
        if not self._path.exists():
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        database = sqlite3.connect(self._path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            database.execute("PRAGMA secure_delete = ON")
            _lay_out(database)
        except BaseException:
            database.close()
            raise
        return database

    def _identity(self) -> tuple[int, int] | None:
        with suppress(OSError):
            found = self._path.stat()
            return found.st_dev, found.st_ino
        return None

    def _move_away(self, now: int) -> None:
        # The log goes first: beside a new file of the old name it would be read into it.
        for suffix in ("-wal", "-shm", ""):
            with suppress(FileNotFoundError):
                old = f"{self._path}{suffix}"
                os.rename(old, f"{self._path}.aside-{now}{suffix}")


def _lay_out(database: sqlite3.Connection) -> None:
    """Make the tables of a new file. A file laid out by a later release raises StoreUnavailable."""
    if _version(database) == 0:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("BEGIN IMMEDIATE")
        with database:
            for statement in SCHEMA if _version(database) == 0 else ():
                database.execute(statement)
    if (found := _version(database)) != VERSION:
        raise StoreUnavailable(f"the file has layout {found}; this release knows {VERSION}")


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _found(database: sqlite3.Connection, person: str) -> Kept | None:
    query = "SELECT attributes, revision, write_id FROM kept WHERE person = ?"
    row = database.execute(query, (person,)).fetchone()
    return kept(*row) if row else None


def _translated(error: sqlite3.Error) -> StoreUnavailable | Unreadable:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # Python's own complaint, about text that is not UTF-8
        return Unreadable("a record is not text")
    if code & 0xFF in CORRUPT:  # the rest is detail
        return Unreadable("the file is corrupt")
    return StoreUnavailable(f"the file cannot be used: {error.sqlite_errorname}")
