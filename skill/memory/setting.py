"""Which store the setting `STORE` names."""

import re
from importlib.util import find_spec

from skill.memory.store import Store
from skill.settings import SettingError

TABLE = r"[A-Za-z0-9_.-]{3,255}"
"""The table names DynamoDB allows."""


def store_of(setting: str | None) -> Store | None:
    """The store of `dynamodb:TABLE` or `sqlite:PATH`; none for `none`, an empty setting or an unset one.

    Anything else raises SettingError. Nothing is opened, and no region or credentials are needed yet.
    """
    if setting in (None, "", "none"):
        return None
    kind, _, place = str(setting).partition(":")
    if kind == "sqlite" and place:
        from pathlib import Path

        from skill.memory.sqlite import SQLiteStore  # only the one that is chosen is loaded

        return SQLiteStore(Path(place))
    if kind == "dynamodb" and re.fullmatch(TABLE, place):
        if find_spec("botocore") is None:
            raise SettingError(f"STORE is {setting!r}, which needs the package botocore; it is not installed")
        from skill.memory.dynamodb import DynamoDBStore

        return DynamoDBStore(place)
    raise SettingError(f"STORE is {setting!r}; it can be dynamodb:TABLE, sqlite:PATH or none")
