"""What an operator may see: how many, how long, and where it broke. Never who, what was said, or how anybody feels.

Every turn is one log record. Its fields follow CloudWatch's embedded metric format (Amazon CloudWatch User Guide,
"Specification: Embedded metric format"): Lambda's own runtime writes a record and its fields as one line of JSON,
and CloudWatch makes metrics of it. So no logging library has to be loaded, and not even Python's own: who wants to
hear of a turn has imported it before, as Lambda's runtime has. Elsewhere the records go wherever logging does, and by
default nowhere.
"""

import sys
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from logging import Logger

INFO = 20
"""Python's own level for what is told of every turn."""

NAMESPACE = "HamstringCoach"
EVENTS = {
    "launched": "Launches",
    "routine.started": "RoutinesStarted",
    "set.sent": "SetsSent",
    "routine.finished": "RoutinesFinished",
    "question.answered": "QuestionsAnswered",
}
"""The events of the coach that are counted, and as what. Why somebody stopped or what they asked is not."""

COMPLETED, COLD, FAILED, LATENCY = "SetsCompleted", "ColdStarts", "Failures", "Latency"
MILLISECONDS = {LATENCY}
"""All the others count."""


class Observer:
    """Tells what happened in one process, from its first turn on."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.clock = clock
        """Seconds, to measure with."""
        self._first = True

    def turn(self, began: float, event: str, set_completed: bool) -> None:
        """A turn was answered, that began then by the clock. An event that is not counted leaves no trace."""
        values: dict[str, float] = {LATENCY: round((self.clock() - began) * 1000, 2)}
        if event in EVENTS:
            values[EVENTS[event]] = 1
        if set_completed:
            values[COMPLETED] = 1
        if self._first:
            values[COLD] = 1
            self._first = False
        if log := listened():
            log.info("a turn", extra=metrics(values))


def listened() -> "Logger | None":
    """The log of turns, when anybody listens: where nobody imported `logging`, nobody can."""
    logging = sys.modules.get("logging")
    log: Logger | None = logging.getLogger(__name__) if logging else None
    return log if log and log.isEnabledFor(INFO) else None


def failure(error: BaseException) -> None:
    """A request could not be answered as it should: what kind of error, and where.

    Its message is left out, as it may quote what a person said; the SDK's quote whole requests.
    """
    import logging  # 5 ms, which no turn that succeeds has to wait for
    import traceback

    places = [f"{place.filename}:{place.lineno} {place.name}" for place in traceback.extract_tb(error.__traceback__)]
    logging.getLogger(__name__).error(
        "a request failed: %s\n%s", type(error).__name__, "\n".join(places), extra=metrics({FAILED: 1})
    )


def metrics(values: Mapping[str, float]) -> dict[str, Any]:
    """The fields that make CloudWatch count these values, without any dimension."""
    units = [{"Name": name, "Unit": "Milliseconds" if name in MILLISECONDS else "Count"} for name in values]
    directive = {"Namespace": NAMESPACE, "Dimensions": [[]], "Metrics": units}
    return {"_aws": {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [directive]}, **values}
