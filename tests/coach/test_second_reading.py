"""The second reading of a report: what it may change of the rules' finding, and what it may not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill import library, triage
from skill.coach.triage import Finding, Framing, Report, Verdict
from skill.coach.triage.assessment import assess
from skill.coach.triage.second_reading import STOPS, SecondReading, features, reread
from tests.coach.symptom_table import lines
from tests.utterances import table
from tests.utterances.learning import TELLING, known, learn, symptoms

LEARNT, BOUNDS = library.content("resemblance.json"), library.content("second_reading.toml")
READING = triage.second_reading()
WORDS = st.lists(st.sampled_from(sorted(READING.weights)), min_size=1, max_size=30).map(
    lambda said: " ".join(said).split()
)
PLAIN = ("my foot has gone numb", "it's shooting down my leg", "my calf is swollen and hot", "i heard my hamstring pop")


def found(verdict: Verdict | None) -> Finding:
    """What the rules might have found."""
    return Finding(verdict, Framing.STATED, verdict, ("a-rule",) if verdict else ())


def words(text: str) -> list[str]:
    return triage.rules().lexicon.words(text)


@given(WORDS)
@settings(deadline=None)
def test_an_emergency_with_two_words_nobody_knows_is_never_doubted(said: list[str]) -> None:
    assert not READING.weights.keys() & {"plugh", "xyzzy"}
    assert reread(found(Verdict.EMERGENCY), ["plugh", *said, "xyzzy"], READING).verdict is Verdict.EMERGENCY


def test_no_emergency_of_the_table_is_doubted() -> None:
    told = [words(line.text) for line in table() if line.expect == "emergency" and not line.is_blind]
    assert len(told) > 2000
    assert sum(READING.doubts(Verdict.EMERGENCY, said) for said in told) == 0


@given(WORDS, st.sampled_from(STOPS))
@settings(deadline=None)
def test_what_the_rules_stop_is_at_the_least_in_doubt(said: list[str], verdict: Verdict) -> None:
    assert reread(found(verdict), said, READING).verdict in (verdict, Verdict.UNCLEAR)


@given(WORDS, st.sampled_from([None, Verdict.NORMAL, Verdict.UNCLEAR, Verdict.EASE]))
@settings(deadline=None)
def test_what_the_rules_let_pass_stays_or_stops(said: list[str], verdict: Verdict | None) -> None:
    finding = reread(found(verdict), said, READING)
    assert finding == found(verdict) or (finding.verdict in STOPS and finding.framing is Framing.STATED)


def test_no_story_hides_what_is_told_in_passing() -> None:
    """Said first, last or in the middle of talk in which nothing is wrong; one in fifty may be in doubt."""
    talk = [line.text for line in table() if line.expect == "no_stop" and not line.is_blind][::20]
    stories = [
        text
        for plain in PLAIN
        for before, after in zip(talk, reversed(talk), strict=True)
        for text in (f"{before} {plain}", f"{plain} {after}", f"{before} {plain} {after}")
    ]
    assert len(stories) > 1000
    assert sum(READING.doubts(Verdict.RADIATING, words(text)) for text in stories) <= len(stories) / 50


def test_a_report_no_rule_knows_stops() -> None:
    text = "the thing dey run from my waist go reach my leg e dey pepper me"
    assert assess(Report(text), triage.rules()).verdict not in STOPS
    assert triage.assess(Report(text)).verdict in STOPS


def test_where_the_rules_hear_more_than_was_said_the_coach_is_in_doubt() -> None:
    text = "an electric eel on the nature programme just zapped a crocodile"
    assert assess(Report(text), triage.rules()).verdict is Verdict.RADIATING
    assert triage.assess(Report(text)).verdict is Verdict.UNCLEAR


def test_what_its_sentence_framed_is_not_read_again_without_that_sentence() -> None:
    """ "Can this cause ..." stays with the intent: its symptom alone would sound like a report."""
    for framing in (Framing.ASKED, Framing.PAST, Framing.SOMEONE_ELSE):
        report = Report("shooting pain down my leg into my foot", framing)
        assert triage.assess(report) == assess(report, triage.rules())


def test_the_two_readings_agree_on_every_reviewed_line() -> None:
    apart = [
        line.report
        for line in lines()
        if triage.assess(line.report).verdict != assess(line.report, triage.rules()).verdict
    ]
    assert apart == []


def test_every_symptom_the_model_names_is_heard_as_the_rules_hear_it() -> None:
    for text in symptoms():
        assert triage.assess(Report(text)).verdict == assess(Report(text), triage.rules()).verdict, text


def test_the_weights_are_those_learnt_from_the_table() -> None:
    """Nobody wrote them by hand, and none is older than the table; sums differ in the last place between machines."""
    again = learn(known())
    weights, learnt = again["weights"], LEARNT["weights"]
    assert isinstance(weights, dict)
    for name in weights.keys() | learnt.keys():
        if name in weights and name in learnt:
            assert max(abs(a - b) for a, b in zip(weights[name], learnt[name], strict=True)) <= 3, name
        else:
            assert max(map(abs, weights.get(name) or learnt[name])) <= TELLING + 3, name


def test_a_feature_is_up_to_three_words_side_by_side_or_two_apart() -> None:
    assert features(["my", "foot", "is", "numb"]) == {
        "my", "foot", "is", "numb", "my foot", "foot is", "is numb", "my foot is", "foot is numb",
        "my .. is", "my .. numb", "foot .. numb",
    }  # fmt: skip


def test_shares_are_those_of_a_whole() -> None:
    assert 0 < sum(READING.shares(["my", "foot", "is", "numb"])) < 1
    assert READING.shares([]) == READING.shares(["xyzzy"])


@pytest.mark.parametrize(
    ("learnt", "bounds", "complaint"),
    [
        ({"verdicts": ["radiating"]}, {}, "verdicts"),
        ({"base": [1, 2]}, {}, "base"),
        ({"weights": {"numb": [1, 2, "3"]}}, {}, "numb"),
        ({}, {"stops_from": 1}, "stops_from"),
        ({}, {"stops_from": 0.2}, "more than what is in doubt"),
        ({}, {"doubt": {"whole": 0.5, "parts": 0.4}}, "doubt"),
        ({}, {"emergency": {"whole": 0.1}}, "emergency: lacks parts"),
        ({}, {"least": 0}, "least"),
        ({}, {"unknown": -1}, "unknown"),
        ({}, {"words": 3}, "words"),
    ],
)
def test_data_that_cannot_be_right_is_refused_by_name(
    learnt: dict[str, object], bounds: dict[str, object], complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        SecondReading.from_data(LEARNT | learnt, BOUNDS | bounds)
