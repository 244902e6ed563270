"""Values as plain JSON: what session attributes and stored records are made of."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

PLAIN = (str, int, bool, float)


def plain(value: Any) -> Any:
    """The value with neither tuples, enumerations nor dates; a named tuple becomes an object of its fields."""
    if value is None or type(value) in PLAIN:
        return value
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(each) for key, each in value.items()}
        case tuple() if hasattr(value, "_asdict"):
            return {name: plain(each) for name, each in value._asdict().items()}
        case tuple() | list():
            return [plain(each) for each in value]
    raise TypeError(f"{type(value).__name__} has no plain form")
