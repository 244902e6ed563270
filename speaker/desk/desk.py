"""The desk: its conversations by name, and what they share."""

import os
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from speaker.amazon import Accounts, Services
from speaker.desk.conversation import Clock, Conversation, Heard, Turns
from speaker.desk.parts import AllEars, Part, PartMissing
from speaker.desk.sounds import Shelf, Sound
from speaker.device import Device, Turn
from speaker.device.wire import Handler
from speaker.envelope import DESK_APPLICATION, Setting
from speaker.playback import estimate
from speaker.screens import Screen
from speaker.sound import Voice
from speaker.understanding import Understanding

MODELS = Path(__file__).parents[2] / "interaction_models"
MOST_CONVERSATIONS = 64
FIRST_LOCALE = "en-US"
REHEARSAL = "rehearsal"
"""The name of a conversation with nobody."""


def wall_clock() -> datetime:
    """The computer's time, in UTC."""
    return datetime.now(UTC)


class Desk:
    """Holds conversations with one skill; the one not used for longest is left when there are too many."""

    def __init__(self, handler: Handler, voice: Part[Voice], clock: Clock = wall_clock, models: Path = MODELS) -> None:
        """The handler is the skill's; models are its interaction models, one file a locale."""
        self.handler, self.voice, self._clock = handler, voice, clock
        self.models = {model.stem: model for model in sorted(models.glob("*.json"))}
        self.ears = AllEars(self.models)
        self.shelf = Shelf()
        self._accounts = Accounts()
        self._services = Services(self._accounts)
        self._understandings: dict[str, Understanding] = {}
        self._conversations: OrderedDict[str, Conversation] = OrderedDict()
        self._lock = threading.RLock()

    def close(self) -> None:
        """Stops what runs in the background."""
        self._services.close()

    def __len__(self) -> int:
        return len(self._conversations)

    @contextmanager
    def conversation(
        self, name: str, locale: str | None = None, screen: Screen | None = None, *, no_screen: bool = False
    ) -> Iterator[Conversation]:
        """The conversation of this name for one use at a time; locale and screen stay as they were unless given."""
        found = self._found(name, locale)
        with found.lock:
            if screen is not None or no_screen:
                found.show_on({"screen": screen})
            yield found

    def understanding(self, locale: str) -> Understanding:
        """Of a locale that has a model."""
        with self._lock:
            if locale not in self._understandings:
                self._understandings[locale] = Understanding.from_file(self.models[locale], locale)
            return self._understandings[locale]

    def sounding(self, conversation: Conversation, turns: Turns) -> dict[str, Any]:
        """The last turn's sounds, put on the shelf and made known to the conversation."""
        if not turns or turns[-1].goes_on:
            return {}
        heard = self._heard(turns[-1])
        conversation.hears(heard)
        return {"answer": heard.answer, "reprompt": heard.reprompt}

    def rehearse(self) -> None:
        """Has the voice make the welcome before anybody asks: plain speech is made as a whole before its file begins.

        What is made stays in the voice's memory, so the first to open the skill hears it at once.
        """
        with self.conversation(REHEARSAL) as rehearsal:
            turns = rehearsal.say(f"open {self.understanding(FIRST_LOCALE).invocation_name}", None)
            welcome = self.sounding(rehearsal, turns).get("answer")
        with suppress(PartMissing):
            for _ in welcome.stream() if welcome else ():
                pass

    def _heard(self, turn: Turn) -> Heard:
        if turn.response is None or self.voice.why_off:
            return Heard()
        body = turn.response["response"]
        return Heard(self._sound(body, body), self._sound(body, body.get("reprompt") or {}, is_reprompt=True))

    def _sound(self, body: Mapping[str, Any], part: Mapping[str, Any], *, is_reprompt: bool = False) -> Sound | None:
        from speaker.sound.rendering import RENDER_AUDIO

        plays = any(one.get("type") == RENDER_AUDIO for one in part.get("directives") or ())
        if not plays and not part.get("outputSpeech"):
            return None
        return self.shelf.put(Sound(body, self.voice, is_reprompt=is_reprompt))

    def _found(self, name: str, locale: str | None) -> Conversation:
        with self._lock:
            found = self._conversations.pop(name, None)
            left = None
            if found is None or locale not in (None, found.setting.locale):
                left, found = found, self._new(name, locale or FIRST_LOCALE, found)
            self._conversations[name] = found
            if len(self._conversations) > MOST_CONVERSATIONS:
                left = self._conversations.popitem(last=False)[1]
        if left is not None:
            with left.lock:
                left.leave()
        return found

    def _new(self, name: str, locale: str, before: Conversation | None) -> Conversation:
        account = self._accounts.named(name)
        setting = Setting(
            user_id=account.user_id,
            locale=locale,
            screen=before.setting.screen if before else None,
            application_id=os.environ.get("SKILL_ID") or DESK_APPLICATION,
            device_id=account.device_id,
            api_endpoint=self._services.endpoint,
            api_access_token=account.token,
            permissions=account.permissions,
        )
        understanding = self.understanding(locale)
        device = Device(self.handler, understanding, estimate(), setting)
        return Conversation(device, understanding, account, self._clock)
