"""The artifact alone, run as Lambda runs it, remembering in Amazon's own DynamoDB."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import botocore.session
import pytest

from deploy.emulator import Emulator, emulated
from tests.alexa import Alexa, Response
from tests.deploy.conftest import SKILL_ID
from tests.dynamodb_local import DynamoDBLocal

TABLE = "memory"


@dataclass
class Deployed(Alexa):
    """A device whose skill is the deployed one."""

    function: Emulator | None = None
    application: str = SKILL_ID

    def sends(self, request: dict[str, Any]) -> Response:
        assert self.function
        stamp = self.now.strftime("%Y-%m-%dT%H:%M:%SZ")
        envelope = self.envelope({"requestId": "request", "timestamp": stamp, "locale": self.locale, **request})
        envelope["context"]["System"]["application"]["applicationId"] = self.application
        # No address of Amazon's services, as nothing in here may leave this machine.
        del envelope["context"]["System"]["apiEndpoint"]
        return self.receives(self.function.invoke(envelope))


@pytest.fixture(scope="module")
def items(dynamodb_local: DynamoDBLocal, stack: dict[str, Any]) -> Any:
    """The table, made as the template says; a function that reads all of it."""
    session = botocore.session.Session()
    environment = dynamodb_local.environment
    client = cast(
        "Any",
        session.create_client(
            "dynamodb",
            region_name="us-east-1",
            endpoint_url=environment["AWS_ENDPOINT_URL_DYNAMODB"],
            aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
        ),
    )
    declared = stack["Memory"]["Properties"]
    wanted = ("AttributeDefinitions", "BillingMode", "KeySchema")
    client.create_table(TableName=TABLE, **{name: declared[name] for name in wanted})
    return lambda: client.scan(TableName=TABLE, ConsistentRead=True)["Items"]


@pytest.fixture(scope="module")
def environment(dynamodb_local: DynamoDBLocal) -> dict[str, str]:
    """What the template sets, with DynamoDB's address, and what Lambda says of how it starts."""
    return {
        **dynamodb_local.environment,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AUDIO": "apla",
        "SKILL_ID": SKILL_ID,
        "STORE": f"dynamodb:{TABLE}",
    }


@pytest.fixture
def function(artifact: Path, environment: dict[str, str], items: Any) -> Iterator[Emulator]:
    """The function, just deployed: the first request is a cold start."""
    with emulated(artifact, environment) as running:
        yield running


def test_a_whole_routine(function: Emulator, items: Any) -> None:
    """Launch, gate, position and set for each leg of each stretch, to the last word; and it is remembered."""
    alexa = Deployed(function=function)
    assert alexa.opens().heard.startswith("Welcome to Hamstring Coach.")
    sets = 0
    for _ in range(20):
        alexa.hears("ReadyIntent", after=30)
        if alexa.attributes.get("pending"):
            assert alexa.last.holds == [30_000] * 3
            sets += 1
            alexa.does_the_set()
        if not alexa.last.listens:
            break
    assert sets == 4
    assert not alexa.last.listens
    (item,) = items()
    assert json.loads(item["attributes"]["S"])["history"]["sets"] == 4
    assert "amzn1" not in json.dumps(item)
    again = Deployed(function=function, now=alexa.now)
    again.opens()
    assert again.hears("ProgressIntent").heard.startswith("You've finished 4 sets")


def test_pain_down_the_leg_stops_and_nothing_of_it_stays(function: Emulator, items: Any) -> None:
    """Neither in the table nor in the log."""
    alexa = Deployed(function=function, person="amzn1.ask.person.test")
    alexa.is_holding()
    stopped = alexa.reports("it's tingling down to my toes")
    assert "Stop" in stopped.heard
    assert not alexa.hears("ReadyIntent").holds
    kept = json.dumps(items()).lower()
    logged = "\n".join(line for line in function.log().lower().splitlines() if line.startswith("{"))
    assert logged.count("a turn") == 5
    for word in ("tingl", "toes", "radiat", "refus", "stopp", "report"):
        assert word not in kept
        assert word not in logged


def test_the_log_is_json_and_counts(function: Emulator) -> None:
    """What CloudWatch will read: one object a line, with its metrics, naming nobody."""
    alexa = Deployed(function=function)
    alexa.opens()
    alexa.hears("WhyStretchIntent")
    lines = [json.loads(line) for line in function.log().splitlines() if line.startswith("{")]
    turns = [line for line in lines if line["message"] == "a turn"]
    assert [turn.get("ColdStarts") for turn in turns] == [1, None]
    assert turns[0]["Launches"] == 1
    assert turns[1]["QuestionsAnswered"] == 1
    assert turns[0]["_aws"]["CloudWatchMetrics"][0]["Namespace"] == "HamstringCoach"
    assert all(line["level"] != "ERROR" for line in lines), lines
    assert "amzn1" not in function.log()


def test_another_skills_request_gets_no_answer(function: Emulator) -> None:
    alexa = Deployed(function=function, application="amzn1.ask.skill.another")
    with pytest.raises(KeyError, match="response"):
        _ = alexa.opens().body
    assert alexa.last.envelope["errorType"] == "WrongSkill"


def test_without_its_table_the_routine_goes_on(artifact: Path, environment: dict[str, str]) -> None:
    """Memory is a comfort; the hold is what matters."""
    with emulated(artifact, {**environment, "STORE": "dynamodb:nowhere"}) as function:
        alexa = Deployed(function=function)
        assert alexa.is_holding().holds == [30_000] * 3
        assert "memory could not be read" in function.log()
