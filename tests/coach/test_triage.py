"""What people say, and what triage makes of it: the table of utterances, line by line and as a whole."""

from collections import Counter

import pytest

from skill.coach.triage import Framing, Verdict
from tests.coach.symptom_table import FRAMED, findings, heard, lines

STOPPING = {Verdict.EMERGENCY, Verdict.URGENT, Verdict.RADIATING}
AT_LEAST = {
    "emergency": 150, "urgent": 70, "radiating": 200, "ease": 60, "unclear": 40, "normal": 60,
    "denied": 60, "asked": 50, "past": 30, "someone_else": 30, "nothing": 60,
}  # fmt: skip
"""How many lines of each kind keep the table in balance."""


@pytest.mark.parametrize("expect", AT_LEAST)
def test_every_line_comes_to_what_it_expects(expect: str) -> None:
    missed = [
        f"{line.report.framing} {line.report.text!r} is {finding}"
        for line, finding in zip(lines(), findings(), strict=True)
        if line.expect == expect and not line.met_by(finding)
    ]
    assert not missed, "\n".join([f"should be {expect}:", *missed])


def test_the_table_is_balanced_sourced_and_free_of_repetition() -> None:
    counts = Counter(line.expect for line in lines())
    assert counts.keys() == AT_LEAST.keys()
    assert all(counts[kind] >= least for kind, least in AT_LEAST.items())
    assert all(line.source for line in lines())
    assert len({line.report for line in lines()}) == len(lines())


def share(expected: set[str], found: set[Verdict]) -> float:
    """Of the lines that expect one of these, the share that comes to one of those verdicts."""
    verdicts = [finding.verdict for line, finding in zip(lines(), findings(), strict=True) if line.expect in expected]
    return sum(verdict in found for verdict in verdicts) / len(verdicts)


def test_the_floors_hold_over_the_whole_table() -> None:
    """The floors the project sets itself; the line tests are stricter, these stay when a line is disputed."""
    harmless = {"normal", "nothing", *FRAMED}
    assert share({"emergency"}, {Verdict.EMERGENCY}) >= 0.99
    assert share({"radiating"}, STOPPING) >= 0.99
    assert share({"urgent"}, STOPPING) >= 0.95
    assert share(harmless, STOPPING) <= 0.02
    assert share(AT_LEAST.keys() - {"emergency"}, {Verdict.EMERGENCY}) <= 0.03
    assert share({"ease"}, {Verdict.RADIATING}) <= 0.10


PAIRS = [
    ("my foot is numb", "my foot is not numb"),
    ("i can't feel my foot", "i can feel my foot"),
    ("it's going down my leg", "it's not going down my leg"),
    ("i can't pee", "no trouble peeing"),
    ("i lost control of my bladder", "no problems with my bladder"),
    ("shooting pain down my leg", "no pain shooting down my leg"),
    ("numb between my legs", "no numbness between my legs"),
    ("both legs are weak", "both legs done"),
    ("my calf is swollen", "my calf isn't swollen"),
    ("i heard a pop", "i didn't hear a pop"),
    ("my leg has gone to sleep", "i'm falling asleep"),
    ("my foot is buzzing", "my phone is buzzing"),
    ("it runs down my leg", "run it again"),
    ("it shoots", "shoot i lost count"),
    ("my leg is dead", "i'm dead tired"),
    ("it burns", "burning calories"),
    ("i have sciatica", "what is sciatica"),
    ("my foot is tingling", "should i stop if my foot is tingling"),
    ("my leg goes numb", "my leg used to go numb"),
    ("my foot is numb", "my husband's foot is numb"),
    ("it isn't tight it's tingling", "it isn't tingling it's tight"),
    ("no pain just tingling", "no tingling just a pull"),
    ("tingling not pain", "pain free no tingling"),
]


@pytest.mark.parametrize(("ill", "well"), PAIRS)
def test_pairs_that_differ_in_a_word_or_two_differ_in_the_stop(ill: str, well: str) -> None:
    assert heard(ill).verdict in STOPPING
    assert heard(well).verdict not in STOPPING


def test_a_denial_covers_its_own_clause_and_no_more() -> None:
    assert heard("no tingling or numbness in my foot").framing is Framing.DENIED
    assert heard("no tingling but my foot is numb").verdict is Verdict.RADIATING
    assert heard("no pain in my back except in my calf").verdict is Verdict.RADIATING
    assert heard("i don't think it's tingling it's shooting down my leg").verdict is Verdict.RADIATING


def test_no_taken_by_the_intent_denies_the_first_clause_only() -> None:
    assert heard("tingling", Framing.DENIED).framing is Framing.DENIED
    assert heard("tingling but my foot is numb", Framing.DENIED).verdict is Verdict.RADIATING


def test_no_before_a_whole_sentence_is_an_answer_and_denies_nothing() -> None:
    assert heard("my foot is numb", Framing.DENIED).verdict is Verdict.RADIATING
    assert heard("no my foot is numb").verdict is Verdict.RADIATING


def test_no_before_something_one_should_have_is_a_symptom() -> None:
    assert heard("feeling in my toes", Framing.DENIED).verdict is Verdict.RADIATING
    assert heard("control of my bladder", Framing.DENIED).verdict is Verdict.EMERGENCY


def test_a_feeling_that_has_just_stopped_was_there() -> None:
    assert heard("the tingling is gone").verdict is Verdict.RADIATING
    assert heard("it's not tingling any more").verdict is Verdict.RADIATING
    assert heard("it doesn't hurt any more").verdict is Verdict.NORMAL


def test_a_question_someone_else_and_the_past_tell_what_they_would_be_if_stated() -> None:
    asked = heard("what if i can't pee")
    assert (asked.verdict, asked.framing, asked.if_stated) == (
        Verdict.NORMAL, Framing.ASKED, Verdict.EMERGENCY,
    )  # fmt: skip
    other = heard("my wife has chest pain")
    assert (other.framing, other.if_stated) == (Framing.SOMEONE_ELSE, Verdict.EMERGENCY)
    past = heard("i used to have sciatica")
    assert (past.framing, past.if_stated) == (Framing.PAST, Verdict.RADIATING)


def test_a_question_that_gives_the_asker_away_is_not_waved_through() -> None:
    assert heard("is tingling normal").verdict is Verdict.UNCLEAR
    assert heard("is it normal that i can't feel my private parts").verdict is Verdict.EMERGENCY
    assert heard("is this supposed to hurt").verdict is Verdict.NORMAL


def test_a_question_that_tells_is_a_statement() -> None:
    assert heard("is it normal that my foot is numb").verdict is Verdict.RADIATING
    assert heard("can i carry on with my foot tingling like it is").verdict is Verdict.RADIATING
    assert heard("is it normal if my foot goes numb").verdict is Verdict.UNCLEAR


def test_a_question_after_a_report_takes_nothing_back() -> None:
    assert heard("my foot has gone numb what happens if i carry on").verdict is Verdict.RADIATING
    assert heard("what happens if my foot goes numb").framing is Framing.ASKED


def test_what_would_be_well_if_it_were_not_so_is_so() -> None:
    assert heard("it'd be heaven if my foot wasn't numb").verdict is Verdict.RADIATING
    assert heard("a nice stretch were it not for the pain in my foot").verdict is Verdict.RADIATING


def test_what_is_told_of_others_or_asked_is_ones_own_when_it_says_so() -> None:
    assert heard("my dad gets burning in the heel").framing is Framing.SOMEONE_ELSE
    assert heard("my dad gets burning in the heel i'm getting it now").verdict is Verdict.RADIATING
    assert heard("what does it mean when your foot buzzes because mine is").verdict is Verdict.RADIATING


def test_a_no_behind_each_word_denies_it() -> None:
    assert heard("tingling no burning no").framing is Framing.DENIED
    assert heard("tingling no pain").verdict is Verdict.RADIATING


def test_why_is_my_foot_numb_is_a_statement() -> None:
    finding = heard("why is my foot numb")
    assert (finding.verdict, finding.framing) == (Verdict.RADIATING, Framing.STATED)


@pytest.mark.parametrize("when", ["this morning", "yesterday", "a minute ago", "earlier", "just now", "last night"])
def test_the_recent_past_is_now(when: str) -> None:
    assert heard(f"my foot was numb {when}").verdict is Verdict.RADIATING


@pytest.mark.parametrize("end", ["but that's cleared up", "not a twinge since", "gone by tuesday"])
def test_what_was_over_days_ago_is_past_and_what_is_not_said_to_be_over_is_now(end: str) -> None:
    assert heard("my foot tingled on monday").verdict is Verdict.RADIATING
    assert heard(f"my foot tingled on monday {end}").framing is Framing.PAST
    assert heard(f"my foot tingled on monday {end} but it has started again").verdict is Verdict.RADIATING


def test_what_was_grave_days_ago_stops_though_it_is_over() -> None:
    assert heard("i had chest pain on tuesday but it cleared up").verdict is Verdict.EMERGENCY
    assert heard("i had chest pain at christmas but it cleared up").framing is Framing.PAST


def test_what_returned_or_what_went_and_does_not_go_now_is_present() -> None:
    assert heard("i had sciatica years ago").framing is Framing.PAST
    assert heard("i had sciatica years ago and it's started again").verdict is Verdict.RADIATING
    assert heard("before the operation i could pee now i can").framing is Framing.PAST
    assert heard("before the operation i could pee now i can't").verdict is Verdict.EMERGENCY


def test_whoever_tells_of_it_the_body_meant_decides() -> None:
    assert heard("a lady at church told me hers tingles").framing is Framing.SOMEONE_ELSE
    assert heard("a lady at church told me to say my leg tingles").verdict is Verdict.RADIATING


def test_somebody_else_who_lies_there_now_is_an_emergency_and_another_time_is_not() -> None:
    assert heard("dad has passed out on the mat").verdict is Verdict.EMERGENCY
    assert heard("call an ambulance my mother collapsed").verdict is Verdict.EMERGENCY
    assert heard("dad passed out last summer").framing is Framing.SOMEONE_ELSE
    assert heard("my uncle is having chest pain").verdict is Verdict.NORMAL


@pytest.mark.parametrize(
    "unable", ["i can't", "i'm not able to", "i struggle to", "i can hardly", "it won't let me", "i cannot seem to"]
)
def test_being_unable_to_breathe_is_an_emergency_however_it_is_said(unable: str) -> None:
    assert heard(f"{unable} breathe").verdict is Verdict.EMERGENCY
    assert heard(f"{unable} breathe properly").verdict is Verdict.EMERGENCY


@pytest.mark.parametrize("framing", Framing)
def test_silence_and_nonsense_say_nothing(framing: Framing) -> None:
    assert heard("", framing).verdict is None
    assert heard("banana split", framing).verdict is None


def test_spelling_does_not_matter() -> None:
    for text in ("I can't feel my foot!", "i cant feel my foot", "i cannot feel my foot", "i can’t feel my foot"):
        assert heard(text).verdict is Verdict.RADIATING
