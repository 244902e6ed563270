"""How words are spoken: faster or slower, louder or softer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from speaker.sound.notices import Notices

_RATES = {"x-slow": 0.5, "slow": 0.75, "medium": 1.0, "default": 1.0, "fast": 1.25, "x-fast": 1.5}
_SLOWEST, _FASTEST = 0.2, 2.0
_DECIBELS = {"x-soft": -9.0, "soft": -4.5, "medium": 0.0, "default": 0.0, "loud": 3.0, "x-loud": 4.08}
_LOUDEST = 4.08
# Level -> (rate, decibels): Amazon makes strong words slower and louder, reduced ones faster and softer.
_EMPHASIS = {"strong": (0.85, 3.0), "moderate": (0.93, 1.5), "reduced": (1.1, -3.0), "none": (1.0, 0.0)}


@dataclass(frozen=True, slots=True)
class Manner:
    """Rate and loudness of a line."""

    rate: float = 1.0
    """2 is twice as fast as usual."""

    gain: float = 1.0
    """Factor of the amplitude."""


USUAL = Manner()
"""As the voice speaks by itself."""


def with_prosody(manner: Manner, attributes: Mapping[str, str], notices: Notices) -> Manner:
    """The manner inside a `<prosody>`: rates multiply, loudness adds up."""
    if "pitch" in attributes and attributes["pitch"] not in {"medium", "default", "+0%"}:
        notices.left_out("this voice cannot change its pitch")
    rate = _rate(attributes.get("rate", "medium"), notices)
    gain = _gain(attributes.get("volume", "medium"), notices)
    return replace(manner, rate=_bounded(manner.rate * rate), gain=manner.gain * gain)


def emphasised(manner: Manner, level: str, notices: Notices) -> Manner:
    """The manner inside an `<emphasis>`."""
    if level not in _EMPHASIS:
        notices.refused(f"<emphasis> has no level {level!r}")
    rate, decibels = _EMPHASIS.get(level, _EMPHASIS["none"])
    return replace(manner, rate=_bounded(manner.rate * rate), gain=manner.gain * _factor(decibels))


def _rate(text: str, notices: Notices) -> float:
    if text in _RATES:
        return _RATES[text]
    found = re.fullmatch(r"(\d+(?:\.\d+)?)%", text)
    if found is None:
        notices.refused(f"<prosody> has no rate {text!r}")
        return 1.0
    if float(found[1]) < _SLOWEST * 100:
        notices.refused(f"<prosody rate={text!r}> is slower than 20%")
    return _bounded(float(found[1]) / 100)


def _bounded(rate: float) -> float:
    return min(max(rate, _SLOWEST), _FASTEST)


def _gain(text: str, notices: Notices) -> float:
    if text == "silent":
        return 0.0
    if text in _DECIBELS:
        return _factor(_DECIBELS[text])
    found = re.fullmatch(r"([+-]\d+(?:\.\d+)?)dB", text)
    if found is None:
        notices.refused(f"<prosody> has no volume {text!r}")
        return 1.0
    return _factor(min(float(found[1]), _LOUDEST))


def _factor(decibels: float) -> float:
    return float(10 ** (decibels / 20))
