"""One person's conversation: begun, and kept after every turn.

`visits` is all there is to it where nothing is remembered; `lasting` begins from a record and saves what changed, and
is imported only where there is a store.
"""

from skill.visit.visits import Visit, Visits

__all__ = ["Visit", "Visits"]
