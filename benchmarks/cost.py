"""What a routine costs on AWS, from one that was measured: `python -m benchmarks.cost`.

A whole routine runs in Amazon's Runtime Interface Emulator against DynamoDB Local: welcome, gate, four positions,
four sets, and one question. Counted are its turns, what Lambda would bill them for, the bytes it logs, and the
writes and size of what is remembered. The prices are those of us-east-1 as far as they could be
read; look them up anew.
"""

import argparse
import math
import re
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import botocore.session

from benchmarks.one_process import envelope
from deploy import BUILD
from deploy.artifact import build
from deploy.emulator import Emulator, emulated
from tests.dynamodb_local import DynamoDBLocal, run

MEMORY_GB = 0.5
SLOWER = 4
"""How much slower processor work is on a function of this size than here: 512 MB have 0.29 of a processor."""

ROUTINES_A_MONTH = 20
"""Of one person: five a week, for the coach advises once a day on most days."""

MONTH_SECONDS = 30 * 24 * 3600

PRICES = {
    "Lambda, a request": 0.20e-6,
    "Lambda, a GB-second": 16.6667e-6,
    "SnapStart, a GB kept for a second": 1.5046e-6,
    "SnapStart, a GB restored": 139.7998e-6,
    "DynamoDB, a read unit": 0.125e-6,
    "DynamoDB, a write unit": 0.625e-6,
    "DynamoDB, a GB kept for a month": 0.25,
    "CloudWatch Logs, a GB": 0.50,
    "CloudWatch, a metric or three alarms a month": 0.30,
}
"""US dollars."""

METRICS, ALARMS = 9, 4


@dataclass(frozen=True, slots=True)
class Routine:
    """One routine, as it was measured."""

    turns: int
    billed_ms: float
    """Of all turns, on this machine."""
    log_bytes: int
    reads: int
    write_units: int
    item_bytes: int
    """What is kept of the person after it, names of the attributes included."""


def measure(function: Emulator, items: Callable[[], list[dict[str, Any]]]) -> Routine:
    """Go through a routine. The first turn of all, a cold start, is not counted."""
    function.invoke(envelope({"type": "LaunchRequest"}, {}, 0))
    before = function.log()
    attributes: dict[str, Any] = {}
    turns, write_units, last = 0, 0, items()
    requests = [{"type": "LaunchRequest"}, intent("WhyStretchIntent"), *[intent("ReadyIntent")] * 20]
    for minute, request in enumerate(requests):
        answer = function.invoke(envelope(request, attributes, 10 + 3 * minute))
        turns += 1
        if (now := items()) != last:
            write_units, last = write_units + sum(math.ceil(size(item) / 1024) for item in now), now
        attributes = answer["sessionAttributes"]
        if answer["response"]["shouldEndSession"]:
            break
    lines = function.log()[len(before) :].splitlines()
    billed = [int(found[1]) for line in lines if (found := re.search(r"Billed Duration: (\d+) ms", line))]
    logged = sum(len(line.encode()) + 26 for line in lines if line.startswith("{"))  # CloudWatch adds 26 to each
    return Routine(turns, sum(billed), logged, 1, write_units, sum(size(item) for item in last))


def intent(name: str) -> dict[str, Any]:
    """A request with an intent."""
    return {"type": "IntentRequest", "intent": {"name": name, "confirmationStatus": "NONE"}}


def size(item: dict[str, Any]) -> int:
    """The bytes DynamoDB counts for an item."""
    return sum(len(name) + len(str(next(iter(value.values())))) for name, value in item.items())


def costs(routine: Routine) -> dict[str, float]:
    """What one routine costs, in US dollars, by what it is for."""
    seconds = routine.billed_ms / 1000 * SLOWER
    return {
        "Lambda": routine.turns * PRICES["Lambda, a request"] + seconds * MEMORY_GB * PRICES["Lambda, a GB-second"],
        "DynamoDB": routine.reads * PRICES["DynamoDB, a read unit"]
        + routine.write_units * PRICES["DynamoDB, a write unit"],
        "Logs": routine.log_bytes / 1e9 * PRICES["CloudWatch Logs, a GB"],
    }


def standing() -> float:
    """What a month costs before anybody comes."""
    kept = MEMORY_GB * MONTH_SECONDS * PRICES["SnapStart, a GB kept for a second"]
    return kept + (METRICS + ALARMS / 3) * PRICES["CloudWatch, a metric or three alarms a month"]


def report(routine: Routine) -> None:
    """Print what was measured, and what it costs."""
    print(
        f"turns {routine.turns}, billed {routine.billed_ms:.0f} ms here, taken as {routine.billed_ms * SLOWER:.0f} ms"
    )
    print(f"log {routine.log_bytes} bytes; reads {routine.reads}, write units {routine.write_units}")
    print(f"item {routine.item_bytes} bytes\n")
    each = costs(routine)
    month = {name: cost * ROUTINES_A_MONTH * 1_000_000 for name, cost in each.items()}
    month["DynamoDB, kept"] = routine.item_bytes * 1e6 / 1e9 * PRICES["DynamoDB, a GB kept for a month"]
    month["SnapStart, metrics, alarms"] = standing()
    print(f"{'US dollars':28}{'1,000 routines':>16}{'a month, a million people':>28}")
    for name, cost in month.items():
        print(f"{name:28}{1000 * each.get(name, 0):16.4f}{cost:28,.0f}")
    print(f"{'together':28}{1000 * sum(each.values()):16.4f}{sum(month.values()):28,.0f}")


def client_of(local: DynamoDBLocal) -> Any:
    """A client for the tables."""
    environment = local.environment
    client = botocore.session.Session().create_client(
        "dynamodb",
        region_name="us-east-1",
        endpoint_url=environment["AWS_ENDPOINT_URL_DYNAMODB"],
        aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
    )
    return cast("Any", client)


def main() -> None:
    """Measure some routines, each by a new deployment, and report the one in the middle."""
    parser = argparse.ArgumentParser(description="What a routine costs on AWS.")
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as scratch, run() as local:
        build(Path(scratch) / "artifact")
        client = client_of(local)
        seen = []
        for number in range(rounds):
            name = f"memory-{number}"
            client.create_table(
                TableName=name,
                KeySchema=[{"AttributeName": "person", "KeyType": "HASH"}],
                AttributeDefinitions=[{"AttributeName": "person", "AttributeType": "S"}],
                BillingMode="PAY_PER_REQUEST",
            )
            settings = {**local.environment, "AWS_DEFAULT_REGION": "us-east-1", "STORE": f"dynamodb:{name}"}
            settings["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand"
            with emulated(Path(scratch) / "artifact", settings) as function:
                seen.append(measure(function, lambda name=name: client.scan(TableName=name)["Items"]))  # type: ignore[misc]
    middle = statistics.median_low([routine.billed_ms for routine in seen])
    report(next(routine for routine in seen if routine.billed_ms == middle))


if __name__ == "__main__":
    main()
