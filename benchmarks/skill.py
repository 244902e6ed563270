"""What the skill costs beside the smallest skill there can be, in one run: `python -m benchmarks.skill`.

Ours is measured as it is deployed: byte-compiled, with its content as JSON too. Each skill is started in a process
of its own (`benchmarks.one_process`), in turns. "Ready" is everything before the first request: the imports, the build
and, with ours, the warming up. All times are medians over the processes, of processor time, which a busy machine
disturbs least; "whole process" is the wall's clock from its start to its end, one turn included. A ratio
is the median of those of the single rounds, in which the two ran one after the other. The skill tells what it has to
tell through Python's own logging, which Lambda's runtime imports before any skill; so the first row is without it,
and the second counts it on our side alone.
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

SKILLS = {"ours": "skill.app", "logging": "logging,skill.app", "hello": "benchmarks.greeter.plain"}


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


Seen = dict[str, list[dict[str, float]]]
"""By skill, the figures of every round."""


def measured(rounds: int) -> Seen:
    """The figures of each skill, measured in turns."""
    seen: Seen = {name: [] for name in SKILLS}
    with tempfile.TemporaryDirectory() as name_of_folder:
        folder = Path(name_of_folder)
        deployed(folder)
        for _ in range(rounds):
            for name, module in SKILLS.items():
                whole = run(module, 0, folder)["whole"]
                figures = run(module, LATER, folder)
                seen[name].append({**figures, "whole": whole, "answered": figures["ready"] + figures["first"]})
    return seen


def row(seen: Seen, name: str, key: str, aim: float | None = None, side: str = "ours") -> Row:
    """A figure of both, by medians."""
    pairs = [(ours[key], hello[key]) for ours, hello in zip(seen[side], seen["hello"], strict=True)]
    ours, hello = (statistics.median(figures) for figures in zip(*pairs, strict=True))
    return Row(name, ours, hello, aim, statistics.median(one / other for one, other in pairs))


def first_turn(seen: Seen) -> Row:
    """Our first turn against our later ones."""
    first, later = ([figures[key] for figures in seen["ours"]] for key in ("first", "median"))
    by_pair = statistics.median(one / other for one, other in zip(first, later, strict=True))
    medians = statistics.median(first), statistics.median(later)
    return Row("first turn against a later one of ours, ms", *medians, 2.0, by_pair)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description="What the skill costs beside the smallest there can be.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    wish = parser.parse_args()
    seen = measured(wish.rounds)
    rows = [
        row(seen, "ready for the first request, ms", "ready", 1.3),
        row(seen, "the same, Python's logging included, ms", "ready", 1.3, "logging"),
        row(seen, "until the first answer, ms", "answered"),
        row(seen, "whole process, one turn, ms", "whole"),
        row(seen, "first turn, ms", "first"),
        first_turn(seen),
        row(seen, "a later turn, median, ms", "median", 2.0),
        row(seen, "a later turn, 99th percentile, ms", "slowest", 2.0),
        row(seen, "largest answer, bytes", "largest"),
        row(seen, "peak memory, MB", "memory"),
    ]
    report("ours", "hello", rows)


if __name__ == "__main__":
    main()
