"""The documents, read by Amazon's linter."""

import pytest

from tests.screen.examples import examples, screen_of
from tests.screen.renderer import lint


@pytest.mark.usefixtures("amazons_tools")
def test_amazons_linter_finds_nothing() -> None:
    """Neither errors nor warnings, in any document."""
    found = lint({name: screen_of(name).document for name in examples()})
    assert set(found) == set(examples())
    assert {name: notes for name, notes in found.items() if notes} == {}


@pytest.mark.usefixtures("amazons_tools")
def test_the_linter_would_find_a_mistake() -> None:
    """An unknown property and a missing type do not pass."""
    wrong = {**screen_of("gate").document, "mainTemplate": {"item": {"type": "Text", "fontsize": "big"}}}
    assert lint({"wrong": wrong})["wrong"]
