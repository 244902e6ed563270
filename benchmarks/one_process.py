"""One skill in a process of its own: `python -m benchmarks.one_process MODULE TURNS` prints its figures as JSON.

Several modules, joined by commas, are imported one after the other; the last is the skill.

Before the clock starts, nothing is imported that a skill would have to import for itself.
"""

from __future__ import annotations

import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    Handler = Callable[[dict[str, Any], object], Any]


def measure(modules: str, turns: int) -> dict[str, float]:
    """In a process of its own: get ready, answer once, then answer more. Milliseconds, kilobytes, megabytes."""
    began = time.process_time()
    for module in modules.split(","):
        __import__(module)
    handler: Handler = sys.modules[module].handler
    ready = time.process_time()
    requests = conversation(handler)
    next(requests)
    first = time.process_time()
    import json
    import resource
    import statistics

    later, largest = [], 0
    for _ in range(turns):
        before = time.process_time()
        answer = next(requests)
        later.append(time.process_time() - before)
        largest = max(largest, len(json.dumps(answer)))
    cuts = statistics.quantiles(later, n=100) if turns else [0.0] * 99
    milliseconds = {"ready": ready - began, "first": first - ready, "median": cuts[49], "slowest": cuts[98]}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {name: 1000 * value for name, value in milliseconds.items()} | {"largest": largest, "memory": memory}


def conversation(handler: Handler) -> Iterator[Any]:
    """The answers to a whole routine, over and over: a launch, then "ready" until it closes."""
    minute = 0
    while True:
        request: dict[str, Any] = {"type": "LaunchRequest"}
        attributes: dict[str, Any] = {}
        while True:
            answer = handler(envelope(request, attributes, minute), None)
            minute += 3
            yield answer
            attributes = answer.get("sessionAttributes") or {}
            if answer["response"].get("shouldEndSession") is not False or len(attributes) < 2:
                break
            request = {"type": "IntentRequest", "intent": {"name": "ReadyIntent", "confirmationStatus": "NONE"}}


def envelope(request: dict[str, Any], attributes: dict[str, Any], minute: int) -> dict[str, Any]:
    """A request as Alexa sends it."""
    stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(1_772_452_800 + 60 * minute))
    owner = {"application": {"applicationId": "amzn1.ask.skill.one"}, "user": {"userId": "amzn1.ask.account.one"}}
    device = {"deviceId": "amzn1.ask.device.one", "supportedInterfaces": {}}
    return {
        "version": "1.0",
        "session": {"new": not attributes, "sessionId": "session", "attributes": attributes, **owner},
        "context": {"System": {**owner, "device": device}},
        "request": {**request, "requestId": "request", "timestamp": stamp, "locale": "en-US"},
    }


if __name__ == "__main__":
    figures = measure(sys.argv[1], int(sys.argv[2]))
    import json

    print(json.dumps(figures))
