"""A response -> its playback, in Amazon's order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from speaker.playback.apla import DocumentError, document_playback
from speaker.playback.sounds import Playback, Problem, Span
from speaker.playback.ssml import SpeechError, spoken
from speaker.playback.voice import Voice

RENDER_AUDIO = "Alexa.Presentation.APLA.RenderDocument"
LONGEST_SPEECH = 8_000

Json = Mapping[str, Any]


def play(response: Json, voice: Voice) -> Playback:
    """What the answer makes heard; raises `SpeechError` when Amazon would refuse its speech.

    A document that Amazon would refuse ends the playback: its problem is in `Playback.problem`.
    """
    return _play(response.get("outputSpeech"), response.get("directives") or (), voice)


def play_reprompt(response: Json, voice: Voice) -> Playback | None:
    """What the reprompt makes heard; None when the answer has none."""
    reprompt = response.get("reprompt")
    if not reprompt:
        return None
    return _play(reprompt.get("outputSpeech"), reprompt.get("directives") or (), voice)


def _play(speech: Json | None, directives: Sequence[Json], voice: Voice) -> Playback:
    playback = Playback() if not speech else _spoken(speech, voice)
    for directive in directives:
        if directive.get("type") == RENDER_AUDIO and playback.problem is None:
            playback = playback.then(_document(directive, voice))
    return playback


def _spoken(speech: Json, voice: Voice) -> Playback:
    is_ssml = speech.get("type") == "SSML"
    text = str(speech.get("ssml" if is_ssml else "text") or "")
    if len(text) > LONGEST_SPEECH:
        raise SpeechError(f"the speech has {len(text)} characters, more than {LONGEST_SPEECH}")
    return spoken(text, voice, is_ssml=is_ssml) if text else Playback()


def _document(directive: Json, voice: Voice) -> Playback:
    token = str(directive.get("token", ""))
    try:
        playback = document_playback(directive.get("document") or {}, directive.get("datasources") or {}, voice)
    except DocumentError as error:
        return Playback(problem=Problem(token, error.kind, "UNKNOWN_ERROR", str(error)))
    return replace(playback, document=Span(token, "APLA", 0, playback.length))
