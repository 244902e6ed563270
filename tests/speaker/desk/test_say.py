"""POST /say: what is said goes to the skill as Alexa would send it, at the time it is said."""

import io
import wave
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from speaker.desk.desk import MOST_CONVERSATIONS
from speaker.sound import CachedVoice, Voice, VoiceMissing
from tests.speaker.conftest import Skill, says
from tests.speaker.desk.conftest import Caller, MakesDesk
from tests.speaker.sound.routine import Metronome

LINE = "x" * 100  # 5 s for the tone, 7.14 s as reckoned before it is rendered


@pytest.fixture
def skill() -> Skill:
    return Skill([says(LINE, again="Still there?")])


@pytest.fixture
def caller(makes_desk: MakesDesk, skill: Skill, small_models: Path) -> Caller:
    return makes_desk(skill, models=small_models)


def times(skill: Skill) -> list[float]:
    """Seconds from each request to the next."""
    stamps = [datetime.fromisoformat(event["request"]["timestamp"]) for event in skill.requests]
    return [(after - before).total_seconds() for before, after in pairwise(stamps)]


def test_open_launches(caller: Caller) -> None:
    answer = caller.says("open hamstring coach")
    assert list(answer) == ["heard", "intent", "slots", "request", "response", "audio"]
    assert answer["heard"] == "open hamstring coach"
    assert answer["intent"] is None
    assert answer["request"]["request"]["type"] == "LaunchRequest"
    assert answer["response"]["response"]["outputSpeech"]["text"] == LINE


def test_a_one_shot_brings_its_intent(caller: Caller) -> None:
    answer = caller.says("ask hamstring coach for safety tips")
    assert answer["request"]["request"]["type"] == "IntentRequest"
    assert answer["request"]["session"]["new"] is True
    assert answer["intent"] == answer["request"]["request"]["intent"]["name"]


def test_words_outside_a_session_are_not_the_skills(caller: Caller, skill: Skill) -> None:
    answer = caller.says("help")
    assert answer == {
        "heard": "help",
        "intent": None,
        "slots": {},
        "request": None,
        "response": None,
        "audio": None,
    }
    assert not skill.requests


def test_without_a_time_people_answer_a_second_after_the_end(caller: Caller, skill: Skill) -> None:
    caller.says("open hamstring coach")
    caller.says("help")
    assert times(skill) == [8]  # 7.14 s and 1 s, in whole seconds


def test_the_length_counts_as_it_was_rendered(caller: Caller, skill: Skill) -> None:
    caller.hears(caller.says("open hamstring coach"))
    caller.says("help")
    assert times(skill) == [6]


def test_elapsed_counts_from_when_the_last_answer_began(caller: Caller, skill: Skill) -> None:
    caller.says("open hamstring coach")
    caller.says("help", elapsed_ms=3_000)
    caller.says("help", elapsed_ms=9_000)
    assert times(skill) == [3, 9]


def test_past_both_waits_the_session_ends_first(caller: Caller, skill: Skill) -> None:
    caller.says("open hamstring coach")
    answer = caller.says("help", elapsed_ms=60_000)
    assert skill.kinds == ["LaunchRequest", "SessionEndedRequest EXCEEDED_MAX_REPROMPTS"]
    assert answer["intent"] is None
    assert answer["request"] is None


def test_the_waits_follow_the_sound_that_was_rendered(caller: Caller, skill: Skill) -> None:
    """5 s of answer as rendered and 8 s, 0.86 s of reprompt and 8 s: over at 22 s, not at 24 s as reckoned."""
    caller.hears(caller.says("open hamstring coach"))
    assert caller.says("help", elapsed_ms=23_000)["intent"] is None


def test_a_closing_answer_leaves_no_session(makes_desk: MakesDesk, small_models: Path) -> None:
    caller = makes_desk(Skill([says("Bye.", ends=True)]), models=small_models)
    caller.says("open hamstring coach")
    assert caller.says("help")["intent"] is None


def test_sessions_of_different_names_are_different_users(caller: Caller) -> None:
    users = {
        name: caller.says("open hamstring coach", session=name)["request"]["session"]["user"]["userId"]
        for name in ("ann", "bob")
    }
    assert len(set(users.values())) == 2
    assert caller.says("open hamstring coach", session="ann")["request"]["session"]["user"]["userId"] == users["ann"]
    assert caller.says("open hamstring coach")["request"]["session"]["user"]["userId"] not in users.values()


@pytest.mark.parametrize(("screen", "width"), [("show-5", 960), ("spot", 480), ("tv", 1920)])
def test_a_screen_is_reported(caller: Caller, screen: str, width: int) -> None:
    context = caller.says("open hamstring coach", screen=screen)["request"]["context"]
    assert context["Viewport"]["pixelWidth"] == width
    assert "Alexa.Presentation.APL" in context["System"]["device"]["supportedInterfaces"]


def test_a_screen_stays_until_another_is_chosen(caller: Caller) -> None:
    caller.says("open hamstring coach", screen="spot")
    assert "Viewport" in caller.says("help", elapsed_ms=1_000)["request"]["context"]
    assert "Viewport" not in caller.says("help", elapsed_ms=1_000, screen="none")["request"]["context"]


def test_another_locale_begins_anew(makes_desk: MakesDesk, skill: Skill, small_models: Path) -> None:
    (small_models / "en-GB.json").write_bytes((small_models / "en-US.json").read_bytes())
    caller = makes_desk(skill, models=small_models)
    caller.says("open hamstring coach")
    assert caller.says("help", locale="en-GB")["intent"] is None
    assert caller.says("open hamstring coach")["request"]["request"]["locale"] == "en-GB"
    assert skill.kinds[1] == "SessionEndedRequest USER_INITIATED"


def test_the_audio_is_a_wav_with_true_sizes(caller: Caller) -> None:
    sound = caller.hears(caller.says("open hamstring coach"))
    with wave.open(io.BytesIO(sound)) as reader:
        assert (reader.getnchannels(), reader.getsampwidth(), reader.getframerate()) == (1, 2, 8_000)
        assert reader.getnframes() == 5 * 8_000
        assert len(reader.readframes(reader.getnframes())) == 5 * 8_000 * 2
    assert int.from_bytes(sound[4:8], "little") == len(sound) - 8
    assert int.from_bytes(sound[40:44], "little") == len(sound) - 44


def test_nothing_is_rendered_before_the_sound_is_read(makes_desk: MakesDesk, small_models: Path) -> None:
    from tests.speaker.sound.routine import Metronome

    voice = Metronome()
    caller = makes_desk(Skill([says(LINE)]), lambda: voice, small_models)
    answer = caller.says("open hamstring coach")
    assert voice.spoken == 0
    caller.hears(answer)
    assert voice.spoken > 0


def test_a_silent_answer_has_no_audio(makes_desk: MakesDesk, small_models: Path) -> None:
    caller = makes_desk(Skill([{"shouldEndSession": True}]), models=small_models)
    assert caller.says("open hamstring coach")["audio"] is None


def test_without_a_voice_everything_else_goes_on(makes_desk: MakesDesk, small_models: Path) -> None:
    def missing() -> Any:
        raise VoiceMissing("no voice: install one")

    caller = makes_desk(Skill([says(LINE)]), missing, small_models)
    caller.desk.voice._future.exception(5)
    answer = caller.says("open hamstring coach")
    assert answer["response"] is not None
    assert answer["audio"] is None
    status = caller.client.get("/desk/status").json
    assert status
    assert "Voice is off: no voice: install one" in status["off"]


def test_a_failing_skill_is_told_of(makes_desk: MakesDesk, small_models: Path) -> None:
    caller = makes_desk(Skill([KeyError("broken")]), models=small_models)
    answer = caller.says("open hamstring coach")
    assert answer["request"]["request"]["type"] == "LaunchRequest"
    assert answer["response"] is None
    assert answer["audio"] is None


def test_only_so_many_sessions_are_kept(caller: Caller, skill: Skill) -> None:
    """The one not used for longest is left, and its skill is told."""
    for number in range(MOST_CONVERSATIONS + 1):
        caller.says("open hamstring coach", session=f"person {number}")
    assert len(caller.desk) == MOST_CONVERSATIONS
    assert skill.kinds.count("SessionEndedRequest USER_INITIATED") == 1
    assert caller.says("help", session="person 0")["intent"] is None


def test_only_so_many_sounds_are_kept(caller: Caller) -> None:
    from speaker.desk.sounds import MOST_SOUNDS

    first = caller.says("open hamstring coach")
    for _ in range(MOST_SOUNDS // 2):
        caller.says("open hamstring coach")
    assert len(caller.desk.shelf) == MOST_SOUNDS
    gone = caller.client.get(first["audio"])
    assert gone.status_code == 410
    assert gone.json == {"error": "this sound is not kept any more"}


def test_the_welcome_is_rehearsed_so_its_file_begins_at_once(
    makes_desk: MakesDesk, skill: Skill, small_models: Path, tmp_path: Path
) -> None:
    """A voice that remembers says nothing anew for the first who opens the skill."""
    tone = Metronome()
    caller = makes_desk(skill, lambda: CachedVoice(tone, tmp_path / "lines"), small_models)
    caller.desk.rehearse()
    rehearsed = tone.spoken
    assert rehearsed
    assert caller.hears(caller.says("open hamstring coach"))
    assert tone.spoken == rehearsed


def test_without_a_voice_nothing_is_rehearsed(makes_desk: MakesDesk, skill: Skill, small_models: Path) -> None:
    def silent() -> Voice:
        raise VoiceMissing("no voice")

    caller = makes_desk(skill, silent, small_models)
    caller.desk.rehearse()
    assert caller.says("open hamstring coach")["heard"] == "open hamstring coach"
