"""Triage: what a spoken report of a symptom means for the stretch. Pure, and decided by reviewed data."""

from skill.coach.triage.assessment import assess
from skill.coach.triage.rules import Rule, Rules
from skill.coach.triage.verdict import Finding, Framing, Report, Verdict

__all__ = ["Finding", "Framing", "Report", "Rule", "Rules", "Verdict", "assess"]
