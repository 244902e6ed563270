"""How time is kept: one plan, read by every renderer."""

from itertools import pairwise, product

import pytest

from skill import library
from skill.audio import document
from skill.coach.moves import Answer, respond_to
from skill.coach.session import Phase, Session
from skill.coach.timeline import Kind, Timeline
from skill.coach.wish import Wish
from skill.speech import LONGEST_BREAK, LONGEST_SPEECH, speak_timeline, speaking_time
from tests.alexa import breaks
from tests.every_answer import NOON, SIDES, every_answer, known

Choice = tuple[int, int, bool, int]
CHOICES: list[Choice] = list(product((30, 45, 60), (1, 2, 3, 5), (False, True), range(4)))


def set_answer(seconds: int, repetitions: int, slower: bool, at: int, renderer: str = "apla") -> Answer:
    """The first set of a leg with these choices."""
    session = Session(
        Phase.POSITION,
        gated=True,
        sides=SIDES,
        at=at,
        hold_seconds=seconds,
        repetitions=repetitions,
        slower=slower,
    )
    return respond_to(session, Wish("ready", NOON), known(renderer))


def set_of(seconds: int, repetitions: int, slower: bool, at: int, renderer: str = "apla") -> Timeline:
    """Its timeline."""
    timeline = set_answer(seconds, repetitions, slower, at, renderer).reply.timeline
    assert timeline is not None
    return timeline


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_a_hold_lasts_what_was_chosen_to_the_millisecond(choice: Choice) -> None:
    """In the audio document a hold is a Mixer of a Silence of exactly its length; nothing beside it is untrimmed."""
    played = document(set_of(*choice), library.words("en-US"), choice[2])
    holds = [item for item in played["mainTemplate"]["item"]["items"] if item["id"].startswith("hold")]
    assert holds
    for hold in holds:
        assert hold["items"][0] == {"type": "Silence", "duration": choice[0] * 1000}
        assert all(track["duration"] == "trimToParent" for track in hold["items"][1:])


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_in_plain_speech_the_breaks_alone_sum_to_the_hold(choice: Choice) -> None:
    """Each break is at most Amazon's 10 s, and a cue stands between two of them."""
    ssml = speak_timeline(set_of(*choice, renderer="ssml"), library.words("en-US"), choice[2])
    for group in breaks(ssml):
        assert max(group) <= LONGEST_BREAK
    assert [sum(group) for group in breaks(ssml)] == [choice[0] * 1000] * len(breaks(ssml))
    for hold in ssml.split("And hold.")[1:]:
        assert '/> <break time="1' not in hold.split("And ")[0]


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_no_audio_passes_amazons_limits(choice: Choice) -> None:
    """Four minutes of audio, 8,000 characters of speech."""
    assert set_of(*choice).length < 240_000
    ssml = speak_timeline(set_of(*choice, renderer="ssml"), library.words("en-US"), choice[2])
    assert len(ssml) < LONGEST_SPEECH


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_cues_fit_beside_the_quiet(choice: Choice) -> None:
    """No cue runs into the next, and none out of its hold, even with the headroom of the pace."""
    lasts = speaking_time(library.words("en-US"), library.speech_rate())
    for segment in set_of(*choice).segments:
        assert all(first.at + lasts(first.line) < second.at for first, second in pairwise(segment.cues))
        assert all(cue.at + lasts(cue.line) <= segment.quiet for cue in segment.cues)


def test_segments_follow_each_other_without_a_gap() -> None:
    for answer in every_answer():
        for timeline in (answer.reply.timeline, answer.reply.quiet):
            if timeline:
                assert timeline.segments[0].start == 0
                assert all(first.end == second.start for first, second in pairwise(timeline.segments))


def test_a_spoken_line_has_room_for_a_slow_voice() -> None:
    """The usual set is planned with 40 percent over each line."""
    lasts = speaking_time(library.words("en-US"), library.speech_rate())
    for segment in set_of(30, 3, False, 0).segments:
        if segment.kind is Kind.SPOKEN and segment.line:
            assert segment.length == round(lasts(segment.line) * 1.4)


def test_every_set_is_followed_by_its_prompt() -> None:
    """The last segment of whatever leaves the microphone open is what the person is asked."""
    for answer in every_answer():
        if answer.reply.timeline:
            assert answer.reply.timeline.segments[-1].line == answer.reply.ask


def test_a_reprompt_stays_under_amazons_90_seconds() -> None:
    for answer in every_answer():
        if answer.reply.quiet:
            assert answer.reply.quiet.length < 90_000


def test_slower_gives_settling_more_time() -> None:
    """Speech and waits grow; holds do not."""
    usual, slower = set_of(30, 3, False, 0), set_of(30, 3, True, 0)
    assert slower.length > usual.length
    assert [hold.quiet for hold in slower.holds] == [hold.quiet for hold in usual.holds]


def test_the_pending_set_remembers_the_plan() -> None:
    """Start and end of every hold, from the beginning of the answer."""
    answer = set_answer(30, 3, False, 0)
    assert answer.session.pending is not None
    assert answer.reply.timeline is not None
    assert answer.session.pending.holds == tuple((hold.start, hold.end) for hold in answer.reply.timeline.holds)
    assert answer.session._replace(pending=None) != answer.session
