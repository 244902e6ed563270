"""Turns as JSON: the short form of `/say`, and what the page needs to play and show them."""

from collections.abc import Mapping
from typing import Any

from speaker.amazon import permission_prompt
from speaker.desk.sounds import Sound
from speaker.device import Scene, Turn
from speaker.talk.story import outer_spans
from speaker.understanding import Heard

Json = dict[str, Any]


def said(turn: Turn | None, text: str, audio: str | None) -> Json:
    """The answer of `/say`; without a turn the words were not the skill's."""
    heard = turn.heard if turn else None
    return {
        "heard": text,
        "intent": heard.intent if heard else None,
        "slots": {name: slot.value for name, slot in heard.slots.items()} if heard else {},
        "request": turn.request if turn else None,
        "response": turn.response if turn else None,
        "audio": audio,
    }


def shown(turn: Turn, sounds: Mapping[str, Sound | None]) -> Json:
    """A turn for the page; `sounds` are those of its `answer` and its `reprompt`."""
    prompt = permission_prompt(turn.response["response"]) if turn.response else None
    return {
        "kind": turn.kind,
        "said": turn.said,
        "intent": _intent(turn.heard),
        "request": turn.request,
        "response": turn.response,
        "scenes": [_scene(scene, sounds.get(scene.act)) for scene in turn.plan.scenes],
        "then": turn.plan.then,
        "card": _card(turn),
        "prompt": {"scope": prompt.scope, "question": prompt.question} if prompt else None,
        "interrupted": turn.interrupted,
        "goes_on": turn.goes_on,
        "problem": turn.problem,
    }


def sound_address(sound: Sound) -> str:
    """Where a sound is, without its form."""
    return f"/sounds/{sound.id}"


def _intent(heard: Heard | None) -> Json | None:
    if heard is None:
        return None
    slots = [{"name": name, "value": slot.value, "id": slot.resolved_id} for name, slot in heard.slots.items()]
    return {"name": heard.intent, "slots": slots, "how": heard.how, "score": heard.score}


def _scene(scene: Scene, sound: Sound | None) -> Json:
    told: Json = {"act": scene.act, "start": scene.start, "length": scene.length, "sound": None}
    if scene.playback is None:
        return told
    return told | {
        "sound": sound_address(sound) if sound else None,
        "lines": [{"start": line.start, "text": line.text} for line in scene.playback.lines],
        "parts": [{"id": span.id, "start": span.start, "end": span.end} for span in outer_spans(scene.playback)],
        "warnings": list(scene.playback.warnings),
    }


def _card(turn: Turn) -> Json | None:
    if turn.card is None:
        return None
    card = turn.card
    return {"type": card.type, "title": card.title, "text": card.text, "permissions": list(card.permissions)}
