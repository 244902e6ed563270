"""All words and prescriptions, read once from `content/`. No other module opens a file of it."""

import json
import os
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from skill.coach.moves.scene import Moves
from skill.coach.routine import Leg, Prescription, Stretch
from skill.coach.session import Phase
from skill.coach.timeline import Timing
from skill.coach.triage import Framing
from skill.settings import SettingError, Settings

CONTENT = os.path.join(os.path.dirname(__file__), "content")
DEFAULT_LOCALE = "en-US"


class Phrase(NamedTuple):
    """What is said, asked again or shown under one key."""

    say: tuple[str, ...] = ()
    """Variants, used in turn."""
    again: str = ""
    title: str = ""
    show: str = ""


class Fact(NamedTuple):
    """A name or number, as it is written and as it is spoken."""

    written: str
    spoken: str = ""
    """For the ear, where it differs."""
    telephone: str = ""
    """Read out as a phone number."""
    digits: str = ""
    """Read out digit by digit."""


class Words(NamedTuple):
    """The words of one locale."""

    locale: str
    phrases: Mapping[str, Phrase]
    names: Mapping[str, Mapping[str, str]]
    """Words for ids, such as the left leg."""
    amounts: Mapping[str, tuple[str, str]]
    """One and many of each unit."""
    facts: Mapping[str, Fact]
    """The clinic's names and numbers, and the locale's emergency number."""


class SpeechRate(NamedTuple):
    """How long the usual voice takes, in milliseconds."""

    per_character: int
    per_sentence: int


def content(name: str) -> dict[str, Any]:
    """The content file of that name, parsed: TOML, or JSON for documents in Amazon's format.

    A deployed skill has each TOML file as JSON too, beside it, which is read far sooner.
    """
    quick = os.path.join(CONTENT, f"{name}.json")
    path = quick if os.path.exists(quick) else os.path.join(CONTENT, name)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if path.endswith(".json"):
        parsed: dict[str, Any] = json.loads(text)
        return parsed
    import tomllib  # only where there is nothing quicker

    return tomllib.loads(text)


def locales() -> tuple[str, ...]:
    """Every locale there are words for."""
    names = os.listdir(os.path.join(CONTENT, "words"))
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def words(locale: str) -> Words:
    """The words of a locale; of US English where there are none."""
    known = locale if locale in locales() else DEFAULT_LOCALE
    data = content(f"words/{known}.toml")
    about = data.pop("words")
    return Words(
        locale=known,
        phrases=dict(phrases(data)),
        names={kind: about[kind] for kind in ("leg", "stretch")},
        amounts={unit: (one, many) for unit, (one, many) in about["amount"].items()},
        facts={"emergency_number": Fact(**about["emergency_number"]), **clinic()},
    )


def phrases(data: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Phrase]]:
    """Every phrase of the file with its dotted key."""
    found: list[tuple[str, Phrase]] = []
    if "say" in data or "show" in data:
        said = data.get("say", [])
        variants = (said,) if isinstance(said, str) else tuple(said)
        found.append((prefix, Phrase(variants, data.get("again", ""), data.get("title", ""), data.get("show", ""))))
    for key, value in data.items():
        if isinstance(value, dict):
            found += phrases(value, f"{prefix}.{key}" if prefix else key)
    return found


@cache
def clinic() -> Mapping[str, Fact]:
    """The names and numbers, by placeholder, of the clinic that is set. One that is not there raises SettingError."""
    chosen = Settings.from_environment().clinic
    try:
        data = content(f"clinics/{chosen}.toml" if chosen else "clinic.toml")
    except FileNotFoundError:
        raise SettingError(f"CLINIC is {chosen!r}, and there is no such file in content/clinics") from None
    return {f"clinic.{name}": Fact(**fact) for name, fact in data["facts"].items()}


@cache
def prescription() -> Prescription:
    """The routine as prescribed."""
    data = content("routine.toml")["prescription"]
    return Prescription(
        **data
        | {
            "stretches": tuple(Stretch(name) for name in data["stretches"]),
            "first_leg": Leg(data["first_leg"]),
        }
    )


@cache
def timing() -> Timing:
    """The lengths of everything but a hold."""
    data = content("routine.toml")["timing"]
    waits = {Stretch(name): tuple(lengths) for name, lengths in data["step_waits"].items()}
    return Timing(**data | {"step_waits": waits})


@cache
def speech_rate() -> SpeechRate:
    """How long the usual voice takes."""
    data = content("routine.toml")["speech"]
    return SpeechRate(data["milliseconds_per_character"], data["milliseconds_per_sentence"])


@cache
def tips() -> tuple[str, ...]:
    """The keys of the parts the safety tips are told in."""
    return tuple(content("routine.toml")["tips"]["parts"])


@cache
def moves() -> Moves:
    """The table of moves."""
    data = content("moves.toml")
    columns = [Phase(name) for name in data["columns"]]
    return Moves({row: dict(zip(columns, cells, strict=True)) for row, cells in data["rows"].items()})


@cache
def intents() -> Mapping[str, str]:
    """What each intent, and each request that is not one, asks for."""
    data = content("intents.toml")
    return {**data["intents"], **data["requests"]}


@cache
def touches() -> frozenset[str]:
    """The moves a touch on the screen may ask for."""
    return frozenset(content("intents.toml")["touches"]["moves"])


@cache
def framings() -> Mapping[str, Framing]:
    """What the carrying sentence of a report says, by intent."""
    return {name: Framing(value) for name, value in content("intents.toml")["framings"].items()}


@cache
def carried() -> Mapping[str, str]:
    """The words before its free text that an intent's sentences keep to themselves, by intent."""
    carried: Mapping[str, str] = content("intents.toml")["carried"]
    return carried
