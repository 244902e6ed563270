"""Sound that is made as it is read: nothing is spoken before it is due.

A track is read in order, a block at a time. A block shorter than asked for means that the track has ended; after
that every block is empty. `at` is the place of the block's first sample in the whole sound.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from speaker.sound.pcm import Block, Samples


class Track(Protocol):
    """Sound of one thing."""

    def read(self, count: int, at: int) -> Block:
        """The next samples, at most `count`."""


def empty() -> Block:
    """No sound at all."""
    return np.zeros(0, np.float32)


class Silence:
    """A silence of an exact number of samples."""

    def __init__(self, length: int) -> None:
        """A length below zero is none."""
        self._left = max(0, length)

    def read(self, count: int, at: int) -> Block:
        """Zeros."""
        taken = min(count, self._left)
        self._left -= taken
        return np.zeros(taken, np.float32)


class Spoken:
    """One line, spoken when it is first read."""

    def __init__(self, speak: Callable[[], Samples], gain: float) -> None:
        """The gain is a factor: 1 leaves the line as loud as it is spoken."""
        self._speak, self._gain = speak, np.float32(gain)
        self._rest: Block | None = None

    def read(self, count: int, at: int) -> Block:
        """The line's next samples."""
        if self._rest is None:
            self._rest = self._speak().astype(np.float32) * self._gain
        block, self._rest = self._rest[:count], self._rest[count:]
        return block


class Succession:
    """Tracks one after another."""

    def __init__(self, tracks: Sequence[Track]) -> None:
        """In the order they are played."""
        self._tracks = list(tracks)

    def read(self, count: int, at: int) -> Block:
        """From the first track that has not ended; the next one follows without a gap."""
        blocks: list[Block] = []
        filled = 0
        while self._tracks and filled < count:
            block = self._tracks[0].read(count - filled, at + filled)
            if block.size < count - filled:
                del self._tracks[0]
            filled += block.size
            blocks.append(block)
        return np.concatenate(blocks) if blocks else empty()


class Mix:
    """Tracks at once; the longest of the leading ones gives the length, the others are cut to it."""

    def __init__(self, leading: Sequence[Track], trimmed: Sequence[Track] = ()) -> None:
        """With nothing leading, the longest of all gives the length."""
        self._leading = list(leading or trimmed)
        self._trimmed = list(trimmed) if leading else []

    def read(self, count: int, at: int) -> Block:
        """The sum of what plays at this time."""
        blocks = [track.read(count, at) for track in self._leading]
        length = max((block.size for block in blocks), default=0)
        if length:
            blocks += [track.read(length, at) for track in self._trimmed]
        mixed = np.zeros(length, np.float32)
        for block in blocks:
            mixed[: block.size] += block
        return mixed
