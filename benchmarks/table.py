"""Figures side by side."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured on both sides."""

    name: str
    ours: float
    other: float
    aim: float | None = None
    """The most that ours may be of the other, if it is to be held."""
    by_pair: float | None = None
    """The median of the ratios of what ran side by side, where that was done: a drifting machine spoils it least."""

    @property
    def ratio(self) -> float:
        """The one by pairs, else that of the two figures."""
        return self.ours / self.other if self.by_pair is None else self.by_pair


def report(ours: str, other: str, rows: Iterable[Row]) -> None:
    """Print the rows, each with its ratio and whether the aim is met."""
    print(f"{'':46}{ours:>12}{other:>12}{'ratio':>8}  aim")
    for row in rows:
        aim = "" if row.aim is None else f"{'met' if row.ratio <= row.aim else 'MISSED'} (at most {row.aim:g})"
        print(f"{row.name:46}{row.ours:12,.2f}{row.other:12,.2f}{row.ratio:8.2f}  {aim}")
