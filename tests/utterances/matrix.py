"""`make safety`: what comes of every utterance of the table, and whether the aims are met.

Exits 1 when the regression table misses an aim, or the blind files taken together do. The figures are of these lines,
said in the middle of a hold and understood by the desk's stand-in for Alexa: no promise about a person or a device.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from tests.utterances import VERDICTS, Utterance, table
from tests.utterances.outcome import Outcome, outcome

Said = tuple[Utterance, Outcome]
COLUMNS = ("emergency", "urgent", "radiating", "stopped", "skipped", "check", "normal", "led back", "goodbye")


@dataclass(frozen=True, slots=True)
class Aim:
    """A share of some utterances that must be reached, or must not be passed."""

    name: str
    among: Callable[[Utterance], bool]
    hit: Callable[[Said], bool]
    least: float = 0.0
    most: float = 1.0


def is_command(utterance: Utterance) -> bool:
    return utterance.kind == "command"


AIMS = (
    Aim(
        "emergency and radiating stopped",
        lambda u: u.kind in ("emergency", "radiating"),
        lambda s: s[1].stopped,
        0.99,
    ),
    Aim("urgent stopped", lambda u: u.kind == "urgent", lambda s: s[1].stopped, 0.95),
    Aim("false stops", lambda u: u.kind in ("normal", "harmless", "command"), lambda s: s[1].stopped, most=0.02),
    Aim("emergency answer to none", lambda u: u.kind != "emergency", lambda s: s[1].answer == "emergency", most=0.03),
    Aim("soreness stopped", lambda u: u.kind == "ease", lambda s: s[1].stopped, most=0.10),
    Aim("commands understood", is_command, lambda s: s[1].move == s[0].expect, 0.95),
)


def all_said() -> list[Said]:
    """Every utterance of the table with what came of it; as many at a time as the machine has cores."""
    lines = list(table())
    with ProcessPoolExecutor() as processes:
        came = processes.map(outcome, [line.text for line in lines], chunksize=100)
        return list(zip(lines, came, strict=True))


def figures(said: Sequence[Said]) -> list[tuple[Aim, int, int]]:
    """For each aim, how many of how many."""
    found = []
    for aim in AIMS:
        among = [each for each in said if aim.among(each[0])]
        found.append((aim, sum(aim.hit(each) for each in among), len(among)))
    return found


def missed(said: Sequence[Said]) -> list[str]:
    """The aims these utterances miss."""
    return [
        f"{aim.name}: {hits} of {count}"
        for aim, hits, count in figures(said)
        if count and not aim.least <= hits / count <= aim.most
    ]


def matrix(title: str, said: Iterable[Said]) -> Table:
    """What was meant against what was answered."""
    counts = Counter((utterance.kind, came.answer) for utterance, came in said)
    shown = Table(title=title, title_justify="left")
    shown.add_column("meant")
    for column in COLUMNS:
        shown.add_column(column, justify="right")
    for kind in (*VERDICTS, "harmless", "command"):
        shown.add_row(kind, *(str(counts[kind, column] or "·") for column in COLUMNS))
    return shown


def shares(said: Sequence[Said]) -> Table:
    """The aims and what was reached."""
    shown = Table(title="aims", title_justify="left")
    for heading in ("aim", "bound", "reached", "of"):
        shown.add_column(heading, justify="left" if heading == "aim" else "right")
    for aim, hits, count in figures(said):
        bound = f"≥ {aim.least:.0%}" if aim.least else f"≤ {aim.most:.0%}"
        shown.add_row(aim.name, bound, f"{hits / count:.1%}" if count else "-", str(count))
    return shown


def main(arguments: Sequence[str]) -> int:
    """Print the matrices; with `--misses`, every utterance that went wrong."""
    console = Console(width=118)
    said = all_said()
    parts = {
        "regression": [each for each in said if not each[0].is_blind],
        "written without sight of model and rules": [each for each in said if each[0].is_blind],
    }
    wrong_aims = [f"{part}: {aim}" for part in parts for aim in missed(parts[part])]
    for name in sorted({utterance.file for utterance, _ in said if utterance.is_blind}):
        parts[f"{name} alone"] = [s for s in said if s[0].file == name]
    for title, part in parts.items():
        console.print(matrix(f"{title}: {len(part)} utterances", part), shares(part))
    if "--misses" in arguments:
        for aim in AIMS:
            wrong = [s for s in said if aim.among(s[0]) and aim.hit(s) != (aim.least > 0)]
            console.print(f"[bold]{aim.name}[/]", *(f"{u.file}: {u.text!r} -> {o}" for u, o in wrong), sep="\n  ")
    console.print("\n".join(["missed:", *wrong_aims]) if wrong_aims else "every aim is met")
    return 1 if wrong_aims else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
