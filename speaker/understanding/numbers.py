"""AMAZON.NUMBER, AMAZON.DURATION and AMAZON.TIME: spoken words -> the value Amazon sends."""

from collections.abc import Sequence

from speaker.understanding.language import Language


def whole_number(words: Sequence[str], language: Language) -> int | None:
    """The number these words say, all of them; None when they are no number."""
    if not words:
        return None
    total, current, last = 0, 0, 10_000
    for word in words:
        value = language.numbers.get(word)
        if value is None:
            return None
        if value >= 100:
            current = max(current, 1) * value
            if value == 1000:
                total, current = total + current, 0
        elif last < 20 or (20 <= last < 100 and not 0 < value < 10):
            return None
        else:
            current += value
        last = value
    return total + current


def number(words: Sequence[str], language: Language) -> str | None:
    """AMAZON.NUMBER: digits."""
    value = whole_number(words, language)
    return None if value is None else str(value)
