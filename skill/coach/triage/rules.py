"""The rules of triage: which concepts together come to which verdict, and on whose word."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Self

from skill.coach.triage import data as read
from skill.coach.triage.lexicon import Lexicon
from skill.coach.triage.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Rule:
    """All of these ideas in one breath, and none of those, come to this verdict."""

    name: str
    verdict: Verdict
    needs: tuple[frozenset[str], ...]
    """Each is a choice of concepts, of which one must be affirmed."""
    along: tuple[frozenset[str], ...]
    """As `needs`, but affirmed anywhere in the report."""
    unless: frozenset[str]
    """None of these may be affirmed in the same clause."""
    spared_by: tuple[frozenset[str], ...]
    """When all of these are affirmed anywhere in the report, the rule does not hold."""
    even_past: bool
    """True for what counts however long ago: an illness, an operation."""
    of_others: bool
    """True for what counts of somebody else, and only so: one who lies there and does not answer."""
    plainly: bool
    """True for what counts only in a clause that neither denies nor asks anything, of oneself and now."""
    source: str
    why: str

    def holds(self, concepts: Set[str], anywhere: Set[str], is_plain: bool) -> bool:
        """True when the concepts of a clause, within those of the whole report, fulfil the rule."""
        return (
            (is_plain or not self.plainly)
            and all(choice & concepts for choice in self.needs)
            and all(choice & anywhere for choice in self.along)
            and not self.unless & concepts
            and not (self.spared_by and all(choice & anywhere for choice in self.spared_by))
        )


@dataclass(frozen=True, slots=True)
class Rules:
    """The reviewed data, ready to be applied."""

    lexicon: Lexicon
    rules: tuple[Rule, ...]

    @classmethod
    def from_data(cls, mapping: Mapping[str, object]) -> Self:
        """Check and compile the parsed data; ValueError names the entry that is wrong."""
        lexicon = Lexicon.from_data(mapping)
        entries = mapping.get("rules")
        if not isinstance(entries, Sequence) or not entries:
            raise ValueError("rules: must be a list of tables that is not empty")
        rules = tuple(_rule(entry, index, lexicon) for index, entry in enumerate(entries))
        names = [rule.name for rule in rules]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"rules: more than one is called {', '.join(sorted(twice))}")
        return cls(lexicon, rules)


def _rule(entry: object, index: int, lexicon: Lexicon) -> Rule:
    where = f"rules[{index}]"
    if not isinstance(entry, Mapping):
        raise ValueError(f"{where}: must be a table")
    name = read.string(entry.get("name"), f"{where}.name")
    where = f"rules.{name}"
    needed = {"name", "verdict", "needs", "source", "why"}
    read.keys(entry, needed, {"along", "unless", "spared_by", "even_past", "of_others", "plainly"}, where)
    try:
        verdict = Verdict(read.string(entry["verdict"], f"{where}.verdict"))
    except ValueError as error:
        raise ValueError(f"{where}.verdict: {error}") from error
    if not entry["needs"]:
        raise ValueError(f"{where}.needs: must name a concept")
    return Rule(
        name,
        verdict,
        _choices(entry, "needs", where, lexicon),
        _choices(entry, "along", where, lexicon),
        frozenset().union(*_choices(entry, "unless", where, lexicon)),
        _choices(entry, "spared_by", where, lexicon),
        read.flag(entry, "even_past", where),
        read.flag(entry, "of_others", where),
        read.flag(entry, "plainly", where),
        read.string(entry["source"], f"{where}.source"),
        read.string(entry["why"], f"{where}.why"),
    )


def _choices(entry: Mapping[str, object], key: str, where: str, lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    """The entry's list under `key`: each item one concept, or several with ``|`` between them."""
    items = read.strings(entry.get(key, []), f"{where}.{key}")
    return tuple(_known(item.split("|"), lexicon, f"{where}.{key}") for item in items)


def _known(names: Sequence[str], lexicon: Lexicon, where: str) -> frozenset[str]:
    if unknown := set(names) - lexicon.concepts.keys():
        raise ValueError(f"{where}: no concept is called {', '.join(sorted(unknown))}")
    return frozenset(names)
