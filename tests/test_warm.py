"""Ready before the first request: everything is loaded, and nothing of the warming up remains."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
ASKED = """
import json, logging, os, sys
logging.basicConfig(level=logging.DEBUG)
from skill import app, library, triage
before = set(sys.modules)
folder = "/proc/self/fd"
links = [os.readlink(f"{folder}/{name}") for name in os.listdir(folder) if os.path.lexists(f"{folder}/{name}")]
found = {
    "sockets": [link for link in links if link.startswith("socket")],
    "rules": triage.rules.cache_info().currsize,
    "learnt": triage.second_reading.cache_info().currsize,
    "words": library.words.cache_info().currsize,
    "skills": app.build_skill.cache_info().currsize,
    "botocore": "botocore" in sys.modules,
}
from tests.alexa import Alexa
before = set(sys.modules)
alexa = Alexa()
alexa.opens()
found["loaded by a launch"] = sorted(name for name in set(sys.modules) - before)
if os.environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start":
    alexa.hears("ReadyIntent")
    alexa.hears("ReadyIntent")
    alexa.reports("my toes are tingling")
    found["loaded by a report"] = sorted(name for name in set(sys.modules) - before)
print(json.dumps(found))
"""


def ready(**environment: str) -> tuple[dict[str, Any], str]:
    """What a fresh process has after importing the skill; and what was logged until its first turn."""
    ours = ("AWS_", "STORE", "AUDIO", "CLINIC")
    settings = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        [sys.executable, "-c", ASKED], cwd=ROOT, env={**settings, **environment}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


def test_a_first_launch_loads_nothing_more() -> None:
    """The SDK's classes and the words are there; what only a report needs is not."""
    found, _ = ready()
    assert found["loaded by a launch"] == []
    assert found["words"] == 1
    assert found["rules"] == 0
    assert found["learnt"] == 0
    assert not found["botocore"]


def test_a_snapshot_holds_what_any_turn_needs() -> None:
    found, _ = ready(AWS_LAMBDA_INITIALIZATION_TYPE="snap-start")
    assert found["loaded by a report"] == []
    assert found["rules"] == 1


def test_in_lambda_the_store_is_loaded_but_not_connected() -> None:
    """A connection in a snapshot would be dead in every copy of it."""
    found, _ = ready(AWS_LAMBDA_INITIALIZATION_TYPE="on-demand", STORE="dynamodb:memory")
    assert found["botocore"]
    assert found["sockets"] == []


def test_warming_up_is_not_counted_as_a_launch() -> None:
    """Nor does the skill that did it serve anybody."""
    found, logged = ready(AWS_LAMBDA_INITIALIZATION_TYPE="snap-start")
    assert logged.count("a turn") == 4, "the four of this test"
    assert found["skills"] == 0


@pytest.mark.parametrize("wrong", [{"AUDIO": "tape"}, {"STORE": "drawer"}])
def test_a_wrong_setting_fails_the_deployment_and_not_the_person(wrong: dict[str, str]) -> None:
    """Lambda starts a version before it publishes it."""
    environment = {**os.environ, "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start", **wrong}
    command = [sys.executable, "-c", "import skill.app"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode != 0
    assert "SettingError" in done.stderr
