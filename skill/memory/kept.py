"""What a store keeps of one person, and its text.

The attributes are one JSON text in every store. They are read and written whole, so nothing is gained by
columns or typed members; text keeps each number as it was (DynamoDB's own numbers come back as `Decimal`, and
its serialiser refuses floats), and the same check finds a corrupt record everywhere.
"""

import json
import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from skill.memory.errors import Conflict, Unreadable

DAYS = 400
"""How long a record outlives its last write, in days."""


class Kept(NamedTuple):
    """What is remembered of one person."""

    attributes: Mapping[str, Any]
    """Plain JSON values; what they mean is the coach's affair."""
    revision: int
    """One more with each write. The first is the time of that write in milliseconds since 1970, so that a record
    begun again after it was forgotten is never taken for the one before."""
    write_id: str = ""
    """Names the write that made it, so that a writer who never got an answer knows its own."""


def text(attributes: Mapping[str, Any]) -> str:
    """The attributes as JSON. Values that JSON does not have raise TypeError or ValueError."""
    return json.dumps(dict(attributes), separators=(",", ":"), allow_nan=False)


def kept(attributes: object, revision: object, write_id: object) -> Kept:
    """The record of stored values. Values no store has written raise Unreadable."""
    try:
        values = json.loads(attributes) if isinstance(attributes, str) else None
    except (ValueError, RecursionError) as error:
        raise Unreadable("a record is not JSON") from error
    if not isinstance(values, dict) or not isinstance(write_id, str):
        raise Unreadable("a record lacks a part")
    if type(revision) is not int or revision < 1:
        raise Unreadable("a record has no revision")
    return Kept(values, revision, write_id)


def intended(attributes: Mapping[str, Any], revision: int, now: int, write_id: str | None) -> Kept:
    """What a write over this revision is to leave behind. A write without an id of its own gets a fresh one."""
    return kept(text(attributes), revision + 1 if revision else now, write_id or os.urandom(8).hex())


def settled(wish: Kept, found: Kept | None) -> int:
    """The revision of what was found in the way of a write, if it is this very write: done before, its answer lost.

    Anything else raises Conflict.
    """
    if found is None or (found.write_id, found.attributes) != (wish.write_id, wish.attributes):
        raise Conflict(found)
    return found.revision


def expiry(now: int) -> int:
    """When a record written now may be deleted, in seconds since 1970. `now` is in milliseconds."""
    return now // 1000 + DAYS * 24 * 60 * 60
