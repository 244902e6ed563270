"""Writers who race for one record, in threads and in processes."""

import secrets
from pathlib import Path

from skill.memory import Conflict, Store, StoreUnavailable
from skill.memory.sqlite import SQLiteStore
from tests.memory.envelopes import NOW

PATIENCE = 20
"""How often one writer finds the store busy before it gives up; on a busy machine that happens."""


def add_one(store: Store, person: str) -> int:
    """Add one to a person's count, again and again until nobody was faster. How often somebody was."""
    conflicts, busy, found = 0, 0, None
    write_id = secrets.token_hex(8)
    while True:
        count, revision = (found.attributes["count"], found.revision) if found else (0, 0)
        try:
            store.write(person, {"count": count + 1}, revision, NOW, write_id)
        except Conflict as conflict:
            conflicts, found, write_id = conflicts + 1, conflict.kept, secrets.token_hex(8)
        except StoreUnavailable:
            busy += 1
            if busy > PATIENCE:
                raise
        else:
            return conflicts


def add_many(path: Path, person: str, times: int) -> int:
    """Add one so many times, in a process of its own."""
    store = SQLiteStore(path)
    return sum(add_one(store, person) for _ in range(times))
