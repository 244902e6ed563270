"""Whose number is given: the clinic's that is set."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from skill import library
from skill.intents import knowledge
from skill.settings import SettingError, Settings
from tests.alexa import Alexa

CLINICS = [Path(library.CONTENT, "clinic.toml"), *Path(library.CONTENT, "clinics").glob("*.toml")]


@pytest.fixture
def another_clinic(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The words are read anew, before and after."""
    caches = (library.clinic, library.words, knowledge)
    for cache in caches:
        cache.cache_clear()
    monkeypatch.setenv("CLINIC", "example")
    yield
    for cache in caches:
        cache.cache_clear()


@pytest.mark.usefixtures("another_clinic")
def test_another_clinic_is_spoken_for_everywhere(alexa: Alexa) -> None:
    asked = alexa.hears("ClinicContactIntent")
    assert "212-555-0142" in asked.heard
    alexa.is_holding()
    stopped = alexa.reports("my foot went numb")
    assert "212-555-0142" in stopped.heard
    assert "JOI" not in asked.heard + stopped.heard


@pytest.mark.usefixtures("another_clinic")
def test_a_clinic_nobody_has_written_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLINIC", "elsewhere")
    with pytest.raises(SettingError, match="elsewhere"):
        library.words("en-US")


@pytest.mark.parametrize("name", ["../clinic", "a clinic", "clinic.toml", "/etc/passwd"])
def test_a_clinic_is_named_not_pointed_at(name: str) -> None:
    with pytest.raises(SettingError, match="CLINIC"):
        Settings.from_environment({"CLINIC": name})


@pytest.mark.parametrize("path", CLINICS, ids=lambda path: path.stem)
def test_every_clinic_says_the_same_things(path: Path) -> None:
    """Each has every fact, a number for the ear with each number for the eye, and the day it was checked."""
    ours, theirs = (tomllib.loads(each.read_text(encoding="utf-8")) for each in (CLINICS[0], path))
    assert theirs["facts"].keys() == ours["facts"].keys()
    assert theirs["checked_on"]
    for name, fact in theirs["facts"].items():
        assert ("telephone" in fact) is name.endswith("_phone"), name
