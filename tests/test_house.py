"""The rules of the house: which way imports point, how large rooms are, what they are called."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS: dict[str, set[str]] = {
    "coach": set(),
    "plain": set(),
    "library": {"coach", "settings"},
    "settings": set(),
    "observe": set(),
    "triage": {"coach", "library"},
    "warm": set(),
    "speech": {"coach", "library"},
    "audio": {"coach", "library", "speech"},
    "screen": {"coach", "library", "speech"},
    "request": {"coach", "library", "plain"},
    "respond": {"coach", "library", "speech", "audio", "screen", "services"},
    "apology": {"library"},
    "memory": {"settings"},
    "services": {"library"},
    "recollection": {"coach", "memory", "services", "plain"},
    "effects": {"coach", "library", "services", "recollection"},
    "visit": {"coach", "request", "memory", "services", "recollection", "effects"},
    "intents": {
        "coach",
        "library",
        "triage",
        "observe",
        "request",
        "respond",
        "services",
        "speech",
        "apology",
        "visit",
    },
    "app": {
        "library",
        "intents",
        "observe",
        "warm",
        "apology",
        "request",
        "settings",
        "memory",
        "recollection",
        "services",
        "visit",
    },
    "web": {"app", "settings", "apology"},
}
"""Each room of the skill, and the rooms it may import."""
OUTSIDE: dict[str, tuple[str, ...]] = {
    "coach": (),
    "plain": (),
    "library": (),
    "settings": (),
    "speech": (),
    "audio": (),
    "screen": (),
}
"""Rooms that import nothing but the standard library and other rooms."""
STANDARD = set(sys.stdlib_module_names)
IMPURE = {"os", "time", "random", "importlib", "tomllib", "logging", "pathlib", "io", "socket"}
MODULES = sorted((ROOT / "skill").rglob("*.py"))


def room_of(path: Path) -> str:
    """The room a module of the skill belongs to."""
    return path.relative_to(ROOT / "skill").parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """Every module a file imports, dotted, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_at_the_coach_and_the_library(path: Path) -> None:
    """A room imports only the rooms the street allows."""
    room = room_of(path)
    if room == "__init__":
        return
    assert room in ROOMS, f"{room} has no place in the street; give it one in ROOMS"
    rooms = {name.split(".")[1] for name in imports_of(path) if name.startswith("skill.")}
    assert rooms <= ROOMS[room] | {room}, f"{path} may not import {rooms - ROOMS[room]}"


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) in OUTSIDE], ids=lambda p: p.name)
def test_inner_rooms_know_neither_sdk_nor_web(path: Path) -> None:
    """Nothing but the standard library in the rooms that hold the coach, its words and its renderers."""
    roots = {name.split(".")[0] for name in imports_of(path)} - {"skill"}
    assert roots <= STANDARD


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) == "coach"], ids=lambda p: p.name)
def test_the_coach_is_pure(path: Path) -> None:
    """No I/O, clock, environment or chance inside the coach."""
    roots = {name.split(".")[0] for name in imports_of(path)}
    assert not roots & IMPURE
    calls = re.findall(r"\b(open|print|input|exec|eval)\(|\.(?:now|today|utcnow)\(", path.read_text(encoding="utf-8"))
    assert not calls


def test_the_coach_holds_no_sentence() -> None:
    """All words are data: no string in the coach reads like one."""
    for path in MODULES:
        if room_of(path) != "coach":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
                assert not re.search(r"[a-z] [a-z]+.*[.?!]$", node.value), f"{path}: {node.value!r}"


def test_a_cold_start_defines_no_dataclass() -> None:
    """Each takes a millisecond, before the first answer; a named tuple takes a tenth."""
    program = (
        "import sys, skill.app;"
        "modules = [module for name, module in sys.modules.items() if name.startswith('skill')];"
        "print(sum(hasattr(value, '__dataclass_fields__') for module in modules for value in vars(module).values()))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


def test_only_the_web_room_knows_flask() -> None:
    """`flask_ask_sdk` needs a repair to import; one room makes it."""
    for path in MODULES:
        if room_of(path) != "web":
            assert not any(name.startswith(("flask", "certvalidator")) for name in imports_of(path)), path


def test_nothing_deployed_imports_the_desk_speaker() -> None:
    """The speaker is for trying the skill; the skill does not know it."""
    assert not any(name.startswith("speaker") for path in MODULES for name in imports_of(path))


@pytest.mark.parametrize("folder", ["skill", "speaker"])
def test_names_say_what_is_inside(folder: str) -> None:
    """No drawer for whatever has no name."""
    forbidden = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "shared"}
    assert not [path for path in (ROOT / folder).rglob("*.py") if path.stem in forbidden]


@pytest.mark.parametrize("folder", ["skill", "speaker"])
def test_modules_fit_on_a_page_or_two(folder: str) -> None:
    """A module beyond 220 lines becomes a folder of its name; a function beyond 40 is several."""
    for path in (ROOT / folder).rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 220, f"{path} has {len(text.splitlines())} lines"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 40, f"{path}: {node.name}"
