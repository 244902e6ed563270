"""The second reading: how much a report resembles those that had to stop the stretch.

The rules know what somebody thought of. This reading knows no symptom by name: every word, every two or three side by
side and every two that follow each other anywhere weigh towards a verdict or away from it, as they did in thousands of
utterances whose verdict is known. The rules decide. Where the two disagree, the second reading may do only what is
safe:

* what the rules let pass, and strongly resembles a report that must stop, stops;
* what the rules stop, and neither resembles such a report as a whole nor strongly in any part, is in doubt: the person
  lets go and hears what would mean stopping. An emergency is doubted only where all words but one are known and next
  to nothing speaks for it.

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
APART = " .. "
"""Stands between two words that have others between them."""
NAME = "second-reading"
"""Stands where a finding names its rules."""


class Doubt(NamedTuple):
    """What the rules stop is in doubt when it is less likely than this to have to stop. Shares are of 1."""

    whole: float
    """All that was said, read as one."""
    parts: float
    """Any part of it, so that no story hides what is told in passing."""


class Bounds(NamedTuple):
    """From when, and until when, the second reading speaks up."""

    stops_from: float
    """What the rules let pass is a stop from this share of 1 on."""
    doubt: Doubt
    emergency: Doubt
    least: int
    """What is said in fewer words is left to the rules."""
    part: int
    """The length of a part, in words."""
    unknown: int
    """An emergency with more words than this that nobody knows is not doubted."""


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
        base, weights, whole = learnt.get("base"), read.table(learnt, "weights"), (int,) * len(STOPS)
        for name, row in [("base", base), *weights.items()]:
            if not isinstance(row, list) or tuple(map(type, row)) != whole:
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
        is_emergency = verdict is Verdict.EMERGENCY
        if is_emergency and sum(word not in self.weights for word in words) > self.bounds.unknown:
            return False
        doubt, length = self.bounds.emergency if is_emergency else self.bounds.doubt, self.bounds.part
        parts = (words[start : start + length] for start in range(len(words) - length + 1))
        return sum(self.shares(words)) < doubt.whole and all(sum(self.shares(part)) < doubt.parts for part in parts)


def features(words: Sequence[str]) -> set[str]:
    """What is weighed: each word, each two and three side by side, and each two with others between them."""
    together = {
        " ".join(words[start : start + length])
        for length in range(1, TOGETHER + 1)
        for start in range(len(words) - length + 1)
    }
    apart = {f"{word}{APART}{later}" for start, word in enumerate(words) for later in words[start + 2 :]}
    return together | apart


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
    doubt, emergency = (_doubt(entry, name) for name in ("doubt", "emergency"))
    stops_from, least, part, unknown = (entry[name] for name in ("stops_from", "least", "part", "unknown"))
    if not isinstance(stops_from, float) or not max(doubt.whole, emergency.whole) < stops_from < 1:
        raise ValueError("stops_from: must be a share of 1, and more than what is in doubt")
    if not isinstance(least, int) or not isinstance(part, int) or not 0 < least < part:
        raise ValueError("least: must be whole words, and fewer than part")
    if not isinstance(unknown, int) or unknown < 0:
        raise ValueError("unknown: must be whole words")
    return Bounds(stops_from, doubt, emergency, least, part, unknown)


def _doubt(entry: Mapping[str, object], name: str) -> Doubt:
    shares = read.table(entry, name)
    read.keys(shares, set(Doubt._fields), frozenset(), name)
    whole, parts = shares["whole"], shares["parts"]
    if not isinstance(whole, float) or not isinstance(parts, float) or not 0 < whole <= parts < 1:
        raise ValueError(f"{name}: whole and parts must be shares of 1, the whole no larger")
    return Doubt(whole, parts)
