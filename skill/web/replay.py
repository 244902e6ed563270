"""The requests taken lately, kept in a file that all worker processes of one machine share."""

import os
import sqlite3
import stat
import tempfile
import threading
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from skill.web.errors import ReplayError, SettingsError

PRUNE_EVERY = timedelta(minutes=1)
"""How often a process deletes what no longer needs to be remembered."""

_BUSY_SECONDS = 2.0
"""How long one process waits for another's write, which takes well under a millisecond."""

_SCHEMA = """
    CREATE TABLE IF NOT EXISTS taken (request_id TEXT PRIMARY KEY, keep_until REAL NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS by_end ON taken (keep_until);
"""


def default_file() -> Path:
    """A file in a directory of this account's own among the temporary ones, made if need be.

    Raises `SettingsError` if somebody else has taken the directory's name, and could read or change it.
    """
    directory = Path(tempfile.gettempdir()) / f"hamstring-coach-{os.getuid()}"
    with suppress(FileExistsError):
        directory.mkdir(mode=0o700)
    found = directory.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise SettingsError("the directory for taken requests is not this account's alone; set ALEXA_REPLAY_FILE")
    return directory / "taken-requests.sqlite3"


class TakenRequests:
    """Request ids with the time until which a repeat could still pass for fresh. Nothing else is kept.

    It opens the file at first use, and once for each process: a database handle must not cross a fork.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._opened_by = 0
        self._prune_at: datetime | None = None

    def take(self, request_id: str, keep_until: datetime, now: datetime) -> bool:
        """Remember a request. True if it was not known; of several askers at once one alone gets True.

        Raises `ReplayError` if the file cannot be used: then nobody knows, and the request must not pass.
        """
        try:
            with self._lock:
                database = self._open()
                self._prune(database, now)
                added = database.execute(
                    "INSERT INTO taken VALUES (?, ?) ON CONFLICT DO NOTHING",
                    (request_id, keep_until.timestamp()),
                )
                return added.rowcount == 1
        except (sqlite3.Error, OSError) as error:
            raise ReplayError("the file of taken requests cannot be used") from error

    def knows(self, request_id: str) -> bool:
        """Whether a request is remembered. Raises `ReplayError` if the file cannot be used."""
        try:
            with self._lock:
                query = self._open().execute("SELECT 1 FROM taken WHERE request_id = ?", (request_id,))
                return query.fetchone() is not None
        except (sqlite3.Error, OSError) as error:
            raise ReplayError("the file of taken requests cannot be used") from error

    def close(self) -> None:
        """Let go of the file. It is opened again when next needed."""
        with self._lock:
            if self._database is not None and self._opened_by == os.getpid():
                self._database.close()
            self._database = None

    def _open(self) -> sqlite3.Connection:
        if self._database is None or self._opened_by != os.getpid():
            self._database = _connected(self._file)
            self._opened_by = os.getpid()
        return self._database

    def _prune(self, database: sqlite3.Connection, now: datetime) -> None:
        if self._prune_at is None or now >= self._prune_at:
            database.execute("DELETE FROM taken WHERE keep_until < ?", (now.timestamp(),))
            self._prune_at = now + PRUNE_EVERY


def _connected(file: Path) -> sqlite3.Connection:
    # Threads take turns by the lock above, so one handle may serve them all.
    database = sqlite3.connect(file, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        # With a write-ahead log this cannot corrupt the file, and no request waits for the disk.
        database.execute("PRAGMA synchronous = NORMAL")
        database.executescript(_SCHEMA)
    except sqlite3.Error:
        database.close()
        raise
    return database
