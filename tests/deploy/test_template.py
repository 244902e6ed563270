"""The template: what CloudFormation will make of it, and what it may not allow."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from deploy import ROOT
from deploy.runtime_python import VERSION
from skill.memory import table
from skill.memory.dynamodb import DynamoDBStore
from skill.settings import AUDIO, Settings
from tests.deploy.conftest import SAM

Resources = dict[str, Any]


def of_type(stack: Resources, kind: str) -> list[dict[str, Any]]:
    """The properties of every resource of a type."""
    return [resource["Properties"] for resource in stack.values() if resource["Type"] == kind]


def statements(stack: Resources) -> list[dict[str, Any]]:
    """Everything the function is allowed."""
    policies = of_type(stack, "AWS::IAM::Role")[0]["Policies"]
    return [statement for policy in policies for statement in policy["PolicyDocument"]["Statement"]]


@pytest.mark.parametrize("linter", [["sam", "validate", "--lint"], ["cfn-lint", "template.yaml"]], ids=" ".join)
def test_amazons_linters_find_nothing(linter: list[str]) -> None:
    program = str(Path(sys.executable).parent / linter[0])
    done = subprocess.run([program, *linter[1:]], cwd=ROOT, env=SAM, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_security_rule_is_broken_but_those_with_a_reason(checkov: Path) -> None:
    """Every exception stands in the template beside its reason; there is none that is not needed."""
    command = [str(checkov), "-f", "template.yaml", "--framework", "cloudformation", "--skip-download", "-o", "json"]
    offline = {**os.environ, "BC_SKIP_MAPPING": "TRUE"}
    done = subprocess.run(command, cwd=ROOT, env=offline, capture_output=True, text=True)
    results = json.loads(done.stdout)
    assert [check["check_name"] for check in results["results"]["failed_checks"]] == []
    assert results["summary"]["passed"] >= 10
    written = (ROOT / "template.yaml").read_text(encoding="utf-8")
    assert results["summary"]["skipped"] == written.count("id: CKV_")


def test_only_this_skill_may_call_the_published_function(stack: Resources) -> None:
    """Without the token any skill could; and what is not published has no snapshot to start from."""
    (permission,) = of_type(stack, "AWS::Lambda::Permission")
    assert permission["Principal"] == "alexa-appkit.amazon.com"
    assert permission["EventSourceToken"] == {"Ref": "SkillId"}
    assert stack[permission["FunctionName"]["Ref"]]["Type"] == "AWS::Lambda::Alias"


def test_the_alias_names_a_version_with_a_snapshot(stack: Resources) -> None:
    (alias,) = of_type(stack, "AWS::Lambda::Alias")
    (function,) = of_type(stack, "AWS::Lambda::Function")
    assert stack[alias["FunctionVersion"]["Fn::GetAtt"][0]]["Type"] == "AWS::Lambda::Version"
    assert function["SnapStart"] == {"ApplyOn": "PublishedVersions"}


def test_the_function_is_the_skill_on_a_python_with_snapshots(stack: Resources) -> None:
    (function,) = of_type(stack, "AWS::Lambda::Function")
    assert function["Handler"] == "skill.app.handler"
    assert function["Runtime"] == f"python{VERSION}"
    assert float(VERSION.split(".")[1]) >= 12, "SnapStart begins with Python 3.12"
    assert function["Timeout"] < 8, "Alexa waits no longer"
    assert function["LoggingConfig"]["LogFormat"] == "JSON"
    assert function["LoggingConfig"]["ApplicationLogLevel"] == "INFO", "the metrics are records of this level"


def test_every_setting_of_the_skill_is_set(stack: Resources) -> None:
    """By the names and with the values the skill knows."""
    (function,) = of_type(stack, "AWS::Lambda::Function")
    variables = dict.fromkeys(function["Environment"]["Variables"], "x") | {"AUDIO": "apla"}
    settings = Settings.from_environment(variables)
    assert None not in (settings.skill_id, settings.store)
    assert settings.clinic
    assert function["Environment"]["Variables"]["STORE"] == {"Fn::Sub": "dynamodb:${Memory}"}


def test_the_audio_parameter_allows_what_the_skill_does(template: Resources) -> None:
    assert tuple(template["Parameters"]["Audio"]["AllowedValues"]) == AUDIO


def test_the_table_is_the_one_the_store_wants(stack: Resources) -> None:
    (memory,) = of_type(stack, "AWS::DynamoDB::Table")
    (key,) = table.key("somebody")
    assert memory["KeySchema"] == [{"AttributeName": key, "KeyType": "HASH"}]
    assert memory["BillingMode"] == "PAY_PER_REQUEST"
    assert memory["SSESpecification"] == {"SSEEnabled": True}
    assert memory["TimeToLiveSpecification"] == {"AttributeName": "expires", "Enabled": True}
    assert "expires" in str(DynamoDBStore.write.__code__.co_consts)


def test_forgetting_leaves_no_copy(stack: Resources) -> None:
    (memory,) = of_type(stack, "AWS::DynamoDB::Table")
    assert memory["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": False}
    assert "StreamSpecification" not in memory


def test_it_may_do_with_the_table_what_the_store_does_and_no_more(stack: Resources) -> None:
    """A transaction needs the permission of each of its actions."""
    calls = Path(table.__file__).read_text(encoding="utf-8")
    done = {"Get" for _ in re.findall(r"\.get_item\(", calls)} | {"Put" for _ in re.findall(r"\.put_item\(", calls)}
    done |= set(re.findall(r'\{"(Put|Update|Delete|ConditionCheck)": action\}', calls))
    allowed = [statement for statement in statements(stack) if "dynamodb" in str(statement["Action"])]
    assert [statement["Resource"] for statement in allowed] == [{"Fn::GetAtt": ["Memory", "Arn"]}]
    assert {action for statement in allowed for action in statement["Action"]} == {
        f"dynamodb:{name}Item" for name in done
    }


def test_nothing_is_allowed_everywhere(stack: Resources) -> None:
    for statement in statements(stack):
        assert statement["Resource"] != "*"
        assert not any("*" in action for action in statement["Action"])
    assert "ManagedPolicyArns" not in of_type(stack, "AWS::IAM::Role")[0]


def test_every_alarm_notifies_if_there_is_somebody(stack: Resources) -> None:
    alarms = of_type(stack, "AWS::CloudWatch::Alarm")
    assert {alarm["MetricName"] for alarm in alarms} == {"Failures", "Errors", "Throttles", "Duration"}
    for alarm in alarms:
        condition, topic, otherwise = alarm["AlarmActions"]["Fn::If"]
        assert (condition, topic) == ("Notifies", [{"Ref": "NotificationTopicArn"}])
        assert otherwise == {"Ref": "AWS::NoValue"}
        assert alarm["TreatMissingData"] == "notBreaching"
    (slow,) = (alarm for alarm in alarms if alarm["MetricName"] == "Duration")
    assert (slow["ExtendedStatistic"], slow["Threshold"]) == ("p99", 3000)


def test_logs_do_not_stay_for_ever(stack: Resources) -> None:
    (log,) = of_type(stack, "AWS::Logs::LogGroup")
    assert log["RetentionInDays"]
