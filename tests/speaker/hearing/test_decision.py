"""Which reading of a sound is taken, and when none is."""

from speaker.hearing.decision import Rules, Weighed, decide
from speaker.hearing.expected import Expected
from speaker.hearing.heard import Heard, Rejection
from speaker.hearing.whisper import Hypothesis

RULES = Rules(go_on=("ReadyIntent",))


def reading(text: str, likelihood: float, confidence: float = 0.8) -> tuple[str, Hypothesis]:
    """An open reading."""
    return text, Hypothesis(text, likelihood, confidence)


def expected(text: str, intent: str, likelihood: float, confidence: float = 0.8) -> Weighed:
    """An utterance of the model, weighed."""
    return Weighed(Expected(text, intent), Hypothesis(text, likelihood, confidence))


def heard(readings: list[tuple[str, Hypothesis]], *weighed: Weighed) -> Heard:
    """The decision by the usual margins."""
    return decide(RULES, readings, weighed)


def test_an_expected_word_nearly_as_likely_is_taken() -> None:
    """The model's "pause" rather than a "course" nobody would say here."""
    result = heard([reading("course", -3.9)], expected("pause", "WaitIntent", -7.5))
    assert (result.text, result.why_rejected) == ("pause", None)
    assert result.alternatives == ("course",)


def test_free_speech_stays_as_it_is() -> None:
    """A sentence far from every sample is written down, not bent into one."""
    result = heard([reading("my shin feels like it is on fire", -2.0)], expected("yes", "AMAZON.YesIntent", -12.0))
    assert result.text == "my shin feels like it is on fire"


def test_ready_needs_more() -> None:
    """What is taken for a pause is not taken for a ready; only the unlikely reading is left, and that is unclear."""
    readings = [reading("rabbit", -3.0, 0.2)]
    assert heard(readings, expected("pause", "WaitIntent", -6.5)).text == "pause"
    result = heard(readings, expected("ready", "ReadyIntent", -6.5))
    assert (result.text, result.why_rejected) == (None, Rejection.UNCLEAR)


def test_a_doubtful_ready_is_no_ready() -> None:
    """Even when no other reading is likelier."""
    result = heard([reading("ready", -3.0, 0.1)], expected("ready", "ReadyIntent", -3.0, 0.1))
    assert (result.text, result.why_rejected) == (None, Rejection.UNCLEAR)
    assert result.alternatives[0] == "ready"


def test_a_clear_ready_is_heard() -> None:
    """As it must be, nearly always."""
    result = heard([reading("ready", -0.2, 0.9)], expected("ready", "ReadyIntent", -0.2, 0.9))
    assert (result.text, result.confidence) == ("ready", 0.9)


def test_the_likeliest_of_several_is_taken() -> None:
    """Not the first."""
    weighed = [expected("switch legs", "ChooseLegIntent", -3.0), expected("which legs", "HowToIntent", -1.0)]
    assert heard([reading("which eggs", -0.5)], *weighed).text == "which legs"


def test_mumbling_is_rejected() -> None:
    """Words nobody expects, and not clear."""
    result = heard([reading("i always", -9.0, 0.2), reading("i was", -9.5, 0.2)])
    assert (result.text, result.why_rejected) == (None, Rejection.UNCLEAR)
    assert result.alternatives == ("i always", "i was")


def test_what_is_almost_a_ready_is_not_written_down_either() -> None:
    """Else a forgiving listener downstream might take "brady" for it."""
    result = heard([reading("brady", -1.0)], expected("ready", "ReadyIntent", -5.7, 0.1))
    assert (result.text, result.why_rejected) == (None, Rejection.UNCLEAR)
    assert heard([reading("brady", -1.0)], expected("ready", "ReadyIntent", -9.0, 0.1)).text == "brady"
