"""The talk as it is shown: lines above, and for a live terminal what runs at this moment below."""

from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from speaker.device import Act, Device, Scene, Turn
from speaker.talk.story import Cue, cues, outer_spans, understood

_BAR = 40
_MILLISECOND = timedelta(milliseconds=1)


class Stage:
    """Prints each thing at its time and draws the running hold and set."""

    def __init__(self, console: Console, start: datetime) -> None:
        self._console = console
        self._start = start
        self._waiting: deque[Cue] = deque()
        self.shows_intents = False

    @property
    def next_due(self) -> datetime | None:
        """When the next thing is to be shown; None when nothing waits."""
        return self._waiting[0].due if self._waiting else None

    def say(self, text: str, now: datetime) -> None:
        """What the person said."""
        self._print(Text.assemble(("You    ", "bold magenta"), text), now)

    def note(self, text: str, style: str = "dim") -> None:
        """A word of the speaker's own, which is no part of the conversation."""
        self._console.print(Text(text, style), soft_wrap=True)

    def take(self, turns: Iterable[Turn], now: datetime) -> None:
        """The turns that have come: the last one's answer replaces whatever still waits."""
        for turn in turns:
            self._waiting.clear()
            if turn.interrupted:
                self._print(Text("(interrupted)", "dim"), turn.at)
            if self.shows_intents and turn.said and turn.kind != "SessionEndedRequest":
                self._print(understood(turn.heard), turn.at)
            self._waiting.extend(cues(turn))
            self.show(now)

    def hush(self) -> None:
        """What still waits will not be heard."""
        self._waiting.clear()

    def show(self, now: datetime) -> None:
        """Print everything that is due."""
        while self._waiting and self._waiting[0].due <= now:
            cue = self._waiting.popleft()
            self._print(cue.show, cue.due)

    def below(self, device: Device, now: datetime, typed: str) -> RenderableType:
        """What runs now, and the line being typed."""
        rows: list[RenderableType] = []
        scene, began = device.scene(now), device.began
        if scene is not None and began is not None:
            rows.append(_bars(scene, (now - began) // _MILLISECOND))
        rows.append(Text.assemble(("You    ", "bold magenta"), typed, ("█", "blink")))
        return Group(*rows)

    def _print(self, what: Text | Panel, at: datetime) -> None:
        if isinstance(what, Panel):
            self._console.print(what)
            return
        seconds = (at - self._start) // timedelta(seconds=1)
        stamp = Text(f"{seconds // 60:3d}:{seconds % 60:02d}  ", "dim")
        self._console.print(stamp + what, soft_wrap=True)


def _bars(scene: Scene, elapsed: int) -> Table:
    """A bar for the running part and one for the whole; the microphone has one of its own."""
    table = Table.grid(padding=(0, 1))
    at = elapsed - scene.start
    if scene.playback is None:
        label = "listening" if scene.act is Act.MICROPHONE else "screen"
        _bar(table, label, at, scene.length, "cyan")
        return table
    for span in outer_spans(scene.playback):
        if span.is_running(at):
            _bar(table, span.id.replace("-", " "), at - span.start, span.length, "green")
    whole = scene.playback.document
    if whole is not None and whole.is_running(at):
        _bar(table, "audio", at - whole.start, whole.length, "blue")
    else:
        _bar(table, "speech", at, scene.length, "blue")
    return table


def _bar(table: Table, label: str, done: int, length: int, style: str) -> None:
    left = max(0, length - done) / 1000
    bar = ProgressBar(total=max(1, length), completed=done, width=_BAR, complete_style=style)
    table.add_row(Text(f"{label:>10}"), bar, Text(f"{left:5.1f} s left"))
