"""Slot values in plain units."""

import re
from collections.abc import Mapping

from skill.coach.line import Clock
from skill.request.envelope import Slot

PARTS_OF_DAY = {"MO": "08:00", "AF": "14:00", "EV": "19:00", "NI": "21:00"}
"""Amazon's codes for morning, afternoon, evening and night, and a time meant by each."""
DURATION = r"P(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.\d+)?S)?)?"


def seconds(slot: Slot | None) -> int | None:
    """The length of an AMAZON.DURATION ("PT1M30S"), in seconds; None when none was understood."""
    match = re.fullmatch(DURATION, slot.value) if slot else None
    if match is None or not any(match.groups()):
        return None
    days, hours, minutes, whole = (int(part or 0) for part in match.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + whole


def number(slot: Slot | None) -> int | None:
    """The value of an AMAZON.NUMBER; None when none was understood."""
    return int(slot.value) if slot and re.fullmatch(r"-?\d{1,6}", slot.value) else None


def clock(slot: Slot | None) -> Clock | None:
    """The time of an AMAZON.TIME ("19:00", or a part of the day such as "EV"); None when none was understood."""
    if slot is None:
        return None
    return Clock.of(slot.value) or Clock.of(PARTS_OF_DAY.get(slot.value, ""))


def choice(slots: Mapping[str, Slot], name: str) -> str | None:
    """The id a slot's value stands for, or the value itself."""
    slot = slots.get(name)
    return (slot.id or slot.value.lower()) if slot else None
