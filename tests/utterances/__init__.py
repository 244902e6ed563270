"""What people say, and what must come of it: one JSON object a line.

`text` as Alexa's recogniser would write it; `expect` a verdict, a move of the table, or one of the kinds below;
`source` where the line comes from. The files named `blind` were written by somebody who had seen neither the
interaction model nor the rules, are not learnt from, and are reported apart.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
STOPPING = ("emergency", "urgent", "radiating")
VERDICTS = (*STOPPING, "ease", "unclear", "normal")
HARMLESS = ("denied", "past", "someone_else", "asked", "nothing", "no_stop")
"""Expected of what reports nothing now: negations, the past, other people, questions, and look-alikes."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One line of the table."""

    text: str
    expect: str
    file: str
    slots: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """The row of the matrix: a verdict, "harmless" or "command"."""
        if self.expect in VERDICTS:
            return self.expect
        return "harmless" if self.expect in HARMLESS else "command"

    @property
    def is_blind(self) -> bool:
        return self.file.startswith("blind")


def table() -> Iterator[Utterance]:
    """Every line of every file. A line that is no such object raises ValueError naming the file."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                said = json.loads(line)
                if "framing" in said:
                    continue  # the words of a slot, for triage alone: nobody says them by themselves
                slots = tuple((said.get("slots") or {}).items())
                yield Utterance(said["text"], said["expect"], path.stem, slots)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise ValueError(f"{path.name}, line {number}: not an utterance") from error
