"""The artifact: all that is needed, nothing else, and the same every time."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from deploy import ROOT
from deploy.artifact import LOCK, NOT_LOADED, deployed, digest, files
from deploy.runtime_python import VERSION

TAG = f"cpython-{VERSION.replace('.', '')}"


def test_it_holds_the_skill_and_the_pinned_packages(artifact: Path) -> None:
    there = {path.name for path in artifact.iterdir()} - {"__pycache__"}
    packages = {name for name in there if not name.endswith(".dist-info")}
    assert packages == {"ask_sdk_core", "ask_sdk_model", "ask_sdk_runtime", "dateutil", "six.py", "skill", "tzdata"}
    pins = re.findall(r"^([a-z0-9-]+)==(\S+)", deployed(LOCK.read_text(encoding="utf-8")), re.MULTILINE)
    assert {f"{name.replace('-', '_')}-{version}.dist-info" for name, version in pins} == there - packages


def test_it_holds_nothing_that_is_not_run(artifact: Path) -> None:
    """No tests, speaker, web endpoint, or what the runtime brings itself."""
    assert not {path.name for path in artifact.iterdir()} & {"tests", "speaker", "flask", "boto3", "botocore"}
    assert not [name for name in NOT_LOADED if list(artifact.glob(f"{name.replace('-', '_')}*"))]
    assert not (artifact / "skill" / "web").exists()
    assert {path.suffix for path in files(artifact / "skill")} <= {".py", ".pyc", ".toml", ".json"}


def test_it_holds_all_the_content(artifact: Path) -> None:
    for path in (ROOT / "skill" / "content").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            copy = artifact / path.relative_to(ROOT)
            assert copy.read_bytes() == path.read_bytes()


def test_the_content_that_is_read_is_the_content_that_is_tested(artifact: Path) -> None:
    """The JSON beside each TOML file says the same; a date, which JSON does not have, is text."""
    sources = sorted((artifact / "skill" / "content").rglob("*.toml"))
    assert sources
    for source in sources:
        quick = json.loads(source.with_name(f"{source.name}.json").read_text(encoding="utf-8"))
        assert quick == json.loads(json.dumps(tomllib.loads(source.read_text(encoding="utf-8")), default=str))
    assert not list((ROOT / "skill" / "content").rglob("*.toml.json")), "only an artifact may have them"


def test_every_module_is_compiled_for_the_runtime_and_believed(artifact: Path) -> None:
    """Flag 1 is "by a hash, unchecked": neither the source nor its time is looked at (PEP 552)."""
    for source in artifact.rglob("*.py"):
        compiled = source.parent / "__pycache__" / f"{source.stem}.{TAG}.pyc"
        assert compiled.read_bytes()[4:8] == (1).to_bytes(4, "little"), source


def test_two_builds_differ_in_nothing(artifact: Path, again: Path) -> None:
    """Neither where nor when it was built is in it."""
    assert digest(artifact) == digest(again)
    times = {path.stat().st_mtime for path in files(again)} | {path.stat().st_mtime for path in files(artifact)}
    assert len(times) == 1


def test_no_path_of_the_building_machine_is_in_it(artifact: Path) -> None:
    for path in files(artifact):
        assert str(ROOT).encode() not in path.read_bytes(), path


def test_it_is_small(artifact: Path) -> None:
    """Lambda allows 250 MB; a tenth of that is more than this needs."""
    assert sum(path.stat().st_size for path in files(artifact)) < 12_000_000


def test_what_is_left_out_of_the_pins_is_not_imported(interpreter: Path, artifact: Path) -> None:
    """Nor anything else that is not there, by any module of the skill but those with a reason to."""
    listed = "import pkgutil, skill; print(*(m.name for m in pkgutil.walk_packages(skill.__path__, 'skill.')))"
    everything = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]"
    alone = [str(interpreter), "-s", "-S", "-B", "-c"]
    names = subprocess.run([*alone, listed], cwd=artifact, capture_output=True, text=True, check=True).stdout.split()
    needs_botocore = {"skill.memory.calls", "skill.memory.table"}
    assert needs_botocore < set(names)
    wanted = [name for name in names if name not in needs_botocore]
    done = subprocess.run([*alone, everything, *wanted], cwd=artifact, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_what_is_deployed_is_what_is_tested() -> None:
    """The pins of the artifact are among those of the tests."""
    pin = re.compile(r"^[a-z0-9-]+==[^\s;]+", re.MULTILINE)
    tested = set(pin.findall((ROOT / "locks" / "dev.txt").read_text(encoding="utf-8")))
    assert set(pin.findall(LOCK.read_text(encoding="utf-8"))) <= tested


@pytest.mark.parametrize("lock", sorted((ROOT / "locks").glob("*.txt")), ids=lambda path: path.name)
def test_a_lock_names_no_address_and_hashes_everything(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\S+ @|^-", text, re.MULTILINE), "an option, or a package from an address"
    for entry in re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in entry, entry.split()[0]
