"""A stretch of time, planned once: what is said, held and rested, each with its start and length.

Both audio renderers, the screen and the reckoning of the position read this one plan; nothing else counts
seconds. Every time is in milliseconds, counted from the moment Alexa begins to speak the response.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from skill.coach.line import Line, Speaking
from skill.coach.routine import Stretch

COUNTDOWN = Line("cue.countdown")


class Kind(StrEnum):
    """What a segment of a timeline is."""

    OPENING = "opening"
    """Said by Alexa before the planned part starts, so that a failing document is never plain silence."""
    SPOKEN = "spoken"
    HOLD = "hold"
    REST = "rest"
    WAIT = "wait"
    """Quiet time to get into position."""


class Cue(NamedTuple):
    """A short line beside the quiet of a hold; it never lengthens it."""

    line: Line
    at: int
    """From the start of its segment, in milliseconds."""


class Segment(NamedTuple):
    """One piece of a timeline."""

    kind: Kind
    length: int
    start: int = 0
    line: Line | None = None
    """What is said, in an opening or a spoken segment."""
    cues: tuple[Cue, ...] = ()
    quiet: int = 0
    """The silence a hold, rest or wait guarantees, in milliseconds; its length without added speech."""
    number: int = 0
    """Counts the holds, rests and waits of a timeline from one, each by itself."""

    @property
    def end(self) -> int:
        return self.start + self.length


class Timeline(NamedTuple):
    """Segments in order, without gaps."""

    segments: tuple[Segment, ...]

    @property
    def length(self) -> int:
        """The whole, in milliseconds, the opening included."""
        return self.segments[-1].end if self.segments else 0

    @property
    def holds(self) -> tuple[Segment, ...]:
        return tuple(segment for segment in self.segments if segment.kind is Kind.HOLD)

    @property
    def played(self) -> tuple[Segment, ...]:
        """All but the opening: what the audio document holds."""
        return tuple(segment for segment in self.segments if segment.kind is not Kind.OPENING)


class Pace(NamedTuple):
    """How a renderer spends time on speech."""

    headroom: float
    """A spoken segment's length over the time its line usually takes; 1.0 where speech cannot be padded."""
    cues_add_time: bool
    """True where a cue cannot sound beside the quiet of a hold and so lengthens it."""


class Timing(NamedTuple):
    """The lengths of everything but a hold; read from `content/routine.toml`. Milliseconds."""

    rest: int
    longest_cue_gap: int
    """Amazon caps one SSML break at 10 s, and a cue stands between two of them."""
    longest_audio: int
    """Under Amazon's 240 s for one audio response, with a margin for a slow voice."""
    step_waits: Mapping[Stretch, tuple[int, ...]]
    """The settling time after each step of a stretch's position."""
    patience: int
    """The quiet of a reprompt, for a person still getting there."""
    pause: int
    """The quiet after a pause was asked for."""
    allowance: int
    """What is taken off an elapsed time for start-up and the person's own sentence."""
    headroom: float
    """Over the usual time of a line, so that the schedule holds at any usual voice speed."""
    slower_headroom: float
    slower_factor: float
    """How much longer the slower voice takes, and so each settling wait."""

    def pace(self, renderer: str, slower: bool) -> Pace:
        """How the renderer spends time on speech."""
        stretch = self.slower_factor if slower else 1.0
        if renderer == "ssml":
            return Pace(headroom=stretch, cues_add_time=True)
        return Pace(headroom=self.slower_headroom if slower else self.headroom, cues_add_time=False)


def laid(segments: Iterable[Segment]) -> Timeline:
    """The segments one after the other, with holds, rests and waits numbered."""
    placed: list[Segment] = []
    counts: dict[Kind, int] = {}
    start = 0
    for segment in segments:
        kind, length, _, line, cues, silence, _ = segment
        counts[kind] = counts.get(kind, 0) + 1
        placed.append(Segment(kind, length, start, line, cues, silence, counts[kind]))
        start += length
    return Timeline(tuple(placed))


def spoken(lines: Sequence[Line], pace: Pace, speaking: Speaking) -> list[Segment]:
    """A slot for each line, with the pace's headroom."""
    return [Segment(Kind.SPOKEN, round(speaking(line) * pace.headroom), line=line) for line in lines]


def opening(lines: Sequence[Line], pace: Pace, speaking: Speaking) -> list[Segment]:
    """The lines Alexa says before the plan starts: reckoned, as nothing can pad them."""
    stretch = pace.headroom if pace.cues_add_time else 1.0
    return [Segment(Kind.OPENING, round(speaking(line) * stretch), line=line) for line in lines]


def quiet(kind: Kind, length: int, cues: Sequence[Cue], pace: Pace, speaking: Speaking) -> Segment:
    """Quiet time of exactly `length`, with cues beside it or, where they add time, within it."""
    added = sum(round(speaking(cue.line) * pace.headroom) for cue in cues) if pace.cues_add_time else 0
    return Segment(kind, length + added, cues=tuple(cues), quiet=length)


def cues_of(length: int, number: int, timing: Timing, pace: Pace, speaking: Speaking) -> tuple[Cue, ...]:
    """Halfway, a countdown at the end, and reminders so that no gap is longer than the longest allowed."""
    countdown = length - round(speaking(COUNTDOWN) * max(pace.headroom, timing.headroom))
    return cues_by(length // 2, countdown, number, timing.longest_cue_gap)


@lru_cache(maxsize=256)
def cues_by(half: int, countdown: int, number: int, longest_gap: int) -> tuple[Cue, ...]:
    """The cues of a hold: the same for every one of its length and number."""
    cues: list[Cue] = []
    for begin, end, mark in ((0, half, Line("cue.halfway")), (half, countdown, COUNTDOWN)):
        gaps = -(-(end - begin) // longest_gap)
        for gap in range(1, gaps):
            at = begin + (end - begin) * gap // gaps
            cues.append(Cue(Line("cue.reminder", variant=number + len(cues)), at))
        cues.append(Cue(mark, end))
    return tuple(cues)
