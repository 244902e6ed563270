"""The device: it sends requests to the skill's handler and carries the session from turn to turn."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from speaker import envelope
from speaker.device.plan import Act, End, Plan, Scene, leaves_alone, planned
from speaker.device.turn import Turn, card_of
from speaker.device.wire import Handler, ask
from speaker.envelope import SessionState, Setting
from speaker.playback import Voice
from speaker.understanding import FALLBACK, Heard, Understanding

_USER_INITIATED, _UNANSWERED, _ERROR = "USER_INITIATED", "EXCEEDED_MAX_REPROMPTS", "ERROR"
_MILLISECOND = timedelta(milliseconds=1)


class Device:
    """One person's device.

    Time is an argument and must not run backwards. Every method that takes a time first lets it pass: what was due
    before happens first, and the turns that came of it are returned with the rest, in order.
    """

    def __init__(self, handler: Handler, understanding: Understanding, voice: Voice, setting: Setting) -> None:
        self._handler = handler
        self._understanding = understanding
        self._voice = voice
        self._setting = setting
        self._session: SessionState | None = None
        self._sessions = 0
        self._plan = Plan()
        self._began: datetime | None = None
        self._has_reported = False

    @property
    def setting(self) -> Setting:
        """Where the requests come from."""
        return self._setting

    @setting.setter
    def setting(self, setting: Setting) -> None:
        """From the next request on."""
        self._setting = setting

    @property
    def in_session(self) -> bool:
        """Whether what is said now goes to the skill."""
        return self._session is not None

    @property
    def attributes(self) -> Mapping[str, Any]:
        """What the skill left in the session; empty outside one."""
        return self._session.attributes if self._session else {}

    @property
    def plan(self) -> Plan:
        """What follows the last answer."""
        return self._plan

    @property
    def began(self) -> datetime | None:
        """When the last answer began to play; None before the first."""
        return self._began

    def scene(self, at: datetime) -> Scene | None:
        """What the device is doing; None when it is idle."""
        return None if self._began is None else self._plan.scene(self._elapsed(at))

    def open(self, at: datetime) -> tuple[Turn, ...]:
        """The skill is opened by its name."""
        return (*self.pass_time(at), *self._invoke(None, "", at))

    def say(self, text: str, at: datetime) -> tuple[Turn, ...]:
        """Someone speaks; what plays is cut off, as by the wake word. Words that are not the skill's make no turn."""
        before = self.pass_time(at)
        call = self._understanding.invoked(text)
        if call is not None:
            heard = self._understanding.request(call) if call.said else None
            return (*before, *self._invoke(heard, text, at))
        if self._session is None or self._is_closing():
            self._silence()
            return before
        if self._understanding.leaves(text):
            return (*before, self._end(_USER_INITIATED, at, said=text))
        heard = self._understanding.hear(text)
        request = envelope.intent(self._setting, self._session, at, heard)
        return (*before, self._send(request, at, said=text, heard=heard))

    def fall_back(self, at: datetime) -> tuple[Turn, ...]:
        """Someone speaks, and no word is clear enough to act on; nothing outside a session."""
        before = self.pass_time(at)
        if self._session is None or self._is_closing():
            return before
        heard = Heard(FALLBACK)
        return (*before, self._send(envelope.intent(self._setting, self._session, at, heard), at, heard=heard))

    def touch(
        self,
        token: str,
        arguments: Sequence[Any],
        at: datetime,
        source: Mapping[str, Any] | None = None,
        components: Mapping[str, Any] | None = None,
    ) -> tuple[Turn, ...]:
        """Someone touches the screen, or its document sends a timed event; nothing outside a session."""
        before = self.pass_time(at)
        if self._session is None or self._is_closing():
            return before
        request = envelope.user_event(self._setting, self._session, at, token, arguments, source, components)
        return (*before, self._send(request, at))

    def connect(self, name: str, payload: Mapping[str, Any], token: str, at: datetime) -> tuple[Turn, ...]:
        """Amazon answers a `Connections.SendRequest`, in a session of its own when the last one is over."""
        before = self.pass_time(at)
        session = self._session or self._new_session()
        request = envelope.connection_response(self._setting, session, at, name, payload, token)
        return (*before, self._send(request, at))

    def leave(self, at: datetime) -> tuple[Turn, ...]:
        """The session is closed from outside, as when the device is told to go home."""
        before = self.pass_time(at)
        return before if self._session is None else (*before, self._end(_USER_INITIATED, at))

    def lasts(self, answer: int | None, reprompt: int | None) -> None:
        """How long the last answer's sounds really are, in milliseconds; None leaves what was reckoned."""
        given = {Act.ANSWER: answer, Act.REPROMPT: reprompt}
        self._plan = self._plan.lasting({act: length for act, length in given.items() if length is not None})

    def run_out(self, at: datetime) -> tuple[Turn, ...]:
        """Whatever followed the last answer is over, earlier or later than was reckoned."""
        self._plan = self._plan.ending_at(self._elapsed(at))
        return self.pass_time(at)

    def pass_time(self, at: datetime) -> tuple[Turn, ...]:
        """Let what is due by now happen: the end of a session, or the report that audio could not be played."""
        turns: list[Turn] = []
        while self._began is not None and self._session and self._elapsed(at) >= self._plan.length:
            due = self._began + self._plan.length * _MILLISECOND
            if self._plan.then is End.UNANSWERED:
                turns.append(self._end(_UNANSWERED, due))
            elif self._plan.then is End.AUDIO_FAILED:
                turns.append(self._report_audio(due))
            else:
                self._session = None
        return tuple(turns)

    def _elapsed(self, at: datetime) -> int:
        return 0 if self._began is None else (at - self._began) // _MILLISECOND

    def _is_closing(self) -> bool:
        """Whether a last answer plays: the skill hears nothing any more."""
        return self._plan.then is End.CLOSED

    def _silence(self) -> None:
        self._session, self._plan = None, Plan()

    def _new_session(self) -> SessionState:
        self._sessions += 1
        identity = uuid5(NAMESPACE_OID, f"{self._setting.device_id}/{self._setting.user_id}/{self._sessions}")
        self._session = SessionState(f"amzn1.echo-api.session.{identity}")
        return self._session

    def _invoke(self, heard: Heard | None, said: str, at: datetime) -> tuple[Turn, ...]:
        session = self._new_session()
        if heard is None:
            return (self._send(envelope.launch(self._setting, session, at), at, said=said),)
        request = envelope.intent(self._setting, session, at, heard)
        return (self._send(request, at, said=said, heard=heard),)

    def _report_audio(self, at: datetime) -> Turn:
        assert self._session is not None
        problem = next(one.playback.problem for one in reversed(self._plan.scenes) if one.playback)
        assert problem is not None
        error = {"type": problem.type, "reason": problem.reason, "message": problem.message}
        if self._has_reported:  # the answer to the report could not be played either: there is no third try
            return self._end(_ERROR, at, error={"type": "INVALID_RESPONSE", "message": problem.message})
        turn = self._send(envelope.audio_error(self._setting, self._session, at, problem.token, [error]), at)
        self._has_reported = True
        return turn

    def _send(self, request: dict[str, Any], at: datetime, said: str = "", heard: Heard | None = None) -> Turn:
        assert self._session is not None
        scene = self.scene(at)
        interrupted = scene is not None and scene.act in (Act.ANSWER, Act.REPROMPT)
        self._session = replace(self._session, new=False, count=self._session.count + 1)
        self._has_reported = False
        try:
            response = ask(self._handler, request)
            body = response["response"]
            goes_on = leaves_alone(request["request"]["type"], body)
            if not goes_on:
                self._plan = planned(body, self._voice, has_screen=self._setting.screen is not None)
                self._began = at
        except Exception as error:  # whatever goes wrong, Amazon tells the person and ends the session
            return self._failed(request, at, said, heard, error)
        self._session = replace(self._session, attributes=response.get("sessionAttributes") or {})
        cut = interrupted and not goes_on
        return Turn(at, request, response, said, heard, self._plan, card_of(body), cut, goes_on)

    def _failed(self, request: dict[str, Any], at: datetime, said: str, heard: Heard | None, error: Exception) -> Turn:
        self._end(_ERROR, at, error={"type": "INVALID_RESPONSE", "message": str(error)})
        return Turn(at, request, None, said, heard, problem=f"{type(error).__name__}: {error}")

    def _end(self, reason: str, at: datetime, said: str = "", error: Mapping[str, str] | None = None) -> Turn:
        """The session ends; the skill is told, and may answer nothing."""
        assert self._session is not None
        request = envelope.session_ended(self._setting, self._session, at, reason, error)
        self._silence()
        try:
            return Turn(at, request, ask(self._handler, request), said)
        except Exception as problem:  # nobody hears of it on a device either; the desk shows it
            return Turn(at, request, None, said, problem=f"{type(problem).__name__}: {problem}")
