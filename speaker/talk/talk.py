"""One person's talk with the skill in a terminal."""

import sys
from collections.abc import Iterable
from datetime import datetime, timedelta

from rich.console import Console
from rich.live import Live

from speaker.device import Act, Device
from speaker.talk.clock import Clock
from speaker.talk.keyboard import Keyboard
from speaker.talk.script import Command, Nothing, Say, Wait, read
from speaker.talk.stage import Stage

HELP = """\
Type what you would say to Alexa and press Enter; it interrupts, as "Alexa, ..." would.
:intent   show the intent and slots of what you say, or stop showing them
:quit     leave (so do Ctrl-D and Ctrl-C)
(wait 12) in a script: let 12 seconds pass before the next line"""
# People answer about a second after they have heard a question.
_ANSWERS_AFTER = timedelta(seconds=1)
_FRAME = 0.1
_LONGEST_LINE = 500


class Talk:
    """Lines typed -> the device -> lines shown."""

    def __init__(self, device: Device, clock: Clock, console: Console, name: str) -> None:
        """The name is the skill's invocation name, for the hint."""
        self._device = device
        self._clock = clock
        self._console = console
        self._name = name
        self._stage = Stage(console, clock.now())
        self._is_over = False
        self._has_waited = False

    def greet(self) -> None:
        """Say once what this is."""
        self._stage.note("This understands you in Alexa's stead, from the interaction model alone; Alexa may differ.")
        self._stage.note(f'Say "open {self._name}" to begin. :help lists the rest.')

    def live(self) -> None:
        """Talk in real time at a terminal: the display runs while a line is typed."""
        with (
            Keyboard() as keyboard,
            Live(console=self._console, auto_refresh=False, transient=True) as display,
        ):
            while not (self._is_over or keyboard.is_at_end):
                now = self._clock.now()
                self._stage.show(now)
                self._pass_time(now)
                display.update(self._stage.below(self._device, now, keyboard.text), refresh=True)
                for line in keyboard.lines(_FRAME):
                    self._hear(line)
        self._leave()

    def script(self, lines: Iterable[str]) -> None:
        """Talk line by line: each is said when the answer before it has been heard, unless a wait says when."""
        for line in lines:
            match read(line):
                case Wait(seconds):
                    self._play_until(self._clock.now() + timedelta(seconds=seconds))
                    self._has_waited = True
                case Say():
                    if not self._has_waited:
                        self._play_until(self._heard_out() + _ANSWERS_AFTER)
                    self._has_waited = False
                    self._hear(line)
                case _:
                    self._hear(line)
            if self._is_over:
                break
        if not self._is_over:
            self._play_until(self._heard_out())
        self._leave()

    def interrupted(self) -> None:
        """Ctrl-C."""
        self._leave()

    def _hear(self, line: str) -> None:
        match read(line):
            case Nothing() | Wait():
                pass
            case Command(name):
                self._command(name)
            case Say(text) if len(text) > _LONGEST_LINE:
                self._stage.note(f"That is longer than anyone says at once (over {_LONGEST_LINE} characters).")
            case Say(text):
                self._say(text)

    def _say(self, text: str) -> None:
        now = self._clock.now()
        self._pass_time(now)
        self._stage.say(text, now)
        turns = self._device.say(text, now)
        if turns:
            self._stage.take(turns, now)
            return
        self._stage.hush()
        self._stage.note(f'No session is open, so Alexa keeps that to herself. Say "open {self._name}".')

    def _command(self, name: str) -> None:
        if name in ("quit", "q", "exit"):
            self._is_over = True
        elif name in ("help", "h", "?"):
            self._stage.note(HELP)
        elif name == "intent":
            self._stage.shows_intents = not self._stage.shows_intents
            self._stage.note(f"Intents are {'shown' if self._stage.shows_intents else 'hidden'}.")
        else:
            self._stage.note(f"There is no :{name}. :help lists what there is.")

    def _pass_time(self, now: datetime) -> None:
        turns = self._device.pass_time(now)
        if turns:
            self._stage.show(now)
            self._stage.take(turns, now)

    def _play_until(self, then: datetime) -> None:
        """Let time pass, each thing shown at its own."""
        while (due := self._next_due()) is not None and due <= then:
            self._clock.wait_until(due)
            self._stage.show(due)
            self._pass_time(due)
        self._clock.wait_until(then)

    def _next_due(self) -> datetime | None:
        ends = [self._stage.next_due]
        if self._device.in_session and self._device.began is not None:
            ends.append(self._device.began + timedelta(milliseconds=self._device.plan.length))
        return min((end for end in ends if end is not None), default=None)

    def _heard_out(self) -> datetime:
        """When what plays now has been heard to its end."""
        now, began = self._clock.now(), self._device.began
        scene = self._device.scene(now)
        if scene is None or began is None or scene.act not in (Act.ANSWER, Act.REPROMPT):
            return now
        return began + timedelta(milliseconds=scene.end)

    def _leave(self) -> None:
        self._stage.hush()
        now = self._clock.now()
        if self._device.in_session:
            self._device.leave(now)
        self._stage.note("Goodbye.")
        sys.stdout.flush()
