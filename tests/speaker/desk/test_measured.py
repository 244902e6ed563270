"""The sound of a whole set, measured sample by sample against the skill's own timeline."""

import io
import wave
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from skill.coach.timeline import Kind, Timeline
from speaker.desk.foreseen import foreseen
from speaker.sound import CachedVoice, Voice, VoiceMissing, open_voice
from tests.coach.test_timeline import set_of
from tests.speaker.desk.conftest import Answer, Caller, MakesDesk, missing
from tests.speaker.sound.routine import Metronome

TOLERANCE = 0.020
"""Seconds."""

AUDIBLE = 0.02
"""Of the loudest sample; what is quieter is silence."""

SHORTEST_SILENCE = 0.3
"""Seconds: shorter ones lie inside words."""

Sound = npt.NDArray[np.int32]


@pytest.fixture(params=["tone", "piper"])
def voice(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Voice]:
    """A voice of one tone, whose every sample is known, and the real one."""
    if request.param == "tone":
        return Metronome
    try:
        opened = open_voice(str(request.param))
    except VoiceMissing as off:
        missing(str(off))
    return lambda: CachedVoice(opened, tmp_path)


@pytest.fixture
def coach(makes_desk: MakesDesk, voice: Callable[[], Voice]) -> Caller:
    from skill.app import handler

    return makes_desk(handler, voice)


def begins_a_set(caller: Caller) -> Answer:
    """The gate, the position, and the first set."""
    caller.says("open hamstring coach")
    caller.says("ready")
    return caller.says("ready")


def samples(sound: bytes) -> tuple[Sound, int]:
    """The samples of a WAV, and how many there are a second."""
    with wave.open(io.BytesIO(sound)) as reader:
        data = np.frombuffer(reader.readframes(reader.getnframes()), "<i2").astype(np.int32)
        return data, reader.getframerate()


def onsets(sound: Sound, rate: int) -> npt.NDArray[np.float64]:
    """When sound begins after silence, in seconds."""
    audible = np.flatnonzero(np.abs(sound) > AUDIBLE * np.abs(sound).max())
    gaps = np.diff(audible, prepend=-rate)
    return audible[gaps > SHORTEST_SILENCE * rate] / rate


def played(timeline: Timeline) -> int:
    """Milliseconds of the timeline's audio document."""
    return timeline.played[-1].end - timeline.played[0].start


def test_the_holds_the_order_and_the_total(coach: Caller) -> None:
    """Each hold is silent but for its cues, and the release begins when its thirty seconds are over."""
    timeline = set_of(30, 3, False, 0)
    sound, rate = samples(coach.hears(begins_a_set(coach)))
    opening = len(sound) / rate - played(timeline) / 1000
    assert 1 < opening < 20, "what is left before the document is its opening speech"
    heard = onsets(sound, rate)
    holds = [segment for segment in timeline.played if segment.kind is Kind.HOLD]
    assert len(holds) == 3
    zero = opening - timeline.played[0].start / 1000
    for hold in holds:
        start, end = zero + hold.start / 1000, zero + hold.end / 1000
        release = heard[heard > end - 1][0]
        assert abs(release - start - 30) <= TOLERANCE
        cues = [start + cue.at / 1000 for cue in hold.cues]
        within = heard[(heard > start + TOLERANCE) & (heard < end - TOLERANCE)]
        for cue in cues[1:]:
            assert np.min(np.abs(within - cue)) <= TOLERANCE, "a cue is heard when it is due"
    for before, segment in pairwise(timeline.played):
        if segment.line and before.kind is not Kind.SPOKEN:
            start = zero + segment.start / 1000
            assert np.min(np.abs(heard - start)) <= TOLERANCE, "what is said after a quiet time begins when it is due"


def test_a_sets_size_is_known_before_it_is_made(makes_desk: MakesDesk) -> None:
    """So that its file can begin at once, with its true size at its head."""
    from skill.app import handler

    voice = Metronome()
    caller = makes_desk(handler, lambda: voice)
    answer = begins_a_set(caller)
    spoken = voice.spoken
    count = foreseen(answer["response"]["response"], voice)
    assert voice.spoken - spoken < 10, "only the opening is spoken for it"
    assert count == len(samples(caller.hears(answer))[0])


def test_a_line_that_outgrows_its_slot_never_makes_a_size_untrue(makes_desk: MakesDesk) -> None:
    from skill.app import handler

    caller = makes_desk(handler, lambda: Metronome(pace=0.4))
    sound = caller.hears(begins_a_set(caller))
    assert int.from_bytes(sound[40:44], "little") == len(sound) - 44
