"""Data binding of APL documents: `${payload.set.hold}` inside strings."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

_EXPRESSION = re.compile(r"\$\{([^{}]*)\}")
_PATH = re.compile(r"[A-Za-z_]\w*(?:\.\w+|\[\d+\]|\['[^']*'\])*")
_STEP = re.compile(r"\.?(\w+)|\[(\d+)\]|\['([^']*)'\]")
_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": lambda left, right: bool(left == right),
    "!=": lambda left, right: bool(left != right),
    "<=": lambda left, right: bool(left <= right),
    ">=": lambda left, right: bool(left >= right),
    "<": lambda left, right: bool(left < right),
    ">": lambda left, right: bool(left > right),
}
_COMPARISON = re.compile(r"\s*(==|!=|<=|>=|<|>)\s*")


class BindingError(ValueError):
    """An expression this player cannot work out."""


def bound(value: Any, data: Mapping[str, Any]) -> Any:
    """The value with its expressions worked out; an expression that is the whole string keeps its type."""
    if not isinstance(value, str) or "${" not in value:
        return value
    whole = _EXPRESSION.fullmatch(value.strip())
    if whole:
        return _evaluated(whole[1], data)
    return _EXPRESSION.sub(lambda found: _as_text(_evaluated(found[1], data)), value)


def is_true(value: Any, data: Mapping[str, Any]) -> bool:
    """Whether a `when` lets its component be played."""
    return bool(bound(value, data))


def _evaluated(expression: str, data: Mapping[str, Any]) -> Any:
    said = expression.strip()
    for sign, join in (("||", any), ("&&", all)):
        if sign in said:
            return join(_evaluated(part, data) for part in said.split(sign))
    comparison = _COMPARISON.search(said)
    if comparison:
        left, right = said[: comparison.start()], said[comparison.end() :]
        return _COMPARISONS[comparison[1]](_evaluated(left, data), _evaluated(right, data))
    if said.startswith("!"):
        return not _evaluated(said[1:], data)
    if _PATH.fullmatch(said) and said not in {"true", "false", "null"}:
        return _at_path(said, data)
    try:
        return json.loads(said.replace("'", '"'))
    except json.JSONDecodeError as error:
        raise BindingError(f"cannot work out ${{{expression}}}") from error


def _at_path(path: str, data: Mapping[str, Any]) -> Any:
    """The value at a path; None where it leads nowhere, as in APL."""
    value: Any = data
    for name, index, quoted in _STEP.findall(path):
        if index and isinstance(value, list):
            value = value[int(index)] if int(index) < len(value) else None
        elif isinstance(value, Mapping):
            value = value.get(name or quoted)
        elif name == "length" and isinstance(value, list | str):
            value = len(value)
        else:
            return None
    return value


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
