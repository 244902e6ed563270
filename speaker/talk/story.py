"""A turn -> what to show of it, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich.panel import Panel
from rich.text import Text

from speaker.device import Act, Card, Scene, Turn
from speaker.device.plan import End
from speaker.playback import Kind, Playback, Sound, Span
from speaker.playback.lay_out import RENDER_AUDIO
from speaker.understanding import Heard

_QUIET = "dim"
# Shorter silences are not worth a line.
_SHORTEST_QUIET, _SHORTEST_HOLD = 2_000, 5_000
_ENDS = {
    "USER_INITIATED": "The session is over.",
    "EXCEEDED_MAX_REPROMPTS": "Nobody answered: the session is over.",
    "ERROR": "The session ended with an error.",
}


@dataclass(frozen=True, slots=True)
class Cue:
    """Something to show at its time."""

    due: datetime
    """When."""

    show: Text | Panel
    """What."""


def cues(turn: Turn) -> tuple[Cue, ...]:
    """Everything to show of a turn, in order of time."""
    found: list[tuple[int, Text | Panel]] = [(0, one) for one in _at_once(turn)]
    for scene in turn.plan.scenes:
        found += _scene(scene)
    if turn.response is not None and turn.plan.then is End.CLOSED:
        found.append((turn.plan.length, Text("The session is over.", _QUIET)))
    found.sort(key=lambda one: one[0])
    return tuple(Cue(turn.at + timedelta(milliseconds=after), show) for after, show in found)


def understood(heard: Heard | None) -> Text:
    """The intent and slots of an utterance, for the curious."""
    if heard is None:
        return Text("LaunchRequest", _QUIET)
    slots = ", ".join(
        f"{name}={slot.value!r}" + (f" [{slot.resolved_id}]" if slot.resolved_id else "")
        for name, slot in heard.slots.items()
    )
    return Text(f"{heard.intent}({slots}) · {heard.how.value} {heard.score:.2f}", _QUIET)


def outer_spans(playback: Playback) -> tuple[Span, ...]:
    """The named parts of the audio that follow one another, such as holds; not the whole, nor their insides."""
    whole = playback.document.length if playback.document else playback.length
    outer: list[Span] = []
    for span in sorted(playback.spans, key=lambda one: (one.start, -one.length)):
        if span.length < whole and not (outer and span.start < outer[-1].end):
            outer.append(span)
    return tuple(outer)


def _quiet(playback: Playback, span: Span) -> int:
    """How much of a part nobody speaks in, in milliseconds."""
    spoken = sum(line.length for line in playback.lines if span.is_running(line.start))
    return span.length - spoken


def _at_once(turn: Turn) -> Iterator[Text | Panel]:
    if turn.kind == "SessionEndedRequest":
        yield Text(_ENDS.get(turn.request["request"]["reason"], "The session is over."), _QUIET)
    if turn.kind == "Alexa.Presentation.APLA.RuntimeError":
        message = turn.request["request"]["errors"][0]["message"]
        yield Text(f"The audio document could not be played ({message}); the skill was told.", "yellow")
    if turn.problem:
        yield Text("Alexa: There was a problem with the requested skill's response.", "red")
        yield Text(turn.problem, _QUIET)
    for directive in (turn.response or {}).get("response", {}).get("directives") or ():
        if directive.get("type") != RENDER_AUDIO:
            yield Text(f"{directive.get('type')} was sent, which this terminal cannot do.", "yellow")
    if turn.card:
        yield _card(turn.card)


def _sound(sound: Sound, *, is_in_document: bool) -> Text | None:
    """A line for a sound; none for silence that is short, or that a document's parts already show."""
    if sound.kind is Kind.SPEECH:
        return Text.assemble(("Alexa  ", "bold blue"), sound.text)
    if sound.kind is Kind.AUDIO:
        return Text(f"plays {sound.text}", _QUIET)
    if sound.length < _SHORTEST_QUIET or is_in_document:
        return None
    return Text(f"{sound.length / 1000:.0f} s of quiet", _QUIET)


def _card(card: Card) -> Panel:
    text = card.text or "\n".join(card.permissions)
    return Panel(Text(text), title=Text(card.title or card.type), subtitle="card in the Alexa app", width=72)


def _scene(scene: Scene) -> Iterator[tuple[int, Text]]:
    if scene.act is Act.MICROPHONE:
        yield scene.start, Text(f"Listening for {scene.length // 1000} s", "cyan")
    if scene.playback is None:
        return
    for span in outer_spans(scene.playback):
        if _quiet(scene.playback, span) < _SHORTEST_HOLD:
            continue
        yield scene.start + span.start, Text(f"{span.id.replace('-', ' ')} · {span.length / 1000:.1f} s", "green")
    for sound in scene.playback.sounds:
        if shown := _sound(sound, is_in_document=scene.playback.document is not None):
            yield scene.start + sound.start, shown
    for warning in scene.playback.warnings:
        yield scene.start, Text(warning, "yellow")
