"""APLA documents, sample by sample."""

import random
from typing import Any

import numpy as np
import pytest

from speaker.sound import Rendering, render_document
from speaker.sound.pcm import count
from tests.speaker.sound.routine import Metronome

RATE = 8_000
TONE = {"type": "Speech", "content": "Ten seconds of this." + "x" * 180}
"""A line that the metronome speaks for exactly ten seconds."""


def silence(length: int | str, **more: Any) -> dict[str, Any]:
    """A silence of so many milliseconds, or of as many as an expression says."""
    return {"type": "Silence", "duration": length, **more}


def rendered(item: dict[str, Any], data: dict[str, Any] | None = None, **more: Any) -> Rendering:
    """A document of one item."""
    document = {"type": "APLA", "version": "0.91", "mainTemplate": {"parameters": ["payload"], "items": [item]}}
    return render_document({**document, **more}, data or {}, Metronome(), random.Random(1))


def seconds(item: dict[str, Any], data: dict[str, Any] | None = None, **more: Any) -> float:
    """How long the item lasts."""
    return rendered(item, data, **more).whole().size / RATE


def mixer(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Items at once."""
    return {"type": "Mixer", "items": list(items), **more}


def sequencer(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Items one after another."""
    return {"type": "Sequencer", "items": list(items), **more}


def test_a_silence_is_exact() -> None:
    """Thirty seconds are so many samples, all zero."""
    sound = rendered(silence(30_000)).whole()
    assert sound.size == 30 * RATE
    assert not sound.any()


def test_a_sequencer_adds_up_and_a_mixer_takes_the_longest() -> None:
    """Five and ten seconds are fifteen in a row, ten at once."""
    assert seconds(sequencer(silence(5_000), TONE)) == 15
    assert seconds(mixer(silence(5_000), TONE)) == 10


def test_a_child_trimmed_to_its_parent_is_cut() -> None:
    """It never makes its parent longer, and its cue ends with the parent."""
    rendering = rendered(mixer(silence(4_000), {**TONE, "duration": "trimToParent", "id": "tone"}))
    assert rendering.whole().size == 4 * RATE
    assert {cue.end for cue in rendering.cues if cue.id == "tone"} == {4 * RATE}


def test_a_silence_trimmed_to_its_parent_fills_it() -> None:
    """Silence has no length of its own then."""
    assert seconds(mixer(TONE, {"type": "Silence", "duration": "trimToParent"})) == 10


def test_mixing_adds_and_never_shifts() -> None:
    """Two tones, one a second later: the sum stands where both play."""
    sound = rendered(mixer(TONE, sequencer(silence(1_000), TONE))).whole()
    assert set(sound[:RATE]) == {1_000}
    assert set(sound[RATE : 10 * RATE]) == {2_000}
    assert set(sound[10 * RATE :]) == {1_000}


def test_what_is_too_loud_is_clipped_not_wrapped() -> None:
    """Forty loud tones at once."""
    loud = {**TONE, "filters": [{"type": "Volume", "amount": "100%"}]}
    assert rendered(mixer(*[loud] * 40)).whole().max() == 32_767


def test_mixers_nest() -> None:
    """A trimmed mixer inside a mixer is cut with all it holds."""
    inner = mixer(TONE, silence(20_000), duration="trimToParent", id="inner")
    rendering = rendered(sequencer(mixer(silence(3_000), inner), silence(1_000, id="after")))
    assert rendering.whole().size == 4 * RATE
    assert next(cue.start for cue in rendering.cues if cue.id == "after") == 3 * RATE


def test_the_selector_takes_the_first_that_may_play() -> None:
    """`when` decides, with the document's data."""
    choices = [silence(1_000, when="${payload.usual.long}"), silence(2_000, when=True), silence(3_000)]
    selector = {"type": "Selector", "items": choices}
    assert seconds(selector, {"usual": {"long": True}}) == 1
    assert seconds(selector, {"usual": {"long": False}}) == 2


def test_a_random_selector_takes_each_in_its_turn() -> None:
    """Over many documents every choice is heard; the chance is given."""
    selector = {"type": "Selector", "strategy": "randomItem", "items": [silence(1_000), silence(2_000)]}
    document = {"type": "APLA", "mainTemplate": {"items": [selector]}}
    chance = random.Random(3)
    lengths = {render_document(document, {}, Metronome(), chance).whole().size // RATE for _ in range(20)}
    assert lengths == {1, 2}


def test_data_is_bound() -> None:
    """Lengths and words come from the data source, alone or inside a text."""
    rendering = rendered(
        sequencer(silence("${payload.hold.length}"), {"type": "Speech", "content": "Hold ${payload.hold.number}."}),
        {"hold": {"length": 2_000, "number": 3}},
    )
    rendering.whole()
    assert [cue.text for cue in rendering.cues if cue.kind == "Line"] == ["Hold 3."]
    assert next(cue.end for cue in rendering.cues if cue.kind == "Silence") == 2 * RATE


def test_data_repeats_a_child() -> None:
    """One child for each element of `data`."""
    repeated = {"type": "Sequencer", "data": "${payload.lengths}", "items": [silence("${data}")]}
    assert seconds(repeated, {"lengths": [1_000, 2_000, 500]}) == 3.5


def test_resources_and_compositions_are_known() -> None:
    """A number by its name, and a component of the document's own."""
    breath = {"parameters": ["length"], "items": [silence("${length}")]}
    assert (
        seconds(
            sequencer({"type": "Breath", "length": 1_500}, silence("@rest")),
            resources=[{"numbers": {"rest": 500}}],
            compositions={"Breath": breath},
        )
        == 2
    )


@pytest.mark.parametrize(
    ("filters", "length"),
    [
        ([{"type": "Trim", "start": 2_000, "end": 5_000}], 3),
        ([{"type": "Trim", "start": 2_000}], 8),
        ([{"type": "Repeat", "repeatCount": 2}], 30),
        ([{"type": "Trim", "end": 1_000}, {"type": "Repeat", "repeatCount": 1}], 2),
        ([{"type": "Repeat", "repeatCount": 1}, {"type": "Trim", "end": 1_000}], 1),
        ([{"type": "Trim", "end": 1_000, "when": False}], 10),
        ([{"type": "Vibrato"}], 10),
    ],
)
def test_filters_change_the_length_in_their_order(filters: list[dict[str, Any]], length: float) -> None:
    """Each hears the output of the one before it."""
    assert seconds({**TONE, "filters": filters}) == length


def test_filters_change_the_level() -> None:
    """Half the volume; a second from silence; a second to silence."""
    fades = [{"type": "FadeIn", "duration": 1_000}, {"type": "FadeOut", "duration": 1_000}]
    sound = rendered({**TONE, "filter": [{"type": "Volume", "amount": "50%"}, *fades]}).whole()
    assert sound.size == 10 * RATE
    assert abs(int(sound[RATE // 2]) - 250) <= 1
    assert set(sound[RATE : 9 * RATE]) == {500}
    assert abs(int(sound[-RATE // 2]) - 250) <= 1
    assert (sound[0], sound[-1]) == (0, 0)


def test_an_endless_repeat_is_cut_by_its_parent() -> None:
    """Music under a speech ends with the speech."""
    music = {**TONE, "duration": "trimToParent", "filters": [{"type": "Repeat", "repeatCount": -1}]}
    assert seconds(mixer(silence(25_000), music)) == 25


def test_a_document_is_cut_at_four_minutes_and_says_so() -> None:
    """Amazon plays no more than 240 s."""
    rendering = rendered(sequencer(silence(200_000), silence(41_000)))
    assert rendering.whole().size == count(240_000, RATE)
    assert any(notice.is_refused and "240 s" in notice.message for notice in rendering.notices)
    exact = rendered(sequencer(silence(200_000), silence(40_000)))
    assert exact.whole().size == count(240_000, RATE)
    assert not exact.notices


def test_what_cannot_be_played_is_said() -> None:
    """A recording, an unknown component and an unknown expression leave the rest as it is."""
    rendering = rendered(
        sequencer(
            {"type": "Audio", "source": "soundbank://soundlibrary/bell"},
            {"type": "Trumpet"},
            silence("${1 +}"),
            silence(1_000),
        )
    )
    assert rendering.whole().size == RATE
    assert [notice.is_refused for notice in rendering.notices] == [False, True, True]


def test_every_cue_lies_where_its_sound_is() -> None:
    """The timeline is the sound's, not the plan's."""
    rendering = rendered(sequencer(silence(1_000), {**TONE, "id": "tone"}, silence(1_000)))
    sound = rendering.whole()
    tone = next(cue for cue in rendering.cues if cue.id == "tone" and cue.kind == "Speech")
    assert np.flatnonzero(sound)[0] == tone.start
    assert np.flatnonzero(sound)[-1] == tone.end - 1
