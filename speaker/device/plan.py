"""What a device does after an answer, if nobody speaks: acts in order, from the moment the answer began."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from speaker.envelope import APL, USER_EVENT
from speaker.playback import Playback, Voice, play, play_reprompt
from speaker.playback.lay_out import RENDER_AUDIO

MICROPHONE = 8_000
# A screen keeps a session open this long when the answer says neither to end nor to listen.
SCREEN_STAYS = 30_000


class Act(StrEnum):
    """What the device is doing."""

    ANSWER = "answer"
    MICROPHONE = "microphone"
    REPROMPT = "reprompt"
    SCREEN = "screen"


class End(StrEnum):
    """What follows the last act."""

    NOTHING = "nothing"
    CLOSED = "closed"
    UNANSWERED = "unanswered"
    AUDIO_FAILED = "audio failed"


@dataclass(frozen=True, slots=True)
class Scene:
    """One act in its time, in milliseconds from the start of the answer."""

    act: Act
    """What the device does."""

    start: int
    """When it begins."""

    length: int
    """How long it lasts."""

    playback: Playback | None = None
    """What is heard meanwhile; None while the microphone is open."""

    @property
    def end(self) -> int:
        """When it ends."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Plan:
    """The acts after one answer."""

    scenes: tuple[Scene, ...] = ()
    """In order, without gaps."""

    then: End = End.NOTHING
    """What follows the last act."""

    @property
    def length(self) -> int:
        """When the last act ends."""
        return self.scenes[-1].end if self.scenes else 0

    @property
    def answer(self) -> Playback:
        """What the answer makes heard."""
        return next((one.playback for one in self.scenes if one.act is Act.ANSWER and one.playback), Playback())

    @property
    def answer_length(self) -> int:
        """How long the answer is heard."""
        return next((one.length for one in self.scenes if one.act is Act.ANSWER), 0)

    def scene(self, at: int) -> Scene | None:
        """The act at this time; None after the last."""
        return next((scene for scene in self.scenes if scene.start <= at < scene.end), None)

    def lasting(self, lengths: Mapping[Act, int]) -> "Plan":
        """The same acts in order, those named with another length."""
        scenes: list[Scene] = []
        for scene in self.scenes:
            start = scenes[-1].end if scenes else 0
            scenes.append(replace(scene, start=start, length=lengths.get(scene.act, scene.length)))
        return replace(self, scenes=tuple(scenes))

    def ending_at(self, length: int) -> "Plan":
        """Nothing but its end, after so many milliseconds; what could not be played is kept for the report of it."""
        failed = next((one.playback for one in self.scenes if one.playback and one.playback.problem), None)
        return replace(self, scenes=(Scene(Act.SCREEN, 0, length, failed),))


def leaves_alone(kind: str, response: Mapping[str, Any]) -> bool:
    """Whether what plays goes on: the answer to a screen's event is silent, and does not end the session."""
    plays = any(one.get("type") == RENDER_AUDIO for one in response.get("directives") or ())
    says = bool(response.get("outputSpeech")) or plays
    return kind == USER_EVENT and not says and response.get("shouldEndSession") is not True


def planned(response: Mapping[str, Any], voice: Voice, *, has_screen: bool) -> Plan:
    """`plan_of` a response, its sounds reckoned with this voice; raises `SpeechError` as `play` does."""
    answer, reprompt = play(response, voice), play_reprompt(response, voice)
    shows = any(str(one.get("type", "")).startswith(f"{APL}.") for one in response.get("directives") or ())
    return plan_of(response, answer, reprompt, shows_screen=shows and has_screen)


def plan_of(response: Mapping[str, Any], answer: Playback, reprompt: Playback | None, *, shows_screen: bool) -> Plan:
    """What follows from a response's `shouldEndSession`.

    true: the session closes after the speech. false or null: the microphone opens, then the reprompt, then the
    microphone again. Absent: the session closes on a speaker; a screen that shows something stays, microphone closed.
    """
    scenes = [Scene(Act.ANSWER, 0, answer.length, answer)]
    if answer.problem is not None:
        return Plan(tuple(scenes), End.AUDIO_FAILED)
    if response.get("shouldEndSession", "absent") is True:
        return Plan(tuple(scenes), End.CLOSED)
    if "shouldEndSession" not in response:
        if not shows_screen:
            return Plan(tuple(scenes), End.CLOSED)
        return Plan((*scenes, Scene(Act.SCREEN, answer.length, SCREEN_STAYS)), End.UNANSWERED)
    scenes.append(Scene(Act.MICROPHONE, answer.length, MICROPHONE))
    if reprompt is not None:
        scenes.append(Scene(Act.REPROMPT, scenes[-1].end, reprompt.length, reprompt))
        if reprompt.problem is not None:
            return Plan(tuple(scenes), End.AUDIO_FAILED)
        scenes.append(Scene(Act.MICROPHONE, scenes[-1].end, MICROPHONE))
    return Plan(tuple(scenes), End.UNANSWERED)
