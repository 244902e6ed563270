"""The table of utterances, through the whole path: text, understanding, handler, and what happens next."""

from collections import Counter

import pytest

from skill import library, triage
from tests.utterances import HARMLESS, VERDICTS, table
from tests.utterances.annotations import annotations
from tests.utterances.matrix import figures, missed
from tests.utterances.outcome import outcome

STARTS, STEP = (0, 2), 5
"""The aims are held of two samples of the table; `make safety` says all of it.

The step is odd, for in places a harmless line and its dangerous twin take turns.
"""


def test_the_table_is_large_and_balanced() -> None:
    """Over 600 lines, every verdict and every command in it, each line once."""
    lines = list(table())
    assert len(lines) >= 600
    kinds = Counter(line.kind for line in lines)
    assert all(kinds[kind] >= 50 for kind in (*VERDICTS, "harmless", "command"))
    assert {line.expect for line in lines} <= {*VERDICTS, *HARMLESS, *library.moves().cells}
    repeated = [text for text, count in Counter((line.text, line.expect) for line in lines).items() if count > 1]
    assert len(repeated) < len(lines) / 50


@pytest.mark.parametrize("start", STARTS)
def test_the_aims_of_safety_are_met(start: int) -> None:
    """What `make safety` prints of the regression table, held of each sample of it."""
    lines = [utterance for utterance in table() if not utterance.is_blind][start::STEP]
    said = [(utterance, outcome(utterance.text)) for utterance in lines]
    assert missed(said) == []
    assert all(count >= 50 for _, _, count in figures(said))


def test_the_aims_hold_of_utterances_nobody_has_seen() -> None:
    """Of lines neither written nor learnt from with sight of model and rules; and nobody in danger is led on."""
    said = [(utterance, outcome(utterance.text)) for utterance in table() if utterance.is_blind]
    assert missed(said) == []
    dangerous = [(utterance, came) for utterance, came in said if utterance.expect in ("emergency", "radiating")]
    led_on = [utterance.text for utterance, came in dangerous if came.answer in ("led back", "normal", "goodbye")]
    assert len(led_on) <= len(dangerous) * 0.005, led_on


def test_what_nobody_has_seen_is_nowhere_else_in_the_table() -> None:
    """Or it would tell how well the table is remembered, not how well the coach understands."""
    blind, seen = (
        Counter(" ".join(triage.rules().lexicon.words(line.text)) for line in table() if line.is_blind is unseen)
        for unseen in (True, False)
    )
    assert len(blind) >= 1000
    assert not blind.keys() & seen.keys()
    assert blind.most_common(1)[0][1] == 1


def test_a_carrier_does_not_turn_what_is_told_into_a_supposition() -> None:
    """ "When" alone may suppose; "whenever" and "every time" tell of what happens."""
    assert outcome("whenever my foot tingles what does it mean").stopped
    assert outcome("every time i lift it my foot goes numb should i stop").stopped
    assert outcome("what does it mean when my foot tingles").answer == "led back"


def test_the_annotation_set_names_intents_of_the_skill() -> None:
    """Every annotation expects intents the skill handles."""
    exported = annotations()["data"]
    assert len(exported) >= 600
    names = {each["intent"]["name"] for annotation in exported for each in annotation["expected"]}
    assert names <= set(library.intents())
