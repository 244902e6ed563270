"""From a report to a finding: every clause by its own words, and the worst of them wins."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from skill.coach.triage.clauses import Clause, Joint, clauses
from skill.coach.triage.framing import STATED, Sense, carried, sense, told_again, whole
from skill.coach.triage.lexicon import Concept, Kind, Lexicon, Mention
from skill.coach.triage.rules import Rule, Rules
from skill.coach.triage.verdict import Finding, Framing, Report, Verdict

_NOTHING = Finding(None, Framing.STATED, None, ())


def assess(report: Report, rules: Rules) -> Finding:
    """What the report comes to. The same report and rules always give the same finding."""
    plain = rules.lexicon.plain(heard(report))
    said = clauses(plain, rules.lexicon)
    if not said:
        return _NOTHING if report.framing is Framing.STATED else Finding(None, report.framing, None, ())
    senses = _senses(said, report.framing, plain, rules.lexicon)
    findings = [
        _finding(_concepts(said, senses, index, rules.lexicon), _anywhere(said, senses, meant), clause, meant, rules)
        for index, (clause, meant) in enumerate(zip(said, senses, strict=True))
    ]
    return max(findings, key=_weight)


def heard(report: Report) -> str:
    """The words of a report, with the denial its intent took off them."""
    return f"no {report.text}" if report.framing is Framing.DENIED else report.text


def _senses(said: list[Clause], framing: Framing, plain: Sequence[str], lexicon: Lexicon) -> list[Sense]:
    told = whole(plain, lexicon)
    told = replace(told, asks=told.asks or framing is Framing.ASKED)
    senses: list[Sense] = []
    for clause in said:
        meant = sense(clause, senses[-1] if senses else STATED, lexicon, told)
        if senses:
            senses[-1] = told_again(clause, meant, said[len(senses) - 1], senses[-1], lexicon)
        senses.append(meant if senses else carried(framing, meant))
    return senses


def _concepts(said: list[Clause], senses: list[Sense], index: int, lexicon: Lexicon) -> set[str]:
    """The concepts a clause affirms, with what it leaves unsaid taken from the clause before.

    "My calf is sore | and it is red" is a red calf. "No pain | except in my calf" is pain in the calf.
    "It is my brother who has it in his foot | i am stiff" says nothing of my foot.
    """
    clause = said[index]
    concepts = {mention.concept.name for mention in clause.affirmed}
    others = Framing.SOMEONE_ELSE
    if not index or (senses[index - 1].framing is others and senses[index].framing is not others):
        return concepts
    before = said[index - 1]
    kinds = {mention.concept.kind for mention in clause.affirmed}
    turns = clause.joint in (Joint.CONTRAST, Joint.EXCEPTION)
    goes_on = not turns or lexicon.grammar["refers_back"].among(clause.words)
    if Kind.SENSATION in kinds and Kind.PART not in kinds and goes_on:
        concepts |= _named(before.affirmed, Kind.PART)
    if Kind.PART in kinds and Kind.SENSATION not in kinds and not clause.denied:
        concepts |= _named(_sensations_carried(before, clause.joint), Kind.SENSATION)
    return concepts


def _sensations_carried(before: Clause, joint: Joint) -> tuple[Mention, ...]:
    """What was felt, or denied of another place, and may now be told of this place."""
    other_place = any(mention.concept.kind is Kind.PART for mention in before.denied)
    if joint is Joint.EXCEPTION or (joint is Joint.CONTRAST and other_place):
        return before.mentions
    return before.affirmed


def _anywhere(said: list[Clause], senses: list[Sense], meant: Sense) -> set[str]:
    """All that is affirmed in clauses framed alike: my husband's fever is not mine. A fall days ago is."""
    return {
        mention.concept.name
        for clause, other in zip(said, senses, strict=True)
        if other.framing is meant.framing or other.lately or meant.lately
        for mention in clause.affirmed
    }


def _named(mentions: Iterable[Mention], kind: Kind) -> set[str]:
    return {mention.concept.name for mention in mentions if mention.concept.kind is kind}


def _finding(concepts: Set[str], anywhere: Set[str], clause: Clause, meant: Sense, rules: Rules) -> Finding:
    framing = meant.framing
    is_plain = framing is Framing.STATED and not clause.denies
    others = framing is Framing.SOMEONE_ELSE
    held = [rule for rule in rules.rules if (others or not rule.of_others) and rule.holds(concepts, anywhere, is_plain)]
    counting = [rule for rule in held if _counts_all_the_same(rule, meant)]
    if counting:
        held, framing = counting, Framing.STATED
    worst = max((rule.verdict for rule in held), key=lambda verdict: verdict.severity, default=None)
    if worst is None and any(_is_a_report(mention.concept) for mention in clause.denied):
        worst = Verdict.NORMAL
        framing = Framing.DENIED if framing is Framing.STATED else framing
    names = tuple(rule.name for rule in held if rule.verdict is worst)
    return Finding(_verdict(worst, framing, meant), framing, worst, names)


def _counts_all_the_same(rule: Rule, meant: Sense) -> bool:
    """True for what counts though it is past or somebody else's."""
    if meant.framing is Framing.SOMEONE_ELSE:
        return rule.of_others
    grave = meant.lately and rule.verdict.severity > Verdict.RADIATING.severity
    return meant.framing is Framing.PAST and (rule.even_past or grave)


def _is_a_report(concept: Concept) -> bool:
    """True for what says something by itself: a place alone does not."""
    return concept.kind is not Kind.PART and not concept.helper


def _verdict(if_stated: Verdict | None, framing: Framing, meant: Sense) -> Verdict | None:
    """What counts now: a question that gives the asker away is no plain question."""
    if if_stated is None or framing is Framing.STATED:
        return if_stated
    if meant.about_now and if_stated.severity > Verdict.RADIATING.severity:
        return if_stated
    if meant.about_now and if_stated is Verdict.RADIATING:
        return Verdict.UNCLEAR
    return Verdict.NORMAL


def _weight(finding: Finding) -> tuple[int, int, bool]:
    """Worst verdict first; then what would be worst if stated; then a framing that says more."""
    return (
        -1 if finding.verdict is None else finding.verdict.severity,
        -1 if finding.if_stated is None else finding.if_stated.severity,
        finding.framing is not Framing.STATED,
    )
