"""What can be set from outside, by `create_app`'s mapping or by the environment."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from ask_sdk_core.skill import CustomSkill
from cryptography import x509

from skill.web.chain import trusted_roots
from skill.web.download import Fetch, WebFetch
from skill.web.errors import SettingsError
from skill.web.replay import default_file

VERIFY_VARIABLE = "ALEXA_VERIFY"
REPLAY_FILE_VARIABLE = "ALEXA_REPLAY_FILE"

ON = "on"
OFF = "off-for-development"
"""The only word that switches verification off. A mistyped one must not, nor one like `0` or `false`."""

Clock = Callable[[], datetime]
"""The time now, with its time zone."""

_KEYS = {"skill", "skill_id", "verify", "replay_file", "fetch", "trusted_roots", "clock"}


@dataclass(frozen=True, slots=True)
class WebSettings:
    """The endpoint's settings, complete."""

    skill: CustomSkill
    """What answers."""
    skill_id: str | None
    """The application id that requests must carry, or None to take any."""
    verified: bool
    """Whether requests must prove that they are Alexa's. False in development only."""
    replay_file: Path
    """Where all workers remember the requests taken."""
    fetch: Fetch
    """Downloads certificate chains."""
    trusted_roots: Sequence[x509.Certificate]
    """Where certificate chains must lead to."""
    clock: Clock
    """Tells the time."""


def read_settings(config: Mapping[str, object], environment: Mapping[str, str] = os.environ) -> WebSettings:
    """Settings from `config` (keyed by field, `verify` for `verified`), then `environment`, then defaults.

    Raises `SettingsError` for an unknown key or a value that is not allowed.
    """
    if unknown := config.keys() - _KEYS:
        raise SettingsError(f"unknown settings: {', '.join(sorted(unknown))}")
    for name in ("fetch", "clock"):
        if name in config and not callable(config[name]):
            raise SettingsError(f"{name} must be a function")
    skill, skill_id = _skill(config)
    return WebSettings(
        skill=skill,
        skill_id=skill_id,
        verified=_verified(config.get("verify", environment.get(VERIFY_VARIABLE, ON))),
        replay_file=_replay_file(config.get("replay_file", environment.get(REPLAY_FILE_VARIABLE))),
        fetch=cast(Fetch, config.get("fetch", WebFetch())),
        trusted_roots=_roots(config),
        clock=cast(Clock, config.get("clock", _now)),
    )


def _skill(config: Mapping[str, object]) -> tuple[CustomSkill, str | None]:
    """The skill given, or else the whole one as the environment sets it up, with the id it answers to."""
    if "skill" in config:
        skill, skill_id = config["skill"], config.get("skill_id")
    else:
        # Imported only now: an endpoint that is given its skill needs nothing of the rest of the house.
        from skill.app import build_skill
        from skill.settings import Settings

        settings = Settings.from_environment()
        skill, skill_id = build_skill(settings), config.get("skill_id", settings.skill_id)
    if not isinstance(skill, CustomSkill):
        raise SettingsError("skill must be a CustomSkill")
    if not (skill_id is None or (isinstance(skill_id, str) and skill_id)):
        raise SettingsError("skill_id must be text that is not empty, or None")
    return skill, skill_id


def _verified(value: object) -> bool:
    if value not in (ON, OFF):
        raise SettingsError(f"verification ({VERIFY_VARIABLE}) must be {ON!r} or {OFF!r}")
    return value == ON


def _replay_file(value: object) -> Path:
    if value is None or value == "":
        return default_file()
    if not isinstance(value, str | Path):
        raise SettingsError("replay_file must be a path")
    return Path(value)


def _roots(config: Mapping[str, object]) -> Sequence[x509.Certificate]:
    roots = config["trusted_roots"] if "trusted_roots" in config else trusted_roots()
    if not isinstance(roots, Sequence) or not roots:
        raise SettingsError("trusted_roots must be certificates, at least one")
    return roots


def _now() -> datetime:
    return datetime.now(UTC)
