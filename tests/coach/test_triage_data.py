"""The reviewed data: read strictly, every rule doing its work, and shown in docs/safety.md as it is."""

import ast
import copy
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest

from docs import safety
from skill.coach.triage import Finding, Verdict
from skill.coach.triage.assessment import assess
from skill.coach.triage.rules import Rule, Rules
from tests.coach.symptom_table import ROOT, data, findings, lines, rules

OPPOSITE = dict.fromkeys(Verdict, Verdict.NORMAL) | {Verdict.NORMAL: Verdict.EMERGENCY}


def outcome(finding: Finding) -> tuple[Verdict | None, Verdict | None]:
    """What a caller acts upon."""
    return finding.verdict, finding.if_stated


def changed(mutant: Rules, name: str) -> bool:
    """True when the mutant answers one of the lines this rule decides differently."""
    return any(
        outcome(assess(line.report, mutant)) != outcome(finding)
        for line, finding in zip(lines(), findings(), strict=True)
        if name in finding.rules
    )


def each_rule() -> list[Rule]:
    """The rules, for one test each."""
    return list(rules().rules)


@pytest.mark.parametrize("rule", each_rule(), ids=lambda rule: rule.name)
def test_without_a_rule_some_line_comes_to_something_else(rule: Rule) -> None:
    mutant = replace(rules(), rules=tuple(each for each in rules().rules if each is not rule))
    assert changed(mutant, rule.name)


@pytest.mark.parametrize("rule", each_rule(), ids=lambda rule: rule.name)
def test_with_a_rule_flipped_some_line_comes_to_something_else(rule: Rule) -> None:
    flipped = replace(rule, verdict=OPPOSITE[rule.verdict])
    mutant = replace(rules(), rules=tuple(flipped if each is rule else each for each in rules().rules))
    assert changed(mutant, rule.name)


def test_every_concept_is_used_by_a_rule() -> None:
    used: set[str] = set()
    for rule in rules().rules:
        used |= rule.unless.union(*rule.needs, *rule.along, *rule.spared_by)
    assert used == rules().lexicon.concepts.keys()


def test_every_source_is_one_of_the_references() -> None:
    cited = {code for rule in rules().rules for code in re.findall(r"\b[ACTV]\d+\b", rule.source)}
    assert cited <= safety.REFERENCES.keys()
    assert all(rule.source and rule.why for rule in rules().rules)


def test_the_safety_page_shows_the_data_as_it_is() -> None:
    page = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
    table = [
        safety.Example(line.report, line.expect, finding) for line, finding in zip(lines(), findings(), strict=True)
    ]
    assert page == safety.page(table), "run: python -m docs.safety"


Wreck = Callable[[Any], None]


def without(table: str, key: str) -> Wreck:
    """Take an entry out."""
    return lambda mapping: mapping[table].pop(key)


def put(value: object, *path: str | int) -> Wreck:
    """Put a value where it does not belong."""

    def wreck(mapping: Any) -> None:
        for key in path[:-1]:
            mapping = mapping[key]
        mapping[path[-1]] = value

    return wreck


WRECKS = [
    (put([], "rules"), "rules"),
    (put(3, "rules"), "rules"),
    (put("x", "rules", 0), r"rules\[0\]"),
    (put(7, "rules", 0, "name"), r"rules\[0\]\.name"),
    (put("saddle-altered", "rules", 1, "name"), "more than one is called saddle-altered"),
    (put("dreadful", "rules", 0, "verdict"), "rules.saddle-altered.verdict"),
    (put(["nonsense"], "rules", 0, "needs"), "rules.saddle-altered.needs: no concept is called nonsense"),
    (put([], "rules", 0, "needs"), "rules.saddle-altered.needs"),
    (put(["nonsense"], "rules", 0, "unless"), "rules.saddle-altered.unless"),
    (put("", "rules", 0, "source"), "rules.saddle-altered.source"),
    (put(True, "rules", 0, "unles"), "rules.saddle-altered: does not know unles"),
    (put(None, "concepts"), "concepts"),
    (put("x", "concepts", "numb"), "concepts.numb"),
    (put([], "concepts", "numb", "said"), "concepts.numb.said"),
    (put("organ", "concepts", "numb", "kind"), "concepts.numb.kind"),
    (put("yes", "concepts", "numb", "lingers"), "concepts.numb.lingers"),
    (put(["{nowhere} hurts"], "concepts", "numb", "said"), "concepts.numb.said: no list is called 'nowhere'"),
    (put(["numb?!"], "concepts", "numb", "said"), "concepts.numb.said: cannot read"),
    (put([".."], "concepts", "numb", "said"), "concepts.numb.said"),
    (put([4], "lists", "side"), "lists.side"),
    (without("grammar", "denials"), "grammar: lacks denials"),
    (put(["no"], "grammar", "denial"), "grammar: does not know denial"),
    (put(3, "spellings", "cant"), "spellings.cant"),
    (put("x", "rewrites", "{nowhere}"), "rewrites.{nowhere}"),
]


@pytest.mark.parametrize(("wreck", "message"), WRECKS, ids=[message for _, message in WRECKS])
def test_data_that_is_wrong_is_refused_by_name(wreck: Wreck, message: str) -> None:
    mapping = copy.deepcopy(cast("dict[str, Any]", data()))
    wreck(mapping)
    with pytest.raises(ValueError, match=message):
        Rules.from_data(mapping)


def test_the_same_data_gives_the_same_rules() -> None:
    again = Rules.from_data(copy.deepcopy(data()))
    assert again.rules == rules().rules


@cache
def modules() -> list[Path]:
    """The modules of triage."""
    return sorted((ROOT / "skill" / "coach" / "triage").glob("*.py"))


def test_triage_is_pure() -> None:
    """It imports what computes, and nothing that reads, waits, draws lots or tells the time."""
    allowed = {"collections", "collections.abc", "dataclasses", "enum", "functools", "math", "re", "typing"}
    for module in modules():
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert {alias.name for alias in node.names} <= allowed, module.name
            if isinstance(node, ast.ImportFrom):
                assert node.module in allowed or str(node.module).startswith("skill.coach.triage"), module.name
