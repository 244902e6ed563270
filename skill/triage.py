"""Triage by the reviewed data, which is read with the first report: few conversations hold one."""

from functools import cache
from typing import TYPE_CHECKING

from skill.coach.triage import Finding, Framing, Report
from skill.library import content

if TYPE_CHECKING:
    from skill.coach.triage.rules import Rules
    from skill.coach.triage.second_reading import SecondReading


@cache
def rules() -> "Rules":
    """The reviewed rules."""
    from skill.coach.triage.rules import Rules

    return Rules.from_data(content("symptoms.toml"))


@cache
def second_reading() -> "SecondReading":
    """What was learnt of how reports that must stop are worded."""
    from skill.coach.triage.second_reading import SecondReading

    return SecondReading.from_data(content("resemblance.json"), content("second_reading.toml"))


def assess(report: Report) -> Finding:
    """What a report comes to: by the rules, and read a second time wherever its own words tell the whole of it."""
    from skill.coach.triage import assessment
    from skill.coach.triage.second_reading import reread

    finding = assessment.assess(report, rules())
    if report.framing not in (Framing.STATED, Framing.DENIED):
        return finding
    return reread(finding, rules().lexicon.words(assessment.heard(report)), second_reading())
