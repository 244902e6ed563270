"""What the skill costs beside the smallest skill there can be, in one run: `python -m benchmarks.skill`.

Ours is measured as it is deployed: byte-compiled, with its content as JSON too. Each skill is started in a process
of its own (`benchmarks.one_process`), in turns. "Ready" is everything before the first request: the imports, the build
and, with ours, the warming up. All times are medians over the processes, of processor time, which a busy machine
disturbs least; "whole process" is the wall's clock from its start to its end, one turn included.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from compileall import compile_dir
from pathlib import Path

from benchmarks.table import Row, report
from deploy import ROOT
from deploy.artifact import LEFT_OUT, write_quickly_read

ROUNDS = 15
LATER = 400
"""Turns after the first, in each process."""

SKILLS = {"ours": "skill.app", "hello": "benchmarks.greeter.plain"}


def deployed(folder: Path) -> None:
    """Lay the skill in a folder as the artifact has it, beside what measures it."""
    shutil.copytree(ROOT / "skill", folder / "skill", ignore=shutil.ignore_patterns(*LEFT_OUT))
    write_quickly_read(folder / "skill" / "content")
    shutil.copytree(ROOT / "benchmarks", folder / "benchmarks", ignore=shutil.ignore_patterns("__pycache__"))
    compile_dir(folder, quiet=1)


def run(module: str, turns: int, folder: Path) -> dict[str, float]:
    """One process's figures, and how long it took as a whole."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.one_process", module, str(turns)]
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder, env=alone)
    figures: dict[str, float] = json.loads(done.stdout)
    return {**figures, "whole": 1000 * (time.perf_counter() - began)}


def compare(rounds: int) -> dict[str, dict[str, float]]:
    """The median figures of each skill, measured in turns."""
    seen: dict[str, list[dict[str, float]]] = {name: [] for name in SKILLS}
    with tempfile.TemporaryDirectory() as name_of_folder:
        folder = Path(name_of_folder)
        deployed(folder)
        for _ in range(rounds):
            for name, module in SKILLS.items():
                whole = run(module, 0, folder)["whole"]
                seen[name].append({**run(module, LATER, folder), "whole": whole})
    return {
        name: {key: statistics.median(each[key] for each in figures) for key in figures[0]}
        for name, figures in seen.items()
    }


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description="What the skill costs beside the smallest there can be.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    wish = parser.parse_args()
    figures = compare(wish.rounds)
    ours, hello = figures["ours"], figures["hello"]
    for each in (ours, hello):
        each["answered"] = each["ready"] + each["first"]
    rows = [
        Row("ready for the first request, ms", ours["ready"], hello["ready"], 1.3),
        Row("until the first answer, ms", ours["answered"], hello["answered"]),
        Row("whole process, one turn, ms", ours["whole"], hello["whole"]),
        Row("first turn, ms", ours["first"], hello["first"]),
        Row("first turn against a later one of ours, ms", ours["first"], ours["median"], 2.0),
        Row("a later turn, median, ms", ours["median"], hello["median"], 2.0),
        Row("a later turn, 99th percentile, ms", ours["slowest"], hello["slowest"], 2.0),
        Row("largest answer, bytes", ours["largest"], hello["largest"]),
        Row("peak memory, MB", ours["memory"], hello["memory"]),
    ]
    report("ours", "hello", rows)


if __name__ == "__main__":
    main()
