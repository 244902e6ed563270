"""The record and its changes as plain JSON."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from skill.coach.record import Change, History, Place, Preferences, Record, Settled
from skill.coach.routine import Leg, Side, Stretch
from skill.coach.session import Pending
from skill.plain import plain

SCHEMA = 1


class ForeignRecord(ValueError):
    """A record this version cannot read: newer, or not a record at all."""


def dump(record: Record) -> dict[str, Any]:
    """The record as JSON, with its schema."""
    return {"schema": SCHEMA, **plain(record)}


def dump_change(change: Change) -> dict[str, Any]:
    """A change as JSON."""
    values: dict[str, Any] = plain(change)
    return values


def load(values: Mapping[str, Any]) -> Record:
    """The record of JSON values. Raises ForeignRecord for what this version did not write."""
    if values.get("schema") != SCHEMA:
        raise ForeignRecord("another schema")
    try:
        return Record(
            place=place(values["place"]),
            pending=values["pending"] and Pending.of(values["pending"]),
            changed_at=int(values["changed_at"]),
            settled=tuple(int(name) for name in values["settled"]),
            preferences=Preferences(**preferences(values["preferences"])),
            history=history(values["history"]),
            first_seen=int(values["first_seen"]),
            last_seen=int(values["last_seen"]),
            time_zone=str(values["time_zone"]),
            people=tuple(str(key) for key in values["people"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ForeignRecord("values this version does not write") from error


def load_change(values: Mapping[str, Any]) -> Change:
    """The change of JSON values."""
    settled = values["settled"]
    return Change(
        at=int(values["at"]),
        place=place(values["place"]),
        pending=values["pending"] and Pending.of(values["pending"]),
        settled=settled and Settled(settled["sent_at"], settled["finished"], date.fromisoformat(settled["day"])),
        undone=values["undone"],
        preferences=preferences(values["preferences"]),
    )


def place(values: Mapping[str, Any] | None) -> Place | None:
    """Where a routine stands."""
    if values is None:
        return None
    sides = tuple(Side(Stretch(side["stretch"]), Leg(side["leg"])) for side in values["sides"])
    if not 0 <= int(values["at"]) < len(sides):
        raise ValueError("a place beyond its routine")
    return Place(sides, int(values["at"]), int(values["done"]))


def preferences(values: Mapping[str, Any]) -> dict[str, Any]:
    """Preferences, typed; those that are there."""
    typed = dict(values)
    if not set(typed) <= set(Preferences._fields):
        raise ValueError("preferences this version does not know")
    for name, kind in (("only", Stretch), ("first_leg", Leg)):
        if typed.get(name) is not None:
            typed[name] = kind(typed[name])
    if "learned" in typed:
        typed["learned"] = tuple(str(name) for name in typed["learned"])
    return typed


def history(values: Mapping[str, Any]) -> History:
    """What was practised."""
    last = values["last_day"]
    return History(
        int(values["sets"]),
        int(values["days"]),
        int(values["streak"]),
        last and date.fromisoformat(last),
    )
