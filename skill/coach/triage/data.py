"""Reading the reviewed data: every error names the entry it is about."""

from collections.abc import Mapping, Set
from typing import cast


def table(data: Mapping[str, object], key: str, where: str = "") -> Mapping[str, object]:
    """The table called `key`; ValueError when it is missing or no table."""
    value = data.get(key)
    if not isinstance(value, Mapping):
        raise ValueError(f"{where}{key}: must be a table")
    return cast("Mapping[str, object]", value)


def strings(value: object, where: str) -> tuple[str, ...]:
    """A list of words or phrases that are not empty."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) and item for item in value):
        raise ValueError(f"{where}: must be a list of phrases")
    return tuple(value)


def string(value: object, where: str) -> str:
    """A text that is not empty."""
    if not isinstance(value, str) or not value:
        raise ValueError(f"{where}: must be a text")
    return value


def flag(entry: Mapping[str, object], key: str, where: str) -> bool:
    """True or false; false when it is not said."""
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise ValueError(f"{where}.{key}: must be true or false")
    return value


def keys(entry: Mapping[str, object], needed: Set[str], allowed: Set[str], where: str) -> None:
    """Raise ValueError for a key that is missing or that nobody reads."""
    if missing := needed - entry.keys():
        raise ValueError(f"{where}: lacks {', '.join(sorted(missing))}")
    if unknown := entry.keys() - needed - allowed:
        raise ValueError(f"{where}: does not know {', '.join(sorted(unknown))}")
