"""The table of utterances and the reviewed rules, read once for all tests of triage."""

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from skill.coach.triage import Finding, Framing, Report, Verdict
from skill.coach.triage.assessment import assess
from skill.coach.triage.rules import Rules

ROOT = Path(__file__).parent.parent.parent
FRAMED = ("denied", "past", "someone_else", "asked")
"""Expectations that name a framing rather than a verdict."""


class Line(NamedTuple):
    """One utterance and what it should come to."""

    report: Report
    expect: str
    """A verdict; or a framing, which must come to normal or to nothing; or "nothing"."""
    source: str

    def met_by(self, finding: Finding) -> bool:
        """True when the finding is what this line expects."""
        if self.expect == "nothing":
            return finding.verdict is None
        if self.expect in FRAMED:
            return finding.framing == self.expect and finding.verdict in (None, Verdict.NORMAL)
        return finding.verdict == self.expect


@cache
def data() -> Mapping[str, object]:
    """The reviewed data as parsed."""
    return tomllib.loads((ROOT / "skill" / "content" / "symptoms.toml").read_text(encoding="utf-8"))


@cache
def rules() -> Rules:
    """The reviewed data as triage applies it."""
    return Rules.from_data(data())


@cache
def lines() -> tuple[Line, ...]:
    """The table, in its order."""
    table = ROOT / "tests" / "utterances" / "symptoms.jsonl"
    entries = [json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()]
    return tuple(
        Line(Report(entry["text"], Framing(entry.get("framing", "stated"))), entry["expect"], entry["source"])
        for entry in entries
    )


@cache
def findings() -> tuple[Finding, ...]:
    """What triage makes of every line."""
    return tuple(heard(line.report.text, line.report.framing) for line in lines())


@cache
def heard(text: str, framing: Framing = Framing.STATED) -> Finding:
    """What triage makes of these words."""
    return assess(Report(text, framing), rules())
