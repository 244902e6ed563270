"""What is built once for all the tests of the deployment: the artifact, as `sam build` makes it, and the template."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest
from samtranslator.parser.parser import Parser  # type: ignore[import-untyped]
from samtranslator.translator.translator import Translator  # type: ignore[import-untyped]
from samtranslator.yaml_helper import yaml_parse  # type: ignore[import-untyped]

from deploy import BUILD, ROOT, DeployError
from deploy.artifact import build
from deploy.emulator import client
from deploy.runtime_python import runtime_python
from tests.dynamodb_local import dynamodb_local

__all__ = ["dynamodb_local"]

SAM = {**os.environ, "SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "us-east-1"}
SKILL_ID = "amzn1.ask.skill.12345678-1234-1234-1234-123456789abc"


def missing(reason: DeployError) -> NoReturn:
    """Skip what cannot be done here; under CI it has to be."""
    if os.environ.get("CI"):
        pytest.fail(str(reason))
    pytest.skip(str(reason))


@pytest.fixture(scope="session")
def interpreter() -> Path:
    """The runtime's Python, with its client beside it."""
    try:
        client()
        return runtime_python()
    except DeployError as reason:
        missing(reason)


@pytest.fixture(scope="session")
def artifact(interpreter: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that Lambda would run."""
    place = tmp_path_factory.mktemp("sam")
    command = [sys.executable, "-m", "samcli", "build", "--build-dir", str(place), "--template-file", "template.yaml"]
    built = subprocess.run(command, cwd=ROOT, env={**SAM, "PYTHON": sys.executable}, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return place / "Coach"


@pytest.fixture(scope="session")
def again(interpreter: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second build, made somewhere else."""
    place = tmp_path_factory.mktemp("again") / "elsewhere"
    build(place)
    return place


@pytest.fixture(scope="session")
def template() -> dict[str, Any]:
    """The template as it is written."""
    parsed: dict[str, Any] = yaml_parse((ROOT / "template.yaml").read_text(encoding="utf-8"))
    return parsed


@pytest.fixture(scope="session")
def stack() -> dict[str, Any]:
    """The resources CloudFormation makes of the template."""
    written = yaml_parse((ROOT / "template.yaml").read_text(encoding="utf-8"))
    written["Resources"]["Coach"]["Properties"]["CodeUri"] = "s3://bucket/key"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        resources: dict[str, Any] = Translator({}, Parser()).translate(written, {"SkillId": SKILL_ID})["Resources"]
    return resources


@pytest.fixture(scope="session")
def checkov() -> Path:
    """The scanner for security rules, in an environment of its own: it pins what others need newer."""
    pins, place = ROOT / "locks" / "security.txt", BUILD / "checkov"
    installed = place / "installed.txt"
    if not installed.is_file() or installed.read_bytes() != pins.read_bytes():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(place)], check=True)
        command = [
            str(place / "bin" / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "-r",
            str(pins),
        ]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            missing(DeployError(f"checkov cannot be had: {done.stderr.strip().splitlines()[-1]}"))
        installed.write_bytes(pins.read_bytes())
    return place / "bin" / "checkov"
