"""A timeline as an APL for Audio document (version 0.91).

A hold is a Mixer of a Silence of its exact length beside its cues, each cue a track of its own trimmed to the
parent: the voice can neither stretch nor shorten it. A spoken line has a slot with headroom: the silence
beside it keeps the schedule, and the line itself is never cut.
Source: Alexa Skills Kit, APL for Audio reference (Mixer, Sequencer, Silence, Speech, `trimToParent`).
"""

from typing import Any

from skill.coach.line import Line
from skill.coach.timeline import Cue, Kind, Segment, Timeline
from skill.library import Words
from skill.speech import paced, said

VERSION = "0.91"


def document(timeline: Timeline, words: Words, slower: bool = False) -> dict[str, Any]:
    """The document that plays all of a timeline but its opening."""
    items = [component(segment, words, slower) for segment in timeline.played]
    return {
        "type": "APLA",
        "version": VERSION,
        "mainTemplate": {"item": {"type": "Sequencer", "items": items}},
    }


def component(segment: Segment, words: Words, slower: bool) -> dict[str, Any]:
    """One segment: its silence, and its speech beside it."""
    tracks = [silence(segment.length)]
    if segment.kind is Kind.SPOKEN and segment.line:
        tracks.append(speech(segment.line, words, slower))
    tracks += [track(cue, words, slower) for cue in segment.cues]
    return {"type": "Mixer", "id": f"{segment.kind}-{segment.number}", "items": tracks}


def track(cue: Cue, words: Words, slower: bool) -> dict[str, Any]:
    """A cue at its time, cut where its segment ends."""
    spoken = speech(cue.line, words, slower)
    items = [silence(cue.at), spoken] if cue.at else [spoken]
    return {"type": "Sequencer", "duration": "trimToParent", "items": items}


def silence(length: int) -> dict[str, Any]:
    """Silence of `length` milliseconds."""
    return {"type": "Silence", "duration": length}


def speech(line: Line, words: Words, slower: bool) -> dict[str, Any]:
    """A spoken line."""
    return {
        "type": "Speech",
        "contentType": "SSML",
        "content": f"<speak>{paced(said(line, words), slower)}</speak>",
    }
