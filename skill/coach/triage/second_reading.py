"""The second reading: how much a report resembles those that had to stop the stretch.

The rules know what somebody thought of. This reading knows no symptom by name: every word, and every two or three side
by side, weigh towards a verdict or away from it, as they did in thousands of utterances whose verdict is known. The
rules decide. Where the two disagree, the second reading may only do what is safe:

* what the rules let pass, and strongly resembles a report that must stop, stops;
* what the rules stop, and no part of which resembles such a report, is in doubt: the person lets go and hears what
  would mean stopping. An emergency is doubted only in a longer sentence, where every word is known and next to
  nothing speaks for it.

It never leads anybody on.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from skill.coach.triage import data as read
from skill.coach.triage.verdict import Finding, Framing, Verdict

STOPS = (Verdict.EMERGENCY, Verdict.URGENT, Verdict.RADIATING)
"""The verdicts weighed, in the order of each word's weights; against each stands that of none of them."""
SCALE = 100
"""Weights are kept as whole hundredths."""
TOGETHER = 3
"""So many words side by side are weighed together, at the most."""
NAME = "second-reading"
"""Stands where a finding names its rules."""


class Bounds(NamedTuple):
    """From when, and until when, the second reading speaks up. Shares are of 1."""

    stops_from: float
    doubts_below: float
    doubts_emergency_below: float
    least: int
    """What is said in fewer words is left to the rules."""
    part: int
    """The longest part, in words, that is weighed by itself, so that no story hides what is told in passing."""


class SecondReading(NamedTuple):
    """What was learnt, and how far it is trusted."""

    base: tuple[float, ...]
    """What speaks for each of the verdicts before a word is read."""
    weights: Mapping[str, Sequence[int]]
    bounds: Bounds

    @classmethod
    def from_data(cls, learnt: Mapping[str, object], bounds: Mapping[str, object]) -> "SecondReading":
        """Check the learnt weights and the bounds; ValueError names what is wrong."""
        if learnt.get("verdicts") != list(STOPS):
            raise ValueError(f"verdicts: must be {', '.join(STOPS)}")
        base, weights = learnt.get("base"), read.table(learnt, "weights")
        for name, row in {"base": base, **weights}.items():
            if not isinstance(row, list) or len(row) != len(STOPS) or not all(isinstance(each, int) for each in row):
                raise ValueError(f"{name}: must be {len(STOPS)} whole numbers")
        return cls(tuple(base), weights, _bounds(bounds))  # type: ignore[arg-type]  # as checked above

    def shares(self, words: Sequence[str]) -> tuple[float, ...]:
        """How likely each of the verdicts is, from 0 to 1; what is left is for none of them."""
        known = [self.weights[each] for each in features(words) if each in self.weights]
        spread = math.sqrt(len(known)) or 1.0
        sums = [base + sum(weight[at] for weight in known) / spread for at, base in enumerate(self.base)]
        odds = [math.exp(each / SCALE) for each in sums]
        return tuple(each / (1 + sum(odds)) for each in odds)

    def doubts(self, verdict: Verdict, words: Sequence[str]) -> bool:
        """True when too little speaks for a verdict of the rules that stops."""
        if verdict is Verdict.EMERGENCY:
            told = len(words) >= self.bounds.part and all(word in self.weights for word in words)
            return told and self.nowhere(words, self.bounds.doubts_emergency_below)
        return self.nowhere(words, self.bounds.doubts_below)

    def nowhere(self, words: Sequence[str], bound: float) -> bool:
        """True when neither the whole nor any part of it is as likely as that to have to stop."""
        length = self.bounds.part
        parts = [words, *(words[start : start + length] for start in range(len(words) - length + 1))]
        return all(sum(self.shares(part)) < bound for part in parts)


def features(words: Sequence[str]) -> set[str]:
    """What is weighed: each word, and each two and three side by side."""
    return {
        " ".join(words[start : start + length])
        for length in range(1, TOGETHER + 1)
        for start in range(len(words) - length + 1)
    }


def reread(finding: Finding, words: Sequence[str], reading: SecondReading) -> Finding:
    """The rules' finding, or where the second reading disagrees, the safer of what the two allow."""
    if len(words) < reading.bounds.least:
        return finding
    if finding.verdict in STOPS:
        return finding._replace(verdict=Verdict.UNCLEAR) if reading.doubts(finding.verdict, words) else finding
    shares = reading.shares(words)
    if sum(shares) < reading.bounds.stops_from:
        return finding
    verdict = STOPS[shares.index(max(shares))]
    return Finding(verdict, Framing.STATED, verdict, (NAME,))


def _bounds(entry: Mapping[str, object]) -> Bounds:
    read.keys(entry, set(Bounds._fields), frozenset(), "second_reading")
    shares = [entry[name] for name in ("doubts_emergency_below", "doubts_below", "stops_from")]
    lengths = [entry[name] for name in ("least", "part")]
    if not all(isinstance(share, float) for share in shares) or not all(isinstance(each, int) for each in lengths):
        raise ValueError("second_reading: bounds are shares of 1, lengths whole words")
    low, middle, high = shares
    least, part = lengths
    if not 0 < low <= middle < high < 1:  # type: ignore[operator]  # as checked above
        raise ValueError("second_reading: 0 < doubts_emergency_below <= doubts_below < stops_from < 1 must hold")
    if not 0 < least < part:  # type: ignore[operator]
        raise ValueError("second_reading: 0 < least < part must hold")
    return Bounds(high, middle, low, least, part)  # type: ignore[arg-type]
