"""The rules that turn readings of a sound into a text, or into none. Pure: numbers in, a decision out.

The open readings say what the sound is most like among all words; the expected utterances say what it may be. An
expected one is taken when it is nearly as likely as the best open reading. An utterance that sets somebody stretching
must be nearer than any other: to miss a "ready" costs a repetition, to invent one may hurt.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from speaker.hearing.expected import Expected
from speaker.hearing.heard import Heard, Rejection
from speaker.hearing.whisper import Hypothesis


@dataclass(frozen=True, slots=True)
class Rules:
    """How sure one must be. Likelihoods are natural logarithms; the figures were set by `speaker.hearing.measure`."""

    go_on: Collection[str]
    """Intents that set somebody stretching."""

    margin: float = 6.0
    """How much less likely than the best open reading an expected utterance may be."""

    margin_to_go_on: float = 2.5
    """The same for an intent that sets somebody stretching."""

    least_confidence: float = 0.35
    """Least confidence of a text that nobody expected."""

    least_confidence_to_go_on: float = 0.3
    """Least confidence of an utterance that sets somebody stretching."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An expected utterance and how well it explains the sound."""

    expected: Expected
    """The utterance."""

    hypothesis: Hypothesis
    """Its likelihood."""


def decide(rules: Rules, readings: Sequence[tuple[str, Hypothesis]], weighed: Sequence[Weighed]) -> Heard:
    """What was heard. Readings are plain words and what Whisper made of them, at least one, best first."""
    texts = tuple(dict.fromkeys(text for text, _ in readings))
    best = max(hypothesis.likelihood for _, hypothesis in readings)
    fitting = [one for one in weighed if best - one.hypothesis.likelihood <= _margin(rules, one)]
    if fitting:
        chosen = max(fitting, key=lambda one: one.hypothesis.likelihood)
        text, confidence = chosen.expected.text, chosen.hypothesis.confidence
        is_sure = chosen.expected.intent not in rules.go_on or confidence >= rules.least_confidence_to_go_on
    else:
        text, hypothesis = readings[0]
        confidence = hypothesis.confidence
        is_sure = confidence >= rules.least_confidence and not _may_set_going(rules, best, weighed)
    others = tuple(other for other in texts if other != text)
    if is_sure:
        return Heard(text, others, confidence)
    return Heard(None, (text, *others), confidence, Rejection.UNCLEAR)


def _margin(rules: Rules, one: Weighed) -> float:
    return rules.margin_to_go_on if one.expected.intent in rules.go_on else rules.margin


def _may_set_going(rules: Rules, best: float, weighed: Sequence[Weighed]) -> bool:
    """Whether the sound is like an utterance that sets somebody stretching, though not enough to be taken for it."""
    return any(
        one.expected.intent in rules.go_on and best - one.hypothesis.likelihood <= rules.margin for one in weighed
    )
