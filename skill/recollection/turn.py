"""Reading, merging and writing the record in the course of a turn."""

import logging
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from skill.coach.record import Change, Record, Settled, change_of, recall
from skill.coach.session import Session
from skill.coach.wish import Practice
from skill.memory import Conflict, Kept, Store, StoreError, Unreadable
from skill.recollection.form import ForeignRecord, dump, dump_change, load, load_change

log = logging.getLogger(__name__)

ZONE_LASTS = 7 * 24 * 3_600_000
"""How long a time zone is believed after the person was last seen, in milliseconds."""
ATTEMPTS = 4
"""How often a write is tried over what other devices wrote meanwhile."""


class Remembered(NamedTuple):
    """The record as this conversation knows it, and what of it could not be saved yet."""

    person: str
    """The store's key of whoever speaks."""
    account: str
    record: Record = Record()
    revision: int | None = 0
    """What the next write replaces; zero for nothing, None when the record could not be read yet."""
    unsaved: tuple[Change, ...] = ()

    def practice(self, now: int) -> Practice:
        """What was practised, as of today."""
        history = self.record.history
        return Practice(history.sets, history.days, history.streak_on(self.day(now)))

    def day(self, at: int) -> date:
        """The person's own calendar day of a moment."""
        from skill.services.time_zone import local_day  # where nobody is remembered, no day is asked for

        return local_day(at, self.record.time_zone)

    def dump(self) -> dict[str, Any]:
        """As session attributes."""
        return {
            "person": self.person,
            "account": self.account,
            "record": dump(self.record),
            "revision": self.revision,
            "unsaved": [dump_change(change) for change in self.unsaved],
        }

    @classmethod
    def load(cls, values: Mapping[str, Any]) -> "Remembered":
        """From session attributes. Raises ValueError for what this version did not write."""
        try:
            return cls(
                values["person"],
                values["account"],
                load(values["record"]),
                values["revision"],
                tuple(load_change(change) for change in values["unsaved"]),
            )
        except (KeyError, TypeError) as error:
            raise ForeignRecord("not what is remembered") from error


class Recollection:
    """The store, as a conversation uses it. Nothing here raises StoreError: the routine goes on without memory."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def begin(
        self, person: str, account: str, now: int, zone: Callable[[], str | None], default_zone: str
    ) -> Remembered:
        """Read the record, once, as a conversation begins; the time zone is looked up when it may have changed."""
        try:
            remembered = self.read(Remembered(person, account), now)
        except StoreError as error:
            log.warning("memory could not be read: %s", type(error).__name__)
            return Remembered(person, account, Record(time_zone=default_zone), revision=None)
        record = remembered.record
        if record.time_zone and now - record.last_seen < ZONE_LASTS:
            return remembered
        return remembered._replace(record=record._replace(time_zone=zone() or record.time_zone or default_zone))

    def read(self, remembered: Remembered, now: int) -> Remembered:
        """The record as the store has it; a newer or corrupt one is set aside, and the person starts afresh."""
        try:
            return opened(remembered, self.store.read(remembered.person))
        except (Unreadable, ForeignRecord):
            log.warning("a record of another version was set aside")
            self.store.set_aside(remembered.person, now)
            return remembered._replace(record=Record(), revision=0)

    def keep(self, remembered: Remembered, session: Session, settled: Settled | None, now: int) -> Remembered:
        """Write what the turn changed, with whatever could not be saved before; nothing, if nothing did."""
        change = change_of(remembered.record, session, settled, now)
        if change is None and not remembered.unsaved:
            return remembered
        unsaved = (*remembered.unsaved, *([change] if change else []))
        waiting = remembered._replace(record=applied(remembered.record, unsaved), unsaved=unsaved)
        try:
            return self.write(remembered, unsaved, now)
        except (StoreError, ForeignRecord) as error:
            log.warning("memory could not be written: %s", type(error).__name__)
            return waiting

    def put_off(self, remembered: Remembered, session: Session, settled: Settled | None, now: int) -> Remembered:
        """Keep what the turn changed for the next one, without asking a store that has just failed."""
        change = change_of(remembered.record, session, settled, now)
        unsaved = (*remembered.unsaved, *([change] if change else []))
        return remembered._replace(record=applied(remembered.record, unsaved), unsaved=unsaved)

    def write(self, remembered: Remembered, changes: tuple[Change, ...], now: int) -> Remembered:
        """Apply the changes to the record as it stands, whoever wrote it, and write that."""
        base = remembered if remembered.revision is not None else self.read(remembered, now)
        for _ in range(ATTEMPTS):
            merged = base._replace(record=applied(base.record, changes), unsaved=())
            try:
                revision = self.store.write(base.person, dump(merged.record), base.revision or 0, now)
            except Conflict as conflict:
                base = opened(base, conflict.kept)
                continue
            if not base.revision:
                self.register(merged, now)
            return merged._replace(revision=revision)
        raise Conflict(None)

    def register(self, remembered: Remembered, now: int) -> None:
        """Have the account know a recognised person's record, so that all of it can be deleted with the account."""
        if remembered.person == remembered.account:
            return
        household = self.read(Remembered(remembered.account, remembered.account), now)
        people = tuple(dict.fromkeys((*household.record.people, remembered.person)))
        known = dump(household.record._replace(people=people))
        self.store.write(remembered.account, known, household.revision or 0, now)

    def forget(self, remembered: Remembered) -> bool:
        """Delete what is kept of whoever speaks. False when the store could not."""
        try:
            self.store.delete(remembered.person)
        except StoreError as error:
            log.warning("memory could not be deleted: %s", type(error).__name__)
            return False
        return True

    def forget_account(self, account: str, now: int) -> None:
        """Delete everything kept for an account, its recognised people included. Raises StoreError if it cannot."""
        household = self.read(Remembered(account, account), now)
        for person in (*household.record.people, account):
            self.store.delete(person)


def opened(remembered: Remembered, kept: Kept | None) -> Remembered:
    """What is remembered, with the record as the store has it. Raises ForeignRecord for one that cannot be read."""
    if kept is None:
        return remembered._replace(record=Record(time_zone=remembered.record.time_zone), revision=0)
    return remembered._replace(record=load(kept.attributes), revision=kept.revision)


def applied(record: Record, changes: tuple[Change, ...]) -> Record:
    """The record with the changes applied in order."""
    for change in changes:
        record = record.after(change)
    return record


def session_of(remembered: Remembered, now: int, allowance: int) -> tuple[Session, Settled | None]:
    """The session a new conversation begins with."""
    recalled = recall(remembered.record, now, allowance, remembered.day)
    return recalled.session, recalled.settled
