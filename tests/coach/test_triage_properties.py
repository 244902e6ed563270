"""What holds for sentences nobody has written down."""

from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coach.triage import Framing, Verdict
from tests.coach.symptom_table import heard

sixty_times = settings(deadline=None, max_examples=60)
"""Enough for small vocabularies; a loaded machine is no failure."""
CLAUSES = {
    Verdict.EMERGENCY: ["i can't pee", "both my legs are numb", "my leg gave way", "i have chest pain"],
    Verdict.URGENT: ["my calf is swollen", "i heard a pop", "i have a fever"],
    Verdict.RADIATING: ["my foot is numb", "it's going down my leg", "my toes are tingling", "my calf hurts"],
    Verdict.EASE: ["my hamstring hurts", "it's too tight", "my hip hurts"],
    Verdict.UNCLEAR: ["my leg hurts", "something feels wrong"],
    Verdict.NORMAL: ["i feel a stretch", "it's tight", "i'm fine"],
}
STATED = st.sampled_from([(verdict, text) for verdict, texts in CLAUSES.items() for text in texts])
NOUNS = [
    "tingling", "numbness in my foot", "pain down my leg", "pins and needles", "shooting pain", "chest pain",
    "swelling in my calf", "fever", "cramp", "weakness in my leg", "pain", "sciatica", "burning", "dizziness",
]  # fmt: skip
FILLERS = ["um", "uh", "well", "you know", "i think", "actually", "alexa", "kind of", "i mean", "oh", "yeah"]
JOINTS = ["and", "but", "and also", "and now", "though", "so"]


def severity(text: str) -> int:
    """0 for normal or nothing, up to 5."""
    verdict = heard(text).verdict
    return verdict.severity if verdict else 0


@sixty_times
@given(STATED, STATED, st.sampled_from(JOINTS))
def test_adding_a_clause_never_lowers_the_verdict(
    first: tuple[Verdict, str], second: tuple[Verdict, str], joint: str
) -> None:
    """Whichever comes first. A mild ache that is "fine" is the one exception the rules make, and not among these."""
    assert severity(f"{first[1]} {joint} {second[1]}") >= max(first[0].severity, second[0].severity)


@sixty_times
@given(st.sampled_from(NOUNS), st.sampled_from(["no", "i don't have any", "there's no", "i haven't got", "without"]))
def test_denying_never_raises_the_verdict(noun: str, denial: str) -> None:
    assert severity(f"{denial} {noun}") == 0
    assert severity(noun) > 0


@sixty_times
@given(st.sampled_from(NOUNS))
def test_a_denial_means_the_same_whether_the_intent_or_the_words_carry_it(noun: str) -> None:
    assert heard(noun, Framing.DENIED) == heard(f"no {noun}")


@sixty_times
@given(st.sampled_from(NOUNS), STATED)
def test_a_denial_does_not_reach_past_but(noun: str, stated: tuple[Verdict, str]) -> None:
    assert severity(f"no {noun} but {stated[1]}") >= stated[0].severity


@sixty_times
@given(STATED, st.sampled_from(FILLERS))
def test_fillers_in_front_change_nothing(stated: tuple[Verdict, str], filler: str) -> None:
    assert heard(f"{filler} {stated[1]}") == heard(stated[1])


@sixty_times
@given(STATED, st.sampled_from(["um", "uh", "like i mean", "you know", "er"]), st.integers(0, 6))
def test_hesitation_within_keeps_the_verdict(stated: tuple[Verdict, str], filler: str, place: int) -> None:
    words = stated[1].split()
    at = min(place, len(words))
    said = " ".join([*words[:at], *filler.removeprefix("like ").split(), *words[at:]])
    assert heard(said).verdict is stated[0]


@sixty_times
@given(st.sampled_from(["my husband's", "my mum's", "my dog's"]), st.sampled_from(["foot is numb", "leg is tingling"]))
def test_what_others_have_never_stops(whose: str, what: str) -> None:
    assert severity(f"{whose} {what}") == 0
    assert severity(f"{whose} {what} and my {what}") == Verdict.RADIATING.severity


@sixty_times
@given(st.text(max_size=60), st.sampled_from(list(Framing)))
def test_whatever_is_heard_has_a_finding(text: str, framing: Framing) -> None:
    finding = heard(text, framing)
    assert (finding.verdict is None) == (finding.if_stated is None)


@sixty_times
@given(STATED, st.sampled_from([Framing.PAST, Framing.SOMEONE_ELSE, Framing.ASKED]))
def test_a_framing_of_the_intent_keeps_what_it_would_be_if_stated(
    stated: tuple[Verdict, str], framing: Framing
) -> None:
    finding = heard(stated[1], framing)
    assert finding.framing is framing
    assert finding.verdict is Verdict.NORMAL
    assert finding.if_stated is stated[0]
