"""What the environment may set."""

import os
from collections.abc import Mapping
from functools import lru_cache
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
        return settings_of(*(given.get(name) or "" for name in ("SKILL_ID", "AUDIO", "STORE", "CLINIC")))


@lru_cache(maxsize=8)
def settings_of(skill_id: str, audio: str, store: str, clinic: str) -> Settings:
    """The settings of these values, empty for what is not set."""
    if audio and audio not in AUDIO:
        raise SettingError(f"AUDIO is {audio!r}; it can be {' or '.join(AUDIO)}")
    if clinic and not clinic.replace("-", "a").isalnum():
        raise SettingError(f"CLINIC is {clinic!r}; it can be the name of a file in content/clinics, without .toml")
    return Settings(skill_id or None, audio or Settings().audio, store or None, clinic)
