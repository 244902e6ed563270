"""What is logged and counted: enough to run the skill by, and nothing about anybody's health."""

import json
import logging
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from skill import library, observe
from skill.app import handler
from tests.alexa import Alexa

HEALTH = re.compile(
    r"pain|hurt|ache|numb|tingl|needle|burn|weak|nerve|sciatic|symptom|report|feel|pull|tight|strain|injur"
    r"|emergenc|urgent|radiat|unclear|triage|refus|stopp|doctor|hospital|pregnan|surg"
    r"|\b(leg|foot|feet|toe|calf|knee|thigh|back|hip|bladder)s?\b",
    re.IGNORECASE,
)
UTTERANCES = Path(__file__).parent / "utterances" / "symptoms.jsonl"
STANDARD = set(vars(logging.makeLogRecord({})))
"""What every record has; the rest is what somebody added to it."""


class Log:
    """Every record of the skill, as Lambda's runtime writes it: the message, and the fields added to it."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO)
        caplog.set_level(logging.DEBUG, logger="skill")
        self.caplog = caplog

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [
            {"level": record.levelname, "logger": record.name, "message": record.getMessage(), **fields(record)}
            for record in self.caplog.records
        ]

    @property
    def text(self) -> str:
        return "\n".join(json.dumps(line) for line in self.lines)

    @property
    def counted(self) -> Counter[str]:
        """The sum of every metric but the latency."""
        counts: Counter[str] = Counter()
        for line in self.lines:
            for metric in line.get("_aws", {"CloudWatchMetrics": [{"Metrics": []}]})["CloudWatchMetrics"][0]["Metrics"]:
                if metric["Unit"] == "Count":
                    counts[metric["Name"]] += line[metric["Name"]]
        return counts


def fields(record: logging.LogRecord) -> dict[str, Any]:
    """What was added to a record."""
    return {name: value for name, value in vars(record).items() if name not in STANDARD | {"message", "exc_text"}}


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Log:
    return Log(caplog)


def routine(alexa: Alexa) -> None:
    """Both stretches, both legs, to the end."""
    alexa.is_holding()
    alexa.does_the_set()
    while alexa.last.listens:
        alexa.hears("ReadyIntent", after=60)
        if alexa.attributes.get("pending"):
            alexa.does_the_set()


def questions(alexa: Alexa) -> None:
    """Every question there is, each to a skill just opened."""
    for name, move in library.intents().items():
        if name.endswith("Intent") and move != "report":
            alexa.opens()
            alexa.hears(name)


def reports(alexa: Alexa) -> None:
    """Every kind of report, in the middle of a hold and at the gate."""
    spoken = [json.loads(line) for line in UTTERANCES.read_text(encoding="utf-8").splitlines()]
    for number, utterance in enumerate(spoken[::25]):
        alexa.is_holding() if number % 2 else alexa.opens()
        alexa.reports(utterance["text"])
        alexa.hears("ReadyIntent")


@pytest.mark.parametrize("conversation", [routine, questions, reports])
def test_no_record_tells_of_anybodys_health(alexa: Alexa, log: Log, conversation: Callable[[Alexa], None]) -> None:
    conversation(alexa)
    assert len(log.lines) > 5, "there is something to look at"
    assert not HEALTH.search(log.text)


@pytest.mark.parametrize("conversation", [routine, questions, reports])
def test_no_record_names_who_or_what_was_said(alexa: Alexa, log: Log, conversation: Callable[[Alexa], None]) -> None:
    conversation(alexa)
    assert "amzn1" not in log.text
    assert "Intent" not in log.text


def test_a_turn_tells_a_fixed_set_of_things(alexa: Alexa, log: Log) -> None:
    """No field may be added without a thought to what it gives away."""
    reports(alexa)
    known = {"level", "logger", "message", "_aws", *observe.EVENTS.values()}
    known |= {observe.COMPLETED, observe.COLD, observe.LATENCY}
    assert {name for line in log.lines for name in line} <= known


def test_a_stop_cannot_be_told_from_any_other_turn(alexa: Alexa, log: Log) -> None:
    """Somebody who had to stop leaves the same line as somebody who asked to pause."""
    alexa.is_holding()
    log.caplog.clear()
    alexa.reports("my foot went numb")
    stopped = log.lines
    other = Alexa()
    other.is_holding()
    log.caplog.clear()
    other.hears("AMAZON.PauseIntent")
    assert [without_times(line) for line in stopped] == [without_times(line) for line in log.lines]


def without_times(line: dict[str, Any]) -> dict[str, Any]:
    """A line, but for what the clock said."""
    return {**line, "Latency": None, "_aws": line["_aws"] | {"Timestamp": None}}


def test_a_routine_is_counted(alexa: Alexa, log: Log) -> None:
    routine(alexa)
    counted = log.counted
    del counted[observe.COLD]
    assert counted == {
        "Launches": 1,
        "RoutinesStarted": 1,
        "SetsSent": 4,
        "SetsCompleted": 4,
        "RoutinesFinished": 1,
    }


def test_an_answered_question_is_counted_but_not_which(alexa: Alexa, log: Log) -> None:
    alexa.opens()
    alexa.hears("WhyStretchIntent")
    assert log.counted["QuestionsAnswered"] == 1
    assert "why" not in log.text.lower()


def test_only_the_first_turn_of_a_process_is_cold(log: Log) -> None:
    observer = observe.Observer(clock=lambda: 2.0)
    observer.turn(1.5, "", False)
    observer.turn(2.0, "", False)
    assert log.counted == {observe.COLD: 1}
    assert [line[observe.LATENCY] for line in log.lines] == [500.0, 0.0]


def test_a_failure_is_counted_and_located_without_its_message(
    alexa: Alexa, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message of an exception may quote a slot, and the SDK's quote whole requests."""

    said = "my foot went numb"

    def fail(*_: object) -> None:
        raise ValueError(said)

    alexa.opens()
    monkeypatch.setattr("skill.intents.respond", fail)
    alexa.hears("ReadyIntent")
    assert log.counted["Failures"] == 1
    assert "ValueError" in log.text
    assert "intents.py" in log.text
    assert "numb" not in log.text


def test_a_request_that_cannot_be_read_is_not_quoted(alexa: Alexa, log: Log) -> None:
    envelope = alexa.envelope({"type": "IntentRequest", "timestamp": "yesterday", "requestId": "my foot went numb"})
    handler(envelope, None)
    assert log.counted["Failures"] == 1
    assert "numb" not in log.text
    assert "amzn1" not in log.text


def test_metrics_are_in_the_embedded_format() -> None:
    """As CloudWatch's specification wants them: a time in milliseconds, and a value for every metric named."""
    record = observe.metrics({"Launches": 1, "Latency": 2.5})
    directive = record["_aws"]["CloudWatchMetrics"][0]
    assert record["_aws"]["Timestamp"] > 1_700_000_000_000
    assert directive["Namespace"] == "HamstringCoach"
    assert directive["Dimensions"] == [[]]
    assert directive["Metrics"] == [
        {"Name": "Launches", "Unit": "Count"},
        {"Name": "Latency", "Unit": "Milliseconds"},
    ]
    assert all(metric["Name"] in record for metric in directive["Metrics"])
