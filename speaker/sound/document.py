"""APLA documents (APL for Audio, version 0.91) -> tracks.

The structure is worked out at once, the sound only as it is read. What Amazon would refuse is noted and left out.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from speaker.playback.binding import BindingError, bound, is_true
from speaker.sound import filters
from speaker.sound.notices import Notices
from speaker.sound.pcm import count
from speaker.sound.speech import Speech
from speaker.sound.tracks import Mix, Silence, Succession, Track
from speaker.sound.witness import Witness

LONGEST_AUDIO = 240_000
"""The most Amazon plays for one response, in milliseconds."""

_TRIM = "trimToParent"

Json = Mapping[str, Any]


class DocumentReader:
    """Reads documents for one rendering."""

    def __init__(
        self, speech: Speech, sampling_rate: int, witness: Witness, notices: Notices, chance: random.Random
    ) -> None:
        """The chance decides what a `Selector` with a random strategy picks."""
        self._speech, self._sampling_rate = speech, sampling_rate
        self._witness, self._notices, self._chance = witness, notices, chance
        self._compositions: Json = {}
        self._readers: Mapping[str, Callable[[Json, Json, str], Track]] = {
            "Speech": self._spoken,
            "Silence": self._silence,
            "Audio": self._audio,
            "Sequencer": self._sequencer,
            "Mixer": self._mixer,
            "Selector": self._selector,
        }

    def read(self, document: Json, datasources: Json) -> Track:
        """The document's sound; silence of no length when nothing in it can be played."""
        if document.get("type") != "APLA":
            self._notices.refused(f"a document of type {document.get('type')!r} cannot be played here")
            return Succession(())
        self._compositions = document.get("compositions") or {}
        template = document.get("mainTemplate") or {}
        data: dict[str, Any] = {"@resources": self._resources(document)}
        for name in template.get("parameters", ()):
            data[name] = datasources if name == "payload" else datasources.get(name)
        found = self._first(_items(template), data)
        if found is None:
            self._notices.refused("the document's mainTemplate has nothing to play")
            return Succession(())
        return self._component(found, data, "")

    def _resources(self, document: Json) -> Json:
        named: dict[str, Any] = {}
        for block in document.get("resources") or ():
            for kind in ("number", "numbers", "string", "strings", "boolean", "booleans"):
                named |= block.get(kind) or {}
        return named

    def _component(self, component: Json, data: Json, owner: str) -> Track:
        kind = str(component.get("type", ""))
        try:
            known = dict(data)
            for binding in component.get("bind") or ():
                known[binding["name"]] = self._value(binding["value"], known)
            name = str(self._value(component.get("id", ""), known)) or owner
            track = self._made(kind, component, known, name)
            for one in _several(component, "filters", "filter"):
                track = self._filtered(track, one, known)
        except (BindingError, KeyError, TypeError, ValueError) as error:
            self._notices.refused(f"{kind or 'a component without type'} cannot be played: {error}")
            return Succession(())
        return self._witness.watch(track, kind, name)

    def _made(self, kind: str, component: Json, data: Json, name: str) -> Track:
        reader = self._readers.get(kind)
        if reader:
            return reader(component, data, name)
        composition = self._compositions.get(kind)
        if composition is None:
            raise ValueError("it is not a component of APLA")
        inner = dict(data)
        for parameter in composition.get("parameters") or ():
            key, usual = (parameter, None) if isinstance(parameter, str) else _named(parameter)
            inner[key] = self._value(component.get(key, usual), data)
        found = self._first(_items(composition), inner)
        return self._component(found, inner, name) if found else Succession(())

    def _spoken(self, component: Json, data: Json, name: str) -> Track:
        content = str(self._value(component.get("content", ""), data))
        is_ssml = self._value(component.get("contentType", "PlainText"), data) == "SSML"
        return self._speech.track(content, is_ssml=is_ssml, name=name)

    def _silence(self, component: Json, data: Json, name: str) -> Track:
        length = self._value(component["duration"], data)
        return Silence(self._samples(LONGEST_AUDIO if length == _TRIM else length))

    def _audio(self, component: Json, data: Json, name: str) -> Track:
        return self._speech.recording(str(self._value(component.get("source", ""), data)))

    def _sequencer(self, component: Json, data: Json, name: str) -> Track:
        return Succession([self._component(child, known, name) for child, known in self._children(component, data)])

    def _mixer(self, component: Json, data: Json, name: str) -> Track:
        leading: list[Track] = []
        trimmed: list[Track] = []
        for child, known in self._children(component, data):
            is_trimmed = self._value(child.get("duration", "auto"), known) == _TRIM
            (trimmed if is_trimmed else leading).append(self._component(child, known, name))
        return Mix(leading, trimmed)

    def _selector(self, component: Json, data: Json, name: str) -> Track:
        strategy = str(self._value(component.get("strategy", "normal"), data))
        choices = self._children(component, data, one_each=False)
        if not choices:
            return Succession(())
        if strategy not in {"normal", "randomItem", "randomData", "randomItemRandomData"}:
            raise ValueError(f"it has no strategy {strategy!r}")
        child, known = choices[0] if strategy == "normal" else self._chance.choice(choices)
        return self._component(child, known, name)

    def _children(self, component: Json, data: Json, *, one_each: bool = True) -> list[tuple[Json, Json]]:
        """The children that may play, each with its data; `data` repeats the first fitting child for each element."""
        elements = self._value(component.get("data"), data)
        if not isinstance(elements, list) or not elements:
            return [(child, data) for child in _items(component) if is_true(child.get("when", True), data)]
        children: list[tuple[Json, Json]] = []
        for index, element in enumerate(elements):
            known = {**data, "data": self._value(element, data), "index": index, "length": len(elements)}
            fitting = [child for child in _items(component) if is_true(child.get("when", True), known)]
            children += [(child, known) for child in (fitting[:1] if one_each else fitting)]
        return children

    def _filtered(self, track: Track, one: Json, data: Json) -> Track:
        if not is_true(one.get("when", True), data):
            return track
        kind = one.get("type")
        if kind == "Volume":
            return filters.Volume(track, _factor(self._value(one.get("amount", 1), data)))
        if kind == "FadeIn":
            return filters.FadeIn(track, self._samples(self._value(one.get("duration", 0), data)))
        if kind == "FadeOut":
            return filters.FadeOut(track, self._samples(self._value(one.get("duration", 0), data)))
        if kind == "Trim":
            end = self._value(one.get("end"), data)
            start = self._samples(self._value(one.get("start", 0), data))
            return filters.Trim(track, start, None if end is None else self._samples(end))
        if kind == "Repeat":
            return filters.Repeat(track, int(self._value(one.get("repeatCount", 0), data)))
        self._notices.left_out(f"the filter {kind!r} is not known and is skipped")
        return track

    def _value(self, raw: Any, data: Json) -> Any:
        value = bound(raw, data)
        if isinstance(value, str) and value.startswith("@"):
            return data["@resources"].get(value[1:], value)
        return value

    def _samples(self, milliseconds: Any) -> int:
        return count(max(0.0, float(milliseconds)), self._sampling_rate)

    def _first(self, components: Sequence[Json], data: Json) -> Json | None:
        return next((one for one in components if is_true(one.get("when", True), data)), None)


def _named(parameter: Json) -> tuple[str, Any]:
    return parameter["name"], parameter.get("default")


def _factor(amount: Any) -> float:
    """`50%` and 0.5 are the same."""
    if isinstance(amount, str) and amount.endswith("%"):
        return float(amount[:-1]) / 100
    return float(amount)


def _items(component: Json) -> Sequence[Json]:
    return _several(component, "items", "item")


def _several(component: Json, *names: str) -> Sequence[Json]:
    found: Any = next((component[name] for name in names if component.get(name)), [])
    return found if isinstance(found, list) else [found]
