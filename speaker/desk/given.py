"""What a request brings, checked field by field. Whatever is wrong raises `BadRequest` with one line that says it."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from flask import Request
from werkzeug.exceptions import BadRequest

from speaker.desk.desk import Desk
from speaker.screens import SCREENS, Screen

LONGEST_TEXT = 500
LONGEST_NAME = 64
NO_SCREEN = "none"
_LONGEST_TIME = 24 * 60 * 60 * 1000
_DEEPEST = 64


class Given:
    """The fields of a request."""

    def __init__(self, fields: Mapping[str, Any], allowed: Collection[str]) -> None:
        """Fields nobody knows are refused, for they would be ignored otherwise."""
        unknown = sorted(set(fields) - set(allowed))
        if unknown:
            raise BadRequest(f"{unknown[0][:LONGEST_NAME]!r} is not known; it can be {', '.join(sorted(allowed))}")
        self._fields = fields

    def is_given(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self._fields.get(name) is not None

    def text(self, name: str, longest: int = LONGEST_TEXT, default: str | None = None) -> str:
        """A text that says something."""
        value = self._fields.get(name, default)
        if not isinstance(value, str) or not value.strip():
            raise BadRequest(f"{name} must be a text that is not empty")
        if len(value) > longest:
            raise BadRequest(f"{name} can have {longest} characters at most")
        if not value.isprintable() and any("\ud800" <= sign <= "\udfff" for sign in value):
            raise BadRequest(f"{name} has half a character in it")
        return value.strip()

    def milliseconds(self, name: str = "elapsed_ms") -> int | None:
        """A time from 0 to a day; None when it is not given."""
        value = self._fields.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LONGEST_TIME:
            raise BadRequest(f"{name} must be a number of milliseconds from 0 to {_LONGEST_TIME}")
        return round(value)

    def written_milliseconds(self, name: str = "elapsed_ms") -> int | None:
        """`milliseconds` of an address, where everything is text."""
        value = self._fields.get(name)
        if value is not None and not (isinstance(value, str) and value.isascii() and value.isdigit()):
            raise BadRequest(f"{name} must be a whole number of milliseconds")
        return Given({name: None if value is None else int(value[:12])}, (name,)).milliseconds(name)

    def choice(self, name: str, choices: Collection[str]) -> str | None:
        """One of the choices; None when it is not given."""
        value = self._fields.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or value not in choices:
            raise BadRequest(f"{name} must be one of {', '.join(choices)}")
        return value

    def items(self, name: str) -> list[Any]:
        """A list; empty when it is not given."""
        value = self._fields.get(name)
        if value is not None and not isinstance(value, list):
            raise BadRequest(f"{name} must be a list")
        return value or []

    def object(self, name: str) -> Mapping[str, Any] | None:
        """A JSON object; None when it is not given."""
        value = self._fields.get(name)
        if value is not None and not isinstance(value, dict):
            raise BadRequest(f"{name} must be an object")
        return value

    def place(self, desk: Desk) -> dict[str, Any]:
        """What `Desk.conversation` wants: the session's name, and locale and screen where given."""
        screen = self.choice("screen", (*SCREENS, NO_SCREEN))
        found: Screen | None = SCREENS.get(screen or "")
        return {
            "name": self.text("session", LONGEST_NAME, "desk"),
            "locale": self.choice("locale", desk.models),
            "screen": found,
            "no_screen": screen == NO_SCREEN,
        }


def given(request: Request, *allowed: str) -> Given:
    """The JSON object in a request's body, whatever content type it claims."""
    return Given(json_object(request), allowed)


def json_object(request: Request) -> dict[str, Any]:
    """The JSON object in a request's body."""
    try:
        value = json.loads(request.get_data())
    except (ValueError, RecursionError):
        raise BadRequest("the body is not JSON") from None
    if not isinstance(value, dict):
        raise BadRequest("the body must be a JSON object")
    if _depth(value) > _DEEPEST:
        raise BadRequest(f"the body is nested more than {_DEEPEST} deep")
    return value


def _depth(value: object, at: int = 1) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if at > _DEEPEST:
        return at
    return max((_depth(one, at + 1) for one in inner), default=at)
