"""How `say-as` makes a text pronounced, as plain words that any English voice reads right."""

import re
from collections.abc import Callable, Mapping

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_UNITS = {
    "s": "second",
    "sec": "second",
    "min": "minute",
    "h": "hour",
    "hr": "hour",
    "ms": "millisecond",
    "mm": "millimeter",
    "cm": "centimeter",
    "m": "meter",
    "km": "kilometer",
    "in": "inch",
    "ft": "foot",
    "lb": "pound",
    "lbs": "pound",
    "g": "gram",
    "kg": "kilogram",
    "mg": "milligram",
    "%": "percent",
    "°": "degree",
}
_PLURALS = {"inch": "inches", "foot": "feet", "percent": "percent"}
_FRACTIONS = {2: "half", 3: "third", 4: "quarter"}


def pronounced(text: str, interpret_as: str, date_format: str = "") -> str | None:
    """The text as it is pronounced; None when Alexa knows no such interpretation."""
    plain = text.strip()
    if interpret_as == "date":
        return _date(plain, date_format)
    reader = _READERS.get(interpret_as)
    return reader(plain) if reader else None


def _as_written(text: str) -> str:
    return text


def _one_by_one(text: str) -> str:
    return " ".join(character.upper() for character in text if character.isalnum())


def _telephone(text: str) -> str:
    return ", ".join(_one_by_one(group) for group in re.findall(r"[0-9A-Za-z]+", text))


def _cardinal(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)


def _ordinal(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return f"{digits}{_ending(int(digits))}" if digits else text


def _ending(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _fraction(text: str) -> str:
    found = re.fullmatch(r"(?:(\d+)\s*\+\s*)?(\d+)/(\d+)", text)
    if not found:
        return text
    above, below = int(found[2]), int(found[3])
    part = _FRACTIONS.get(below, f"{below}{_ending(below)}")
    parts = part if above == 1 else ("halves" if part == "half" else f"{part}s")
    return f"{found[1]} and {above} {parts}" if found[1] else f"{above} {parts}"


def _unit(text: str) -> str:
    found = re.fullmatch(r"([\d.,/+ ]*\d)?\s*([A-Za-z%°]+)", text)
    if not found or found[2].lower() not in _UNITS:
        return text
    unit = _UNITS[found[2].lower()]
    if found[1] is None:
        return unit
    return f"{found[1]} {unit if found[1] == '1' else _PLURALS.get(unit, unit + 's')}"


def _time(text: str) -> str:
    """Minutes and seconds as in 1'21"; a time of day is read by the voice itself."""
    found = re.fullmatch(r"(?:(\d+)')?\s*(?:(\d+)(?:\"|''))?", text)
    if not found or not text:
        return text
    said = [_unit(f"{amount}{unit}") for amount, unit in ((found[1], "min"), (found[2], "s")) if amount]
    return " and ".join(said)


def _date(text: str, form: str) -> str:
    parts = _date_parts(text, form.lower())
    if not parts:
        return text
    month, day, year = (parts.get(letter, "") for letter in "mdy")
    said = [_MONTHS[int(month) - 1]] if month.isdigit() and 1 <= int(month) <= 12 else []
    said += [_ordinal(day)] if day.isdigit() and not said else [f"{_ordinal(day)},"] if day.isdigit() else []
    said += [year] if year.isdigit() else []
    return " ".join(said).removesuffix(",") if said else text


def _date_parts(text: str, form: str) -> Mapping[str, str]:
    """The numbers of a date by their letters in its format; `20250914` and `????0914` need no format."""
    whole = re.fullmatch(r"([\d?]{4})[-/.]?([\d?]{2})[-/.]?([\d?]{2})", text)
    if whole:
        return {"y": whole[1], "m": whole[2], "d": whole[3].lstrip("0")}
    numbers = re.findall(r"\d+", text)
    if len(numbers) == len(form) and set(form) <= set("mdy"):
        return dict(zip(form, (number.lstrip("0") for number in numbers), strict=True))
    return {}


_READERS: Mapping[str, Callable[[str], str]] = {
    "characters": _one_by_one,
    "spell-out": _one_by_one,
    "digits": _one_by_one,
    "telephone": _telephone,
    "cardinal": _cardinal,
    "number": _cardinal,
    "ordinal": _ordinal,
    "fraction": _fraction,
    "unit": _unit,
    "time": _time,
    "address": _as_written,
    "interjection": _as_written,
    "expletive": lambda text: "beep",
}
