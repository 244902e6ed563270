"""Lasting memory in a turn: what is read when a conversation begins, and written when something changed.

`form` is the record as JSON, `turn` the reading, merging and writing. When the store is slow or down the routine goes
on without it, and what could not be saved is saved with the next turn.
"""

from skill.recollection.turn import Recollection, Remembered

__all__ = ["Recollection", "Remembered"]
