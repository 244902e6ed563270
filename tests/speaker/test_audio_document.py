"""APLA documents in time."""

from typing import Any

import pytest

from speaker.playback import DocumentError, Kind, Playback, Span, play, play_reprompt
from speaker.playback.apla import document_playback
from tests.speaker.conftest import VOICE

Json = dict[str, Any]


def says(text: str, **rest: Any) -> Json:
    return {"type": "Speech", "content": text, **rest}


def silence(length: int | str, **rest: Any) -> Json:
    return {"type": "Silence", "duration": length, **rest}


def in_turn(*items: Json, **rest: Any) -> Json:
    return {"type": "Sequencer", "items": list(items), **rest}


def at_once(*items: Json, **rest: Any) -> Json:
    return {"type": "Mixer", "items": list(items), **rest}


def document(root: Json) -> Json:
    return {"type": "APLA", "version": "0.91", "mainTemplate": {"parameters": ["payload"], "item": root}}


def played(root: Json, **payload: Any) -> Playback:
    return document_playback(document(root), payload, VOICE)


def lines(playback: Playback) -> list[tuple[str, int, int]]:
    return [(line.text, line.start, line.length) for line in playback.lines]


def test_a_sequencer_plays_in_turn() -> None:
    playback = played(in_turn(says("hold"), silence(30_000), says("rest")))
    assert lines(playback) == [("hold", 0, 400), ("rest", 30_400, 400)]
    assert playback.length == 30_800


def test_the_voice_neither_stretches_nor_shortens_a_hold() -> None:
    cue = in_turn(silence(28_000), says("a long cue that runs well over the end"), duration="trimToParent")
    playback = played(in_turn(at_once(silence(30_000), cue, id="hold-1"), says("rest")))
    assert playback.spans == (Span("hold-1", "Mixer", 0, 30_000),)
    assert lines(playback)[0][1:] == (28_000, 2_000)
    assert playback.lines[0].is_cut
    assert lines(playback)[1] == ("rest", 30_000, 400)


def test_a_line_longer_than_its_slot_is_never_cut() -> None:
    playback = played(in_turn(at_once(silence(1_000), says("x" * 20)), says("next")))
    assert lines(playback) == [("x" * 20, 0, 2_000), ("next", 2_000, 400)]
    assert not playback.lines[0].is_cut


def test_what_begins_after_the_end_is_not_heard() -> None:
    late = in_turn(silence(2_000), says("late"), duration="trimToParent")
    assert played(at_once(silence(1_000), late)).lines == ()


def test_the_longest_child_gives_the_length_when_all_would_be_trimmed() -> None:
    parts = [silence(1_000), in_turn(silence(3_000), duration="trimToParent")]
    assert played(at_once(*parts)).length == 1_000
    assert played(at_once(parts[1])).length == 3_000


def test_names_survive_at_every_depth() -> None:
    hold = at_once(silence(30_000), in_turn(says("one"), id="cues", duration="trimToParent"), id="hold-1")
    playback = played(in_turn(says("go", id="line"), hold, silence(9_000, id="rest-1"), id="set"))
    assert [(span.id, span.start, span.end) for span in playback.spans] == [
        ("set", 0, 39_200),
        ("line", 0, 200),
        ("hold-1", 200, 30_200),
        ("cues", 200, 500),
        ("rest-1", 30_200, 39_200),
    ]
    assert [span.id for span in playback.running(300)] == ["set", "hold-1", "cues"]
    assert [span.id for span in playback.running(39_200)] == []
    assert [sound.component for sound in playback.lines] == ["line", "cues"]


def test_the_answer_speaks_first_and_the_document_follows() -> None:
    directive = {
        "type": "Alexa.Presentation.APLA.RenderDocument",
        "token": "set-1",
        "document": document(silence(30_000, id="hold-1")),
    }
    other = {"type": "Alexa.Presentation.APL.RenderDocument", "document": {}}
    response = {"outputSpeech": {"type": "PlainText", "text": "Ready."}, "directives": [directive, other]}
    playback = play(response, VOICE)
    assert playback.document == Span("set-1", "APLA", 600, 30_000)
    assert playback.spans[0].start == 600
    assert playback.length == 30_600
    again = play_reprompt({"reprompt": response}, VOICE)
    assert again is not None
    assert again.length == 30_600


def test_data_is_bound() -> None:
    playback = played(
        in_turn(
            says("Hold ${payload.set.number} of ${payload.set.all[1]}"),
            silence("${payload.set.length}"),
            says("left", when="${payload.leg == 'left'}"),
            says("right", when="${payload.leg != 'left' && !payload.done}"),
        ),
        set={"number": 2, "all": [1, 3], "length": 5_000},
        leg="left",
    )
    assert lines(playback) == [("Hold 2 of 3", 0, 1_100), ("left", 6_100, 400)]


def test_an_array_repeats_its_item() -> None:
    playback = played(
        {"type": "Sequencer", "data": "${payload.cues}", "item": says("${index}: ${data.text}")},
        cues=[{"text": "in"}, {"text": "out"}],
    )
    assert [line.text for line in playback.lines] == ["0: in", "1: out"]


def test_an_expression_beyond_this_player_is_named() -> None:
    with pytest.raises(DocumentError, match="Math"):
        played(says("${Math.round(payload.x) + 1}"))


def test_a_selector_plays_its_first_fitting_child() -> None:
    assert played({"type": "Selector", "items": [says("no", when=False), says("yes"), says("never")]}).text == "yes"


def test_ssml_in_a_document() -> None:
    playback = played(says('<speak>Breathe<break time="2s"/>out</speak>', contentType="SSML"))
    assert lines(playback) == [("Breathe", 0, 700), ("out", 2_700, 300)]


def test_a_files_filters_change_its_length() -> None:
    file = {"type": "Audio", "source": "five.mp3"}
    trimmed = file | {"filters": [{"type": "Trim", "start": 1_000, "end": 4_000}]}
    repeated = file | {"filters": [{"type": "Repeat", "repeatCount": 2}]}
    endless = file | {"duration": "trimToParent", "filter": {"type": "Repeat", "repeatCount": -1}}
    faded = file | {"filters": [{"type": "FadeIn", "duration": 500}, {"type": "Volume", "amount": 0.5}]}
    assert [played(one).length for one in (trimmed, repeated, faded)] == [3_000, 15_000, 5_000]
    assert played(at_once(silence(12_000), endless)).length == 12_000
    assert played(file | {"filters": [{"type": "Echo"}]}).warnings == ("the filter Echo is not known here",)


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ({"type": "APL"}, "DOCUMENT_ERROR"),
        ({}, "DOCUMENT_ERROR"),
        ({"type": "Link", "src": "doc://alexa/apla/documents/set"}, "LINK_ERROR"),
        (document({"type": "Speach"}), "DOCUMENT_ERROR"),
        (document({"type": "Silence"}), "DOCUMENT_ERROR"),
        (document({"type": "Audio"}), "AUDIO_SOURCE_ERROR"),
        (document(says("hello", contentType="SSML")), "DOCUMENT_ERROR"),
        (document(silence(240_001)), "RENDER_ERROR"),
        (document(in_turn(*[{"type": "Audio", "source": "five.mp3"}] * 16)), "AUDIO_SOURCE_ERROR"),
        ({"type": "APLA", "mainTemplate": {}}, "DOCUMENT_ERROR"),
    ],
)
def test_amazon_refuses(wrong: Json, kind: str) -> None:
    with pytest.raises(DocumentError) as error:
        document_playback(wrong, {}, VOICE)
    assert error.value.kind == kind


def test_a_refused_document_leaves_the_speech_before_it() -> None:
    directive = {"type": "Alexa.Presentation.APLA.RenderDocument", "token": "set-1", "document": {"type": "APLA"}}
    playback = play({"outputSpeech": {"type": "PlainText", "text": "Ready."}, "directives": [directive]}, VOICE)
    assert playback.text == "Ready."
    assert playback.problem is not None
    assert playback.problem.token == "set-1"


def test_240_seconds_are_just_allowed() -> None:
    assert played(silence(240_000)).sounds[0].kind is Kind.SILENCE
