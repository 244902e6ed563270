"""Filters of APLA components: what changes length is worked out, what changes sound is left to the ear."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from speaker.playback.binding import bound
from speaker.playback.sounds import Playback

_SOUND_ONLY = frozenset({"Volume", "FadeIn", "FadeOut"})
# An endless repeat is cut by its parent; this is as long as any answer can be.
_LONGEST = 240_000


def filtered(playback: Playback, filters: Sequence[Mapping[str, Any]], data: Mapping[str, Any]) -> Playback:
    """The playback after its filters, in order."""
    for one in filters:
        kind = one.get("type")
        if kind == "Trim":
            playback = _trimmed(playback, one, data)
        elif kind == "Repeat":
            playback = _repeated(playback, int(bound(one.get("repeatCount", 0), data)))
        elif kind not in _SOUND_ONLY:
            playback = replace(playback, warnings=(*playback.warnings, f"the filter {kind} is not known here"))
    return playback


def _trimmed(playback: Playback, one: Mapping[str, Any], data: Mapping[str, Any]) -> Playback:
    start = int(bound(one.get("start", 0), data))
    end = int(bound(one.get("end", playback.length), data))
    kept = playback.cut(min(end, playback.length))
    moved = kept.moved(-start)
    sounds = tuple(
        sound if sound.start >= 0 else replace(sound, start=0, length=sound.end)
        for sound in moved.sounds
        if sound.end > 0
    )
    return replace(moved, sounds=sounds, length=max(0, kept.length - start))


def _repeated(playback: Playback, count: int) -> Playback:
    if not playback.length:
        return playback
    times = -(-_LONGEST // playback.length) if count < 0 else count + 1
    whole = playback
    for _ in range(times - 1):
        whole = whole.then(playback)
    return whole.cut(_LONGEST)
