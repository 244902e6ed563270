"""AMAZON.TIME: spoken words -> `19:00`, or a part of the day (`MO`, `AF`, `EV`, `NI`)."""

from collections.abc import Sequence

from speaker.understanding.language import Language
from speaker.understanding.numbers import whole_number


def time_of_day(words: Sequence[str], language: Language) -> str | None:
    """The time these words say, all of them, on the 24-hour clock; None when they are no time.

    An hour without morning or evening is taken as said: "seven" is `07:00`.
    """
    rest, half_of_day = _part_of_day(list(words), language)
    named: str | None = language.times["named"].get(" ".join(rest))
    if named is not None:
        return named if half_of_day is None else None
    found = _before_or_after(rest, language) or _hour_and_minute(rest, language)
    if found is None:
        return None
    hour, minute = found
    if half_of_day is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + half_of_day
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _part_of_day(rest: list[str], language: Language) -> tuple[list[str], int | None]:
    """The words without "pm" or "in the morning", and the hours to add."""
    for names, hours in ((language.times["before_noon"], 0), (language.times["after_noon"], 12)):
        for name in names:
            phrase = name.split()
            if len(rest) > len(phrase) and rest[-len(phrase) :] == phrase:
                return rest[: -len(phrase)], hours
    return rest, None


def _before_or_after(rest: list[str], language: Language) -> tuple[int, int] | None:
    """ "half past six", "quarter to eight", "ten after nine"."""
    data = language.times
    for place, word in enumerate(rest):
        if word in data["past"] or word in data["to"]:
            minutes = _minutes([said for said in rest[:place] if said not in data["ignored"]], language)
            hour = whole_number([said for said in rest[place + 1 :] if said not in data["o_clock"]], language)
            if minutes is None or hour is None or hour > 24:
                return None
            if word in data["past"]:
                return hour, minutes
            return (hour - 1) % 24 or (12 if hour == 1 else 0), 60 - minutes
    return None


def _minutes(words: list[str], language: Language) -> int | None:
    if words == [language.times["half"]]:
        return 30
    if words == [language.times["quarter"]]:
        return 15
    said = whole_number(words, language)
    return said if said is not None and 0 < said < 60 else None


def _hour_and_minute(rest: list[str], language: Language) -> tuple[int, int] | None:
    """ "seven", "seven o'clock", "six thirty", "seven oh five", "nineteen hundred"."""
    data = language.times
    said = [word for word in rest if word not in data["o_clock"]]
    for place in range(len(said), 0, -1):
        hour = whole_number(said[:place], language)
        if hour is None or hour > 24:
            continue
        after = said[place:]
        if not after or language.numbers.get(after[0]) == 100:
            return (hour % 24, 0) if len(after) <= 1 else None
        zero = after[0] in data["zero"]
        minute = whole_number(after[1:] if zero else after, language)
        if minute is not None and (minute < 10) == zero and len(said) > place:
            return hour % 24, minute
    return None
