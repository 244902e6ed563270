"""What the environment may set."""

import os
from collections.abc import Mapping
from typing import NamedTuple

AUDIO = ("apla", "ssml")


class SettingError(ValueError):
    """A setting has a value it cannot have; the message names both."""


class Settings(NamedTuple):
    """The settings of one skill."""

    skill_id: str | None = None
    """`SKILL_ID`: requests for any other skill are refused. Unset, none is."""
    audio: str = "apla"
    """`AUDIO`: `apla` for audio documents, `ssml` for plain speech."""

    store: str | None = None
    """`STORE`: `dynamodb:TABLE`, `sqlite:PATH` or `none`; see `skill.memory.store_of`."""

    clinic: str = ""
    """`CLINIC`: the name of a file in `content/clinics`, without its ending; unset, `content/clinic.toml` holds."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """The settings as the environment has them. A value that cannot be raises SettingError."""
        given = os.environ if environment is None else environment
        audio = given.get("AUDIO") or "apla"
        if audio not in AUDIO:
            raise SettingError(f"AUDIO is {audio!r}; it can be {' or '.join(AUDIO)}")
        clinic = given.get("CLINIC") or ""
        if not clinic.replace("-", "a").isalnum() and clinic:
            raise SettingError(f"CLINIC is {clinic!r}; it can be the name of a file in content/clinics, without .toml")
        return cls(given.get("SKILL_ID") or None, audio, given.get("STORE") or None, clinic)
