"""APLA documents (APL for Audio) -> sounds in time.

Sequencer: children one after another. Mixer: all children at once; the longest child that is not `trimToParent` gives
the length, the others are cut to it. Selector: the first child that may play.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from speaker.playback.binding import BindingError, bound, is_true
from speaker.playback.filters import filtered
from speaker.playback.sounds import Kind, Playback, Sound, Span
from speaker.playback.ssml import SpeechError, audio, spoken
from speaker.playback.voice import Voice

LONGEST_AUDIO = 240_000
MOST_FILES = 15
_TRIM = "trimToParent"

Data = Mapping[str, Any]
Component = Mapping[str, Any]


class DocumentError(ValueError):
    """Amazon would refuse this document with a RuntimeError."""

    def __init__(self, message: str, kind: str = "DOCUMENT_ERROR") -> None:
        """The kind is Amazon's `type` of the error."""
        super().__init__(message)
        self.kind = kind


def document_playback(document: Mapping[str, Any], datasources: Data, voice: Voice) -> Playback:
    """What a document makes heard; raises `DocumentError` when Amazon would refuse it."""
    if document.get("type") == "Link":
        raise DocumentError("a linked document cannot be fetched here", "LINK_ERROR")
    if document.get("type") != "APLA":
        raise DocumentError(f"type is {document.get('type')!r}, not APLA")
    template = document.get("mainTemplate", {})
    parameters = template.get("parameters", [])
    data = {name: datasources.get(name) for name in parameters if name != "payload"}
    if "payload" in parameters:
        data["payload"] = datasources
    root = _first(_items(template), data)
    if root is None:
        raise DocumentError("mainTemplate has nothing to play")
    try:
        playback = _component(root, data, voice)
    except (SpeechError, BindingError) as error:
        raise DocumentError(str(error)) from error
    _check(playback)
    return playback


def _check(playback: Playback) -> None:
    if playback.length > LONGEST_AUDIO:
        raise DocumentError(f"lasts {playback.length} ms, more than {LONGEST_AUDIO} ms", "RENDER_ERROR")
    files = sum(sound.kind is Kind.AUDIO for sound in playback.sounds)
    if files > MOST_FILES:
        raise DocumentError(f"plays {files} files, more than {MOST_FILES}", "AUDIO_SOURCE_ERROR")


def _component(component: Component, data: Data, voice: Voice) -> Playback:
    kind = component.get("type", "")
    player = _PLAYERS.get(kind)
    if player is None:
        raise DocumentError(f"{kind!r} is not a component of APLA")
    known = dict(data)
    for binding in component.get("bind", ()):
        known[binding["name"]] = bound(binding["value"], known)
    playback = filtered(player(component, known, voice), _list(component, "filters", "filter"), known)
    name = bound(component.get("id", ""), known)
    return _named(playback, str(name), kind) if name else playback


def _named(playback: Playback, name: str, kind: str) -> Playback:
    sounds = tuple(
        sound
        if sound.component
        else Sound(
            sound.kind,
            sound.start,
            sound.length,
            sound.text,
            sound.said,
            sound.rate,
            sound.is_cut,
            component=name,
        )
        for sound in playback.sounds
    )
    spans = (Span(name, kind, 0, playback.length), *playback.spans)
    return Playback(sounds, spans, playback.length, warnings=playback.warnings)


def _speech(component: Component, data: Data, voice: Voice) -> Playback:
    content = str(bound(component.get("content", ""), data))
    is_ssml = bound(component.get("contentType", "PlainText"), data) == "SSML"
    return spoken(content, voice, is_ssml=is_ssml)


def _silence(component: Component, data: Data, voice: Voice) -> Playback:
    try:
        length = round(float(bound(component["duration"], data)))
    except (KeyError, TypeError, ValueError) as error:
        raise DocumentError("Silence needs a duration in milliseconds") from error
    return Playback((Sound(Kind.SILENCE, 0, length),), (), length)


def _audio(component: Component, data: Data, voice: Voice) -> Playback:
    source = bound(component.get("source"), data)
    if not source:
        raise DocumentError("Audio needs a source", "AUDIO_SOURCE_ERROR")
    return audio(str(source), voice)


def _sequencer(component: Component, data: Data, voice: Voice) -> Playback:
    playback = Playback()
    for child, child_data in _children(component, data):
        playback = playback.then(_component(child, child_data, voice))
    return playback


def _mixer(component: Component, data: Data, voice: Voice) -> Playback:
    children = [
        (_component(child, known, voice), _is_trimmed(child, known)) for child, known in _children(component, data)
    ]
    lengths = [played.length for played, is_trimmed in children if not is_trimmed]
    length = max(lengths or [played.length for played, _ in children], default=0)
    mixed = Playback()
    for played, _ in children:
        mixed = mixed.over(played.cut(length))
    return mixed


def _is_trimmed(component: Component, data: Data) -> bool:
    return bool(bound(component.get("duration", "auto"), data) == _TRIM)


def _selector(component: Component, data: Data, voice: Voice) -> Playback:
    for child, known in _children(component, data):
        return _component(child, known, voice)
    return Playback()


_PLAYERS: Mapping[str, Callable[[Component, Data, Voice], Playback]] = {
    "Speech": _speech,
    "Silence": _silence,
    "Audio": _audio,
    "Sequencer": _sequencer,
    "Mixer": _mixer,
    "Selector": _selector,
}


def _children(component: Component, data: Data) -> list[tuple[Component, Data]]:
    """The children that may play, each with its data; `data` repeats the first fitting child for each element."""
    elements = bound(component.get("data"), data)
    if not isinstance(elements, list):
        return [(child, data) for child in _items(component) if is_true(child.get("when", True), data)]
    children: list[tuple[Component, Data]] = []
    for index, element in enumerate(elements):
        known = {**data, "data": bound(element, data), "index": index, "length": len(elements)}
        child = _first(_items(component), known)
        if child is not None:
            children.append((child, known))
    return children


def _first(components: Sequence[Component], data: Data) -> Component | None:
    return next((one for one in components if is_true(one.get("when", True), data)), None)


def _items(component: Component) -> Sequence[Component]:
    return _list(component, "items", "item")


def _list(component: Component, *names: str) -> Sequence[Component]:
    found: Any = next((component[name] for name in names if name in component), [])
    return found if isinstance(found, list) else [found]
