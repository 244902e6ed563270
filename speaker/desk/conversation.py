"""One named conversation: a device, what it last made heard, and Amazon's question if one waits."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from speaker.amazon import Account, PermissionPrompt, Status, permission_prompt
from speaker.desk.sounds import Sound
from speaker.device import Device, Turn
from speaker.envelope import Setting
from speaker.understanding import Understanding

_MILLISECOND = timedelta(milliseconds=1)
# People answer about a second after they have heard a question.
_ANSWERS_AFTER = 1_000
_ANSWERS = {"AMAZON.YesIntent": Status.ACCEPTED, "AMAZON.NoIntent": Status.DENIED}

Clock = Callable[[], datetime]
Turns = tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What an answer makes heard."""

    answer: Sound | None = None
    """None when it is silent."""

    reprompt: Sound | None = None
    """None when there is none."""


class Conversation:
    """Everything one person says here. Times are reckoned from when the last answer began to play."""

    def __init__(self, device: Device, understanding: Understanding, account: Account, clock: Clock) -> None:
        """The clock tells when a session begins; within one, the given times do."""
        self._device, self._understanding = device, understanding
        self.account, self._clock = account, clock
        self._latest = clock()
        self._sounds = Heard()
        self.prompt: PermissionPrompt | None = None
        self.lock = threading.RLock()

    @property
    def in_session(self) -> bool:
        """Whether what is said next goes to the skill."""
        return self._device.in_session

    @property
    def setting(self) -> Setting:
        """Where its requests come from."""
        return self._device.setting

    def show_on(self, change: Mapping[str, Any]) -> None:
        """The device changes, such as its screen."""
        self._device.setting = replace(self._device.setting, **change)

    def say(self, text: str, elapsed: int | None) -> Turns:
        """Someone says something; it may answer Amazon's own question."""
        if self.prompt is not None and self._understanding.invoked(text) is None:
            status = _ANSWERS.get(self._understanding.hear(text).intent, Status.NOT_ANSWERED)
            turns = self.decide(status, elapsed)
            return (*turns[:-1], replace(turns[-1], said=text))
        return self._taken(self._device.say(text, self._time(elapsed)))

    def mumble(self, elapsed: int | None) -> Turns:
        """Someone speaks, but nothing clear enough to act on."""
        return self._taken(self._device.fall_back(self._time(elapsed)))

    def touch(
        self,
        token: str,
        arguments: Sequence[Any],
        source: Mapping[str, Any] | None,
        components: Mapping[str, Any] | None,
        elapsed: int | None,
    ) -> Turns:
        """The document shown under this token sends an event."""
        return self._taken(self._device.touch(token, arguments, self._time(elapsed), source, components))

    def decide(self, status: Status, elapsed: int | None) -> Turns:
        """The person answers Amazon's question for a permission; nothing when none waits."""
        prompt = self.prompt
        if prompt is None:
            return ()
        self.allow(prompt.scope, status)
        return self._taken(self._device.connect(prompt.name, prompt.payload(status), prompt.token, self._time(elapsed)))

    def allow(self, scope: str, status: Status) -> None:
        """The person gives or refuses a permission, as in the Alexa app; the skill is told at its next request."""
        self.account.decide(scope, status)
        self.show_on({"permissions": self.account.permissions})

    def run_out(self, elapsed: int | None) -> Turns:
        """The last answer, its reprompt and both waits are over."""
        return self._taken(self._device.run_out(self._time(elapsed)))

    def leave(self) -> None:
        """Nobody will go on with it."""
        self._device.leave(self._time(None))

    def hears(self, sounds: Heard) -> None:
        """What the last answer makes heard, whose length becomes known when it has been played."""
        self._sounds = sounds

    def _time(self, elapsed: int | None) -> datetime:
        answer, reprompt = self._sounds.answer, self._sounds.reprompt
        self._device.lasts(answer.length if answer else None, reprompt.length if reprompt else None)
        began = self._device.began
        if began is not None and elapsed is not None:
            then = began + elapsed * _MILLISECOND
        elif began is not None and self.in_session:
            then = began + (self._device.plan.answer_length + _ANSWERS_AFTER) * _MILLISECOND
        else:
            then = self._clock()
        self._latest = max(then, self._latest)
        return self._latest

    def _taken(self, turns: Turns) -> Turns:
        if turns and not turns[-1].goes_on:
            response = turns[-1].response
            self.prompt = permission_prompt(response["response"]) if response else None
            self._sounds = Heard()
        return turns
