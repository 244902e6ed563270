"""Triage: what a spoken report of a symptom means for the stretch. Pure, and decided by reviewed data.

The values are here; `assessment.assess` decides by `rules.Rules`. Few conversations hold a report, so those two are
loaded with the first one.
"""

from skill.coach.triage.verdict import Finding, Framing, Report, Verdict

__all__ = ["Finding", "Framing", "Report", "Verdict"]
