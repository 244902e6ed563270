"""The filters of APLA components. Each hears the output of the one before it."""

import numpy as np

from speaker.sound.pcm import Block
from speaker.sound.tracks import Track, empty


class Volume:
    """Louder or softer by a factor."""

    def __init__(self, track: Track, amount: float) -> None:
        """1 changes nothing, 0.5 is half the amplitude."""
        self._track, self._amount = track, np.float32(amount)

    def read(self, count: int, at: int) -> Block:
        """The track's samples, scaled."""
        return self._track.read(count, at) * self._amount


class FadeIn:
    """From silence to the track's own level, in a straight line."""

    def __init__(self, track: Track, length: int) -> None:
        """The length is in samples."""
        self._track, self._length, self._done = track, length, 0

    def read(self, count: int, at: int) -> Block:
        """The track's samples, the first ones softened."""
        block = self._track.read(count, at)
        if self._done < self._length:
            places = np.arange(self._done, self._done + block.size, dtype=np.float32)
            block = block * np.minimum(places / self._length, 1)
            self._done += block.size
        return block


class FadeOut:
    """To silence at the track's own end, in a straight line; a track cut by its parent does not fade."""

    def __init__(self, track: Track, length: int) -> None:
        """The length is in samples."""
        self._track, self._length = track, length
        self._held = empty()
        self._has_ended = False

    def read(self, count: int, at: int) -> Block:
        """The track's samples; it is read ahead by the length of the fade to know its end."""
        wanted = count + self._length - self._held.size
        if not self._has_ended and wanted > 0:
            block = self._track.read(wanted, at + self._held.size)
            self._held = np.concatenate([self._held, block])
            self._has_ended = block.size < wanted
            if self._has_ended:
                self._fade()
        block, self._held = self._held[:count], self._held[count:]
        return block

    def _fade(self) -> None:
        fading = min(self._length, self._held.size)
        if fading:
            self._held[-fading:] *= np.arange(fading - 1, -1, -1, dtype=np.float32) / fading


class Trim:
    """A part of the track."""

    def __init__(self, track: Track, start: int, end: int | None) -> None:
        """In samples of the track; no end keeps all from the start on."""
        self._track, self._start = track, start
        self._left = None if end is None else max(0, end - start)
        self._is_open = False

    def read(self, count: int, at: int) -> Block:
        """The part's samples."""
        if not self._is_open:
            self._is_open = True
            self._track.read(self._start, at - self._start)
        if self._left is None:
            return self._track.read(count, at)
        block = self._track.read(min(count, self._left), at)
        self._left -= block.size
        return block


class Repeat:
    """The track again and again."""

    def __init__(self, track: Track, times: int) -> None:
        """How often it is repeated after the first time; below zero without end."""
        self._track, self._times = track, times
        self._kept: list[Block] = []
        self._whole: Block | None = None
        self._place = 0

    def read(self, count: int, at: int) -> Block:
        """The track once, then its memory."""
        blocks = [empty() if self._whole is not None else self._first(count, at)]
        filled = blocks[0].size
        while filled < count and self._whole is not None and self._whole.size:
            if self._place == self._whole.size:
                if self._times == 0:
                    break
                self._times -= 1
                self._place = 0
            block = self._whole[self._place : self._place + count - filled]
            self._place += block.size
            filled += block.size
            blocks.append(block)
        return np.concatenate(blocks)

    def _first(self, count: int, at: int) -> Block:
        block = self._track.read(count, at)
        self._kept.append(block)
        if block.size < count:
            self._whole = np.concatenate(self._kept)
            self._place = self._whole.size
        return block
