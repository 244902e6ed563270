"""What plays when: noted while the sound is made, in samples from its start."""

from dataclasses import dataclass

from speaker.sound.pcm import Block
from speaker.sound.tracks import Track


@dataclass(frozen=True, slots=True)
class Cue:
    """One line, silence or APLA component, and where it lies."""

    kind: str
    """`Line` for a spoken sentence, `Pause` for a silence of speech, otherwise the APLA component's type."""

    id: str
    """The component's id, or that of the nearest one around it that has one."""

    text: str
    """The words as written; empty when nothing is said."""

    start: int
    """Its first sample."""

    end: int
    """The sample after its last one."""


class Witness:
    """Notes cues as their tracks are played."""

    def __init__(self) -> None:
        """Has seen nothing yet."""
        self._seen: list[Cue] = []

    def watch(self, track: Track, kind: str, name: str, text: str = "") -> Track:
        """The same track, noted while it is read."""
        return _Watched(self, track, Cue(kind, name, text, 0, 0))

    def cues(self) -> tuple[Cue, ...]:
        """What has begun so far, by start, outer components first."""
        return tuple(sorted(self._seen, key=lambda cue: (cue.start, -cue.end)))

    def begin(self, cue: Cue) -> int:
        """Takes note of something that begins; returns its place for `now`."""
        self._seen.append(cue)
        return len(self._seen) - 1

    def now(self, place: int, end: int) -> None:
        """It lasts at least until here."""
        seen = self._seen[place]
        self._seen[place] = Cue(seen.kind, seen.id, seen.text, seen.start, end)


class _Watched:
    def __init__(self, witness: Witness, track: Track, cue: Cue) -> None:
        self._witness, self._track, self._cue = witness, track, cue
        self._place: int | None = None

    def read(self, count: int, at: int) -> Block:
        block = self._track.read(count, at)
        if self._place is None:
            cue = self._cue
            self._place = self._witness.begin(Cue(cue.kind, cue.id, cue.text, at, at))
        if block.size:
            self._witness.now(self._place, at + block.size)
        return block
