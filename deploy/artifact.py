"""The folder that Lambda runs: the skill, its content and pinned wheels, byte-compiled, and the same every time.

    python -m deploy.artifact FOLDER

`sam build` runs this through the Makefile beside it. Left out are the web endpoint, and what the SDK names as
requirements but the skill never loads. Every file gets one time stamp and every module its byte code, checked
against nothing at run time, so that two builds with one Python differ in no byte.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from deploy import ROOT, DeployError
from deploy.runtime_python import VERSION, runtime_python

LOCK = ROOT / "locks" / "lambda.txt"

NOT_LOADED = ("certifi", "charset-normalizer", "idna", "requests", "urllib3")
"""What `ask_sdk_core.api_client` alone needs; the skill has a client of its own, `skill.services.client`."""

LEFT_OUT = ("__pycache__", "web")
"""Of `skill`: Flask is not deployed."""

STAMP = 315_532_800
"""The time of every file: the first of January 1980, the earliest a zip file can hold."""


def build(folder: Path) -> None:
    """Make the artifact in a folder. Raises DeployError when something it needs cannot be had."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    install(folder)
    shutil.copytree(ROOT / "skill", folder / "skill", ignore=shutil.ignore_patterns(*LEFT_OUT))
    write_quickly_read(folder / "skill" / "content")
    byte_compile(folder)
    stamp(folder)


def install(folder: Path) -> None:
    """The pinned packages, pure Python all of them, with their licences and without what only pip needs."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--require-hashes", "--no-deps", "--no-compile", "--only-binary=:all:"]
    command += ["--platform=any", "--implementation=py", f"--python-version={VERSION}", f"--target={folder}"]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as wanted:
        wanted.write(deployed(LOCK.read_text(encoding="utf-8")))
        wanted.flush()
        done = subprocess.run([*command, "-r", wanted.name], capture_output=True, text=True)
    if done.returncode:
        raise DeployError(f"the pinned packages cannot be had: {done.stderr.strip().splitlines()[-1]}")
    shutil.rmtree(folder / "bin", ignore_errors=True)
    for name in ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json"):
        for path in folder.glob(f"*.dist-info/{name}"):
            path.unlink()


def deployed(lock: str) -> str:
    """The part of a lock file that the skill loads."""
    entries = re.split(r"^(?=\S)", lock, flags=re.MULTILINE)
    return "".join(entry for entry in entries if entry.split("==")[0] not in NOT_LOADED)


def write_quickly_read(content: Path) -> None:
    """Each content file as JSON too, beside it: Python reads that some twenty times as fast as TOML."""
    for path in content.rglob("*.toml"):
        parsed = tomllib.loads(path.read_text(encoding="utf-8"))
        text = json.dumps(parsed, ensure_ascii=False, separators=(",", ":"), default=str)
        path.with_name(f"{path.name}.json").write_text(text, encoding="utf-8")


def byte_compile(folder: Path) -> None:
    """Every module's byte code, by the runtime's own Python; at run time it is believed, whatever the source says."""
    command = [str(runtime_python()), "-I", "-W", "ignore", "-m", "compileall", "-q"]
    command += ["--invalidation-mode", "unchecked-hash", "-s", str(folder), "-p", "/var/task", str(folder)]
    # One order of hashes, for sets are written in theirs.
    environment = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(STAMP)}
    environment.pop("PYTHONPYCACHEPREFIX", None)
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise DeployError(f"the artifact cannot be compiled: {(done.stdout + done.stderr).strip()[-300:]}")


def stamp(folder: Path) -> None:
    """One time and one set of permissions for everything."""
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (STAMP, STAMP))


def files(folder: Path) -> list[Path]:
    """Every file of an artifact, in order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def digest(folder: Path) -> str:
    """A SHA-256 over the names and contents of every file."""
    whole = hashlib.sha256()
    for path in files(folder):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{content} {path.relative_to(folder).as_posix()}\n".encode())
    return whole.hexdigest()


def main() -> None:
    """Build, and say what came of it."""
    parser = argparse.ArgumentParser(description="Make the folder that Lambda runs.")
    parser.add_argument("folder", type=Path)
    wish = parser.parse_args()
    try:
        build(wish.folder.absolute())
    except DeployError as error:
        sys.exit(str(error))
    size = sum(path.stat().st_size for path in files(wish.folder))
    print(f"{len(files(wish.folder))} files, {size / 1e6:.1f} MB, sha256 {digest(wish.folder)}")


if __name__ == "__main__":
    main()
