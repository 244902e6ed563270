"""The time a talk runs in: the wall's, or one that jumps."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Something that tells the time and lets it pass."""

    def now(self) -> datetime:
        """The time, in UTC."""

    def wait_until(self, then: datetime) -> None:
        """Return when it is at least this time."""


class WallClock:
    """Real time."""

    def now(self) -> datetime:
        """The computer's time, in UTC."""
        return datetime.now(UTC)

    def wait_until(self, then: datetime) -> None:
        """Sleep until then."""
        time.sleep(max(0.0, (then - self.now()).total_seconds()))


class FastClock:
    """Time that jumps: waiting takes none."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """The time reached by waiting."""
        return self._now

    def wait_until(self, then: datetime) -> None:
        """Jump there; never back."""
        self._now = max(self._now, then)
