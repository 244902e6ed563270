"""AMAZON.DURATION: spoken words -> ISO 8601, such as `PT45S`."""

from collections.abc import Sequence

from speaker.understanding.language import Language
from speaker.understanding.numbers import whole_number

_SMALLER = {"TM": ("TS", 60), "TH": ("TM", 60), "D": ("TH", 24), "W": ("D", 7), "Y": ("M", 12)}


def duration(words: Sequence[str], language: Language) -> str | None:
    """The length of time these words say, all of them; None when they are no length of time.

    Amounts stay as spoken: ninety seconds is `PT90S`, a minute and a half `PT1M30S`.
    """
    amounts: dict[str, int] = {}
    rest = list(words)
    last: str | None = None
    while rest:
        taken = _with_unit(rest, language) or _loose_end(rest, last, language)
        if taken is None:
            return None
        amount, unit, rest = taken
        whole, quarters = divmod(amount, 4)
        if whole or not quarters:
            amounts[unit] = amounts.get(unit, 0) + whole
        if quarters:
            smaller, size = _SMALLER.get(unit, (None, 0))
            if smaller is None:
                return None
            amounts[smaller] = amounts.get(smaller, 0) + quarters * size // 4
        last = unit
        if len(rest) > 1 and rest[0] == language.durations["and"]:
            rest = rest[1:]
    return _written(amounts)


def _with_unit(rest: list[str], language: Language) -> tuple[int, str, list[str]] | None:
    """(amount in quarters, unit, what is left) for "thirty seconds", "half a minute", "one and a half minutes"."""
    units: dict[str, str] = language.durations["units"]
    for place, word in enumerate(rest):
        if word in units:
            quarters = _quarters(rest[:place], language)
            return None if quarters is None else (quarters, units[word], rest[place + 1 :])
    return None


def _loose_end(rest: list[str], last: str | None, language: Language) -> tuple[int, str, list[str]] | None:
    """ "a minute AND A HALF", "one minute THIRTY"."""
    if last is None:
        return None
    said = [word for word in rest if word not in language.durations["one"]]
    if said == [language.durations["half"]]:
        return (2, last, [])
    seconds = whole_number(rest, language)
    smaller = _SMALLER.get(last, (None, 0))[0]
    return None if seconds is None or smaller is None else (seconds * 4, smaller, [])


def _quarters(words: list[str], language: Language) -> int | None:
    """The amount in quarters: "half a" 2, "a quarter of an" 1, "three quarters of a" 3, "two and a half" 10."""
    data = language.durations
    ones, half, quarter = data["one"], data["half"], data["quarter"]
    if len(words) == 1 and words[0] in ones:
        return 4
    said = [word for word in words if word not in ones and word != data["of"]]
    if said == [half]:
        return 2
    if said == [quarter]:
        return 1
    if len(said) == 2 and said[1] == quarter + "s":
        return whole_number(said[:1], language)
    if said[-2:] == [data["and"], half]:
        whole = 1 if words[0] in ones and len(said) == 2 else whole_number(said[:-2], language)
        return None if whole is None else whole * 4 + 2
    exact = whole_number(words, language)
    return None if exact is None else exact * 4


def _written(amounts: dict[str, int]) -> str | None:
    if not amounts:
        return None
    date = "".join(f"{amounts[unit]}{unit}" for unit in ("Y", "M", "W", "D") if unit in amounts)
    time = "".join(f"{amounts[unit]}{unit[1]}" for unit in ("TH", "TM", "TS") if unit in amounts)
    return "P" + date + ("T" + time if time else "")
