"""Cold and warm starts as Lambda makes them: `python -m benchmarks.lambda_emulator`.

The artifact that is deployed, beside the smallest skill with Amazon's DynamoDB adapter, in one run and in turns, both
in Amazon's Runtime Interface Emulator under the runtime's Python and against DynamoDB Local. A cold start is the wall's
clock from the first request to its answer, with the initialisation, which the emulator leaves until then. There is
no snapshot here: with SnapStart all of the initialisation is gone from a cold start, ours and theirs.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import botocore.session

from benchmarks.one_process import conversation
from benchmarks.table import Row, report
from deploy import BUILD, ROOT
from deploy.artifact import build
from deploy.emulator import emulated, install
from tests.dynamodb_local import DynamoDBLocal, run

ROUNDS = 9
WARM = 150
"""Turns after the first, in each round."""

LOCK = ROOT / "locks" / "benchmark.txt"
COUNTS = "greetings"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two."""

    artifact: Path
    handler: str
    environment: dict[str, str]


def measure(side: Side) -> tuple[float, list[float]]:
    """A cold start, and the turns after it, in milliseconds."""
    with emulated(side.artifact, side.environment, side.handler) as function:
        turns = timed(lambda event, _: function.invoke(event))
        cold = next(turns)
        next(turns)  # the first that writes, or connects
        return cold, [next(turns) for _ in range(WARM)]


def timed(handler: Callable[[dict[str, Any], object], Any]) -> Iterator[float]:
    """How long each turn of a conversation takes, in milliseconds."""
    answers = conversation(handler)
    while True:
        began = time.perf_counter()
        next(answers)
        yield 1000 * (time.perf_counter() - began)


def hello(folder: Path) -> Path:
    """The artifact of the smallest skill with Amazon's adapter."""
    install(LOCK, folder)
    shutil.copytree(ROOT / "benchmarks" / "greeter", folder / "greeter", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def make_tables(local: DynamoDBLocal) -> None:
    """The table of each."""
    environment = local.environment
    client = cast(
        "Any",
        botocore.session.Session().create_client(
            "dynamodb",
            region_name="us-east-1",
            endpoint_url=environment["AWS_ENDPOINT_URL_DYNAMODB"],
            aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
        ),
    )
    for name, key in (("memory", "person"), (COUNTS, "id")):
        client.create_table(
            TableName=name,
            KeySchema=[{"AttributeName": key, "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )


def main() -> None:
    """Build both, measure in turns, print a table."""
    parser = argparse.ArgumentParser(description="Cold and warm starts as Lambda makes them.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = parser.parse_args().rounds
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as scratch, run() as local:
        make_tables(local)
        # DynamoDB Local takes region and key for the name of a database.
        started = {"AWS_DEFAULT_REGION": "us-east-1", "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand"}
        shared = {**local.environment, **started}
        build(Path(scratch) / "ours")
        sides = {
            "ours": Side(Path(scratch) / "ours", "skill.app.handler", {**shared, "STORE": "dynamodb:memory"}),
            "hello": Side(
                hello(Path(scratch) / "hello"), "greeter.remembering.handler", {**shared, "GREETINGS": COUNTS}
            ),
        }
        seen: dict[str, list[tuple[float, list[float]]]] = {name: [] for name in sides}
        for _ in range(rounds):
            for name, side in sides.items():
                seen[name].append(measure(side))
    cold = {name: statistics.median(start for start, _ in figures) for name, figures in seen.items()}
    turns = {name: [turn for _, warm in figures for turn in warm] for name, figures in seen.items()}
    warm = {name: statistics.quantiles(each, n=100) for name, each in turns.items()}
    rows = [
        Row("cold start: initialisation and first turn, ms", cold["ours"], cold["hello"], 1.0),
        Row("a warm turn, median, ms", warm["ours"][49], warm["hello"][49], 1.5),
        Row("a warm turn, 99th percentile, ms", warm["ours"][98], warm["hello"][98], 1.5),
    ]
    report("ours", "hello", rows)


if __name__ == "__main__":
    main()
