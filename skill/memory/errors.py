"""What can go wrong with lasting memory.

StoreError
├── StoreUnavailable    it did not answer in time, or refused; whether a write was done is unknown
├── Conflict            somebody else wrote since the record was read
├── Unreadable          what is stored is no record of ours; set it aside and start afresh
└── Unidentified        the request names neither a person nor an account

No message holds an id, a key or anything remembered: all of them may go to the log.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from skill.memory.kept import Kept


class StoreError(Exception):
    """Anything a store raises on purpose. The routine goes on without memory."""


class StoreUnavailable(StoreError):
    """The store cannot be used now. A write that raised this may still have been done."""


class Conflict(StoreError):
    """The record is no longer the one that was read; nothing was written."""

    kept: "Kept | None"
    """The record as it is now, so that merging needs no second read. None: it was deleted meanwhile."""

    def __init__(self, kept: "Kept | None") -> None:
        super().__init__("the record changed since it was read")
        self.kept = kept


class Unreadable(StoreError):
    """The record, or the whole file it is in, is corrupt."""


class Unidentified(StoreError):
    """Nobody is named, so nothing can be remembered."""
