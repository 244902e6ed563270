"""Writes docs/safety.md, the decision table a clinician reviews, from the data the coach decides by.

Run ``python -m docs.safety`` after a change to skill/content/symptoms.toml or to the table of utterances.
"""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from skill.coach.triage import Finding, Framing, Report, Verdict
from skill.coach.triage.assessment import assess
from skill.coach.triage.rules import Rule, Rules
from skill.triage import second_reading
from tests.utterances.learning import known

ROOT = Path(__file__).parent.parent
RULES = Rules.from_data(tomllib.loads((ROOT / "skill/content/symptoms.toml").read_text(encoding="utf-8")))

INTRODUCTION = """\
# When the coach stops: the decision table

*Written by `python -m docs.safety` from `skill/content/symptoms.toml` and `tests/utterances/symptoms.jsonl`.
Change those, not this page.*

This page is for a clinician to review and sign. **No clinician has reviewed it yet.** It shows every rule by which
the coach decides, from a person's words, whether stretching must stop. The words behind each idea ("numb",
"below knee") are in `symptoms.toml`. "(inf)" marks an inference of ours; everything else rests on the references
at the end.
"""
DOES = {
    Verdict.EMERGENCY: "Stops, says to call the local emergency number, says it cannot call itself, and ends.",
    Verdict.URGENT: "Stops, says not to stretch and to see a doctor today. Nothing in the session starts a hold again.",
    Verdict.RADIATING: "Stops, has the leg eased down, refuses to go on and says why, names the clinic or the "
    "person's own doctor. Nothing in the session starts a hold again.",
    Verdict.EASE: "Has the person let go; only a mild pull in the back of the thigh may go on.",
    Verdict.UNCLEAR: "Has the person let go and says what would mean stopping; a second unclear report stops.",
    Verdict.NORMAL: "Carries on.",
}
READING = """\
## How a report is read

1. The report is taken apart into clauses ("no tingling | but my foot is numb").
2. In each clause the rules below look for ideas together. **The worst verdict wins.**
3. A clause that lacks a place or a feeling takes it from the clause before ("my calf is sore | and it is red").
4. Denied ideas do not count. A denial reaches to the end of its clause, not past "but", "just", "it's" or
   "my foot is". Denying words that are part of a symptom ("can't feel my foot", "it won't stop") deny nothing.
5. What tingled, went numb or ran down the leg a moment ago counts as now ("the tingling is gone").
6. Questions, the past (a month and more) and other people do not stop the routine, but what they would be if stated
   is kept: a question about an emergency can still be answered with the emergency number.
7. Questions that give the asker away do count: "why is my foot numb" is a statement; "is tingling normal" is
   unclear; "is it normal that I can't pee" is an emergency.
8. Rules that hold "only where told plainly" want a clause that denies and asks nothing, of oneself and now.
9. Words that fit no rule come to nothing; in mid-hold the coach treats that as an unclear report.

## How it is read a second time

Rules know the words their authors thought of. A second reading therefore weighs every word, every two and three side by
side and every two in one sentence, as it learnt from {lines:,} texts whose verdict is known (`make learn`,
`skill/content/resemblance.json`). It knows no medicine; the rules above decide. Where the two disagree:

- What the rules let pass **stops**, if it is at least {stops:.0%} likely to be a report that must stop. The answer is
  that of the verdict it resembles most.
- What the rules stop is **in doubt**, if it is less than {doubt.whole:.0%} likely to be such a report and no {part}
  words of it are {doubt.parts:.0%} likely: the person lets go and hears what would mean stopping; only "ready" leads
  on, and a second doubt stops. An emergency is doubted only below {emergency.whole:.0%} and {emergency.parts:.0%}, and
  where no more than {unknown} of its words is unknown.
- It never leads on: what the rules stop is at the least in doubt. What is said in fewer than {least} words is the
  rules' alone, and so is what a sentence framed ("can this cause ...").
"""
LIMITS = """\
## Known limits

- Only words decide. The coach cannot see, feel or measure anything, and a recogniser may mishear.
- Irony, long stories and sentences whose meaning hangs on intonation are read word by word.
- English only. Dialect and children's words are covered as far as their authors knew them.
- In doubt it errs towards stopping: pain, cramp included, below the knee always stops; burning anywhere stops; a
  pulled muscle counts as a tear; "my feet are tingling" counts as both legs.
- Sources differ on whether a leg that gives way is for the emergency department or for the same day: the stricter
  was taken.
- An operation counts for a year or when no time is told; pregnancy, thin bones and very loose joints alone come to
  "unclear" under the rule `check-first`, so that the long list of reasons to ask first can be given.
- The examples are a regression table, written by the makers of the rules. That every line passes shows that the
  data is consistent, not how much unseen speech is understood.
"""
SIGNATURE = """\
## Sign-off

| | |
|---|---|
| Reviewed version (commit) | |
| Changes asked for | |
| Name and profession | |
| Date and signature | |
"""
REFERENCES = {
    "A3": "Kaia back pain trial, NCT04290078: exclusion criteria",
    "C1": "Mayo Clinic, lower back stretches video, 2024",
    "C5": "NYU Langone spine service, hamstring stretch",
    "C6": "American College of Sports Medicine, flexibility, 2021",
    "C9": "trainatprecision.com, sciatica and hamstring stretching",
    "C13": "NHS, sciatica (wording via flarin.co.uk and barabone.blog)",
    "C14": "Mayo Clinic, sciatica (via wellnessofboulder.com)",
    "C15": "robmcgregor-osteopath.co.uk",
    "C16": "confessionsofaninvalid.blogspot.com (a patient)",
    "C17": "mydr.com.au; ossnetwork.com",
    "C18": "PMC2899809, bothersomeness of sciatica symptoms",
    "C19": "bjgpopen19X101654, definitions of sciatica",
    "C24": "advancedpmr.com, muscle and nerve in a hamstring stretch",
    "C26": "neckandback.com, post-operative hamstring page",
    "C27": "Cauda equina warning cards: Torbay and South Devon, Royal Free, Nuffield Health",
    "C28": "Healthify NZ, sciatica",
    "C29": "barabone.blog, 2021",
    "C30": "NHS, deep vein thrombosis (via britbrief.co.uk); clincalcpro.com",
    "C31": "backinrehab.com, who should not start",
    "C32": "northlandorthopaedicsurgeon.co.nz; eorthopod.com, after hamstring repair",
    "C33": "lhsc.on.ca; leedsth.nhs.uk; sunnybrook.ca, hip precautions",
    "C34": "getwellen.com; biologyinsights.com, osteoporosis",
    "C35": "Notes of J. Parry's talk for EDS UK; ehlers-danlos.org, hypermobility",
    "C36": "providephysiotherapy.org.uk; pelvico.ca; peak-physio.com.au; cairnhillphysiotherapy.co.nz, traffic light",
    "C37": "ems1.com, the American Heart Association's skill",
    "T11": "Public physiotherapy content: symptoms that move down the leg",
    "V1": "EngAGE exercise skill, spoken gate",
}
"""The sources the rules cite, as they were seen."""


class Example(NamedTuple):
    """An utterance of the table and what the data makes of it."""

    report: Report
    expect: str
    finding: Finding


def examples() -> list[Example]:
    """Every line of the table, assessed."""
    table = (ROOT / "tests/utterances/symptoms.jsonl").read_text(encoding="utf-8")
    found = []
    for entry in map(json.loads, table.splitlines()):
        report = Report(entry["text"], Framing(entry.get("framing", "stated")))
        found.append(Example(report, entry["expect"], assess(report, RULES)))
    return found


def quoted(texts: list[str]) -> str:
    """A few utterances, as one cell."""
    return "; ".join(f"“{text}”" for text in texts)


def ideas(rule: Rule) -> str:
    """What a rule asks for, in words."""

    def either(choice: frozenset[str]) -> str:
        return " or ".join(sorted(choice)).replace("_", " ")

    text = "; with ".join(either(choice) for choice in rule.needs)
    if rule.along:
        text += "; anywhere: " + "; ".join(either(choice) for choice in rule.along)
    if rule.unless:
        text += "; not with " + either(rule.unless)
    if rule.spared_by:
        text += "; not when also: " + " and ".join(either(choice) for choice in rule.spared_by)
    notes = {"however long ago": rule.even_past, "only where told plainly": rule.plainly, "of others": rule.of_others}
    return "; ".join([text, *(note for note, holds in notes.items() if holds)])


def verdicts() -> Iterator[str]:
    """What the coach does after each verdict."""
    yield "## The verdicts, worst first\n"
    yield "| Verdict | What the coach does |\n|---|---|"
    for verdict in Verdict:
        yield f"| **{verdict}** | {DOES[verdict]} |"
    yield ""


def decided_by(rule: Rule, table: list[Example]) -> list[str]:
    """Utterances that this rule decides, those first that it decides alone and in few words."""
    decided = [each for each in table if each.expect == rule.verdict and rule.name in each.finding.rules]
    decided.sort(key=lambda each: (len(each.finding.rules), len(each.report.text.split()) > 7))
    return [each.report.text for each in decided]


def rules(table: list[Example]) -> Iterator[str]:
    """The rules of each verdict, each with utterances it decides."""
    yield "## The rules\n"
    for verdict in Verdict:
        yield f"### {verdict.capitalize()}\n"
        yield "| Rule | Why | Asks for | For example | Source |\n|---|---|---|---|---|"
        for rule in RULES.rules:
            if rule.verdict is not verdict:
                continue
            told = quoted(decided_by(rule, table)[:3])
            yield f"| {rule.name} | {rule.why} | {ideas(rule)} | {told} | {rule.source} |"
        yield ""


def framings(table: list[Example]) -> Iterator[str]:
    """Examples of what does not stop, and what it would be if stated."""
    yield "## What is said otherwise\n"
    yield "| How it is said | Would be, if stated | For example |\n|---|---|---|"
    for framing in (Framing.DENIED, Framing.ASKED, Framing.PAST, Framing.SOMEONE_ELSE):
        for verdict in Verdict:
            texts = [
                example.report.text
                for example in table
                if example.report.framing is Framing.STATED
                and (example.expect, example.finding.if_stated) == (framing, verdict)
            ]
            if texts:
                yield f"| {framing.replace('_', ' ')} | {verdict} | {quoted(texts[:4])} |"
    look_alikes = [example.report.text for example in table if example.expect == "nothing"]
    yield f"| nothing about a symptom | | {quoted(look_alikes[:8])} |\n"


def counts(table: list[Example]) -> Iterator[str]:
    """How the table is made up, and how it comes out."""
    columns = [*Verdict, None]
    yield f"## The table of utterances: {len(table)} lines\n"
    yield "Rows: what a line expects. Columns: the verdict it comes to.\n"
    yield "| | " + " | ".join(verdict or "nothing" for verdict in columns) + " |"
    yield "|---" * (len(columns) + 1) + "|"
    for expect in dict.fromkeys(example.expect for example in table):
        found = [example.finding.verdict for example in table if example.expect == expect]
        yield f"| {expect.replace('_', ' ')} | " + " | ".join(str(found.count(column)) for column in columns) + " |"
    yield ""


def reading() -> str:
    """How a report is read, with the bounds of the second reading."""
    bounds = second_reading().bounds
    return READING.format(
        lines=len(known()),
        stops=bounds.stops_from,
        doubt=bounds.doubt,
        emergency=bounds.emergency,
        part=bounds.part,
        least=bounds.least,
        unknown=bounds.unknown,
    )


def page(table: list[Example]) -> str:
    """The whole page, with these examples."""
    references = [f"- **{code}** {title}" for code, title in REFERENCES.items()]
    parts = [
        INTRODUCTION,
        *verdicts(),
        reading(),
        *rules(table),
        *framings(table),
        *counts(table),
        LIMITS,
        SIGNATURE,
        "## References\n",
        *references,
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    (ROOT / "docs/safety.md").write_text(page(examples()), encoding="utf-8")
