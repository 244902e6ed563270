"""The phrases that make something harmless, beside a plain report: none of them hides it."""

from collections.abc import Iterator

import pytest

from skill import library, triage
from skill.coach.triage import Report, Verdict
from skill.coach.triage.assessment import assess
from skill.coach.triage.lexicon import HIDING

DATA = library.content("symptoms.toml")
GRAMMAR = triage.rules().lexicon.grammar
STOPPING = (Verdict.EMERGENCY, Verdict.URGENT, Verdict.RADIATING)
SOFTENING = ["harmless", "things", "past", "over", "some_time_ago", "days_ago", "others", "hearsay", "denials", "asks"]
SUPPOSING = ["supposed", "supposes", "asks_about_now"]


def example(phrase: str, gap: str = "") -> str:
    """A phrase said in words: of alternatives the first, nothing that may be absent, `gap` in its first gap."""
    said: list[str] = []
    for written in phrase.split():
        if written in ("..", "..."):
            said.append(gap)
            gap = ""
        elif written not in ("^", "$") and written[0] != "!" and not written.endswith("?"):
            first = written.removeprefix("=").split("/")[0].rstrip("*") or "thing"
            said.append(example(DATA["lists"][first[1:-1]][0]) if first.startswith("{") else first)
    return " ".join(word for word in said if word)


def unheard(texts: Iterator[str]) -> list[str]:
    """The texts that the rules alone do not stop."""
    return [text for text in texts if assess(Report(text), triage.rules()).verdict not in STOPPING]


@pytest.mark.parametrize("role", [*SOFTENING, *SUPPOSING, "rewrites"])
def test_a_plain_report_stands_whatever_was_said_before_it(role: str) -> None:
    phrases = DATA["rewrites"] if role == "rewrites" else DATA["grammar"][role]
    assert unheard(f"{example(phrase)} but my foot is numb right now" for phrase in phrases) == []


@pytest.mark.parametrize("role", SOFTENING[:-1])
def test_a_plain_report_stands_whatever_is_said_after_it(role: str) -> None:
    """All but a question, which may turn to what was said: "my foot is numb right now or could it be my shoe"."""
    assert unheard(f"my foot has gone numb right now and {example(phrase)}" for phrase in DATA["grammar"][role]) == []


@pytest.mark.parametrize("role", sorted(HIDING))
def test_what_is_hidden_as_harmless_never_reaches_across_an_alarm(role: str) -> None:
    """ "Going down to my foot" is a reach, "going numb down to my foot" is not."""
    gapped = [example(phrase, gap="stabbing") for phrase in DATA["grammar"][role] if ".." in phrase.split()]
    assert len(gapped) > 5
    assert [text for text in gapped if "stabbing" not in GRAMMAR[role].replaced(text.split(), None)] == []
