"""Amazon's renderer and linter, run by Node: what a test asks of them, and whether they are there."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from skill.screen import Screen
from tests.screen.examples import Viewport

FOLDER = Path(__file__).parent / "render"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LONGEST = 300
"""Seconds after which a run is given up."""


@dataclass(frozen=True, slots=True)
class Text:
    """A row of text as it is seen. Places and heights are in pixels."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    height: float
    """Of the letters, as typefaces count it."""
    cut: bool

    def overlaps(self, other: "Text") -> bool:
        """The two lie on top of each other."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > 1 and high > 1


@dataclass(frozen=True, slots=True)
class Reading:
    """A screen at one moment."""

    texts: tuple[Text, ...]
    ring: float | None
    """How far the ring has emptied: 0 when full, -100 when empty; None where there is no ring."""

    def shows(self, text: str) -> bool:
        """The text can be read."""
        return any(each.text == text for each in self.texts)


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of showing a screen."""

    name: str
    problems: tuple[str, ...]
    """What browser and renderer complained of."""
    events: tuple[list[str], ...]
    """The arguments of each SendEvent."""
    readings: tuple[Reading, ...]


def lacking() -> str | None:
    """What is missing for these tests, in a line; None when all is there."""
    if shutil.which("node") is None:
        return "Node 20 or later is missing: the screens are not drawn"
    if not (FOLDER / "node_modules").is_dir():
        return f"Amazon's renderer is missing (npm ci in {FOLDER.relative_to(Path.cwd())}): the screens are not drawn"
    if browser() is None:
        return "Chromium is missing: the screens are not drawn"
    return None


def must_be_there() -> bool:
    """Continuous integration has everything; a skipped test would say nothing there."""
    return os.environ.get("CI") == "true"


def browser() -> str | None:
    """The path of a browser."""
    return next((found for found in map(shutil.which, BROWSERS) if found), None)


def job(
    name: str, screen: Screen, viewport: Viewport, steps: Iterable[Mapping[str, Any]], still: bool = False
) -> dict[str, Any]:
    """A screen to be drawn; the steps are those of `render.mjs`."""
    return {
        "name": name,
        "document": screen.document,
        "datasources": screen.datasources,
        "viewport": asdict(viewport),
        "still": still,
        "steps": list(steps),
    }


def draw(jobs: Iterable[Mapping[str, Any]]) -> dict[str, Seen]:
    """Draw every job, one after the other, and say what came of it, by name."""
    results = run("render.mjs", {"chromium": browser(), "jobs": list(jobs)})
    return {each["name"]: seen(each) for each in results}


def seen(result: Mapping[str, Any]) -> Seen:
    """One result, typed."""
    readings = tuple(
        Reading(tuple(Text(**text) for text in reading["texts"]), reading["ring"]) for reading in result["readings"]
    )
    return Seen(result["name"], tuple(result["problems"]), tuple(result["events"]), readings)


def lint(documents: Mapping[str, Mapping[str, Any]]) -> dict[str, list[Any]]:
    """What Amazon's linter finds, by name."""
    found: dict[str, list[Any]] = run("lint.mjs", documents)
    return found


def run(script: str, given: object) -> Any:
    """A script of this folder, fed JSON and giving JSON. What it prints as an error fails the test."""
    done = subprocess.run(
        ["node", script], cwd=FOLDER, input=json.dumps(given), capture_output=True, text=True, timeout=LONGEST
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
