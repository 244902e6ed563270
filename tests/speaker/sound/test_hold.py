"""A hold lasts thirty seconds to the sample, however fast the voice speaks."""

import numpy as np
import pytest

from speaker.sound import Rendering, Samples, Voice, VoiceMissing, open_voice, render_answer, render_document
from speaker.sound.pcm import count
from speaker.sound.voices import VOICES
from tests.speaker.sound.routine import HOLD, Metronome, leg

TOLERANCE = 20
PACES = [0.5, 0.8, 1.0, 1.25, 2.0]


@pytest.fixture(scope="module", params=VOICES)
def voice(request: pytest.FixtureRequest) -> Voice:
    """Each voice; skipped where this machine does not have it."""
    try:
        return open_voice(str(request.param))
    except VoiceMissing as missing:
        pytest.skip(str(missing))


def release_onsets(rendering: Rendering) -> list[int]:
    """Where the release's first sound is heard, in samples, found in the sound itself."""
    sound = rendering.whole().astype(np.int32)
    onsets = []
    for cue in rendering.cues:
        if cue.text == "Ease out.":
            audible = np.flatnonzero(np.abs(sound[cue.start : cue.end]) > 0.02 * np.abs(sound).max())
            onsets.append(cue.start + int(audible[0]))
    return onsets


def slot_ends(rendering: Rendering) -> list[int]:
    """Where the slot of each hold's line ends."""
    lines = [cue for cue in rendering.cues if cue.text.startswith("Hold number")]
    mixers = [cue for cue in rendering.cues if cue.kind == "Mixer"]
    return [next(mixer.end for mixer in mixers if mixer.start <= line.start < mixer.end) for line in lines]


@pytest.mark.parametrize("pace", PACES)
def test_a_hold_is_thirty_seconds_at_every_pace(pace: float) -> None:
    """From the end of the hold line's slot to the first sound of the release."""
    rendering = render_document(leg(), {}, Metronome(pace=pace))
    onsets = release_onsets(rendering)
    holds = [onset - end for onset, end in zip(onsets, slot_ends(rendering), strict=True)]
    assert holds == [count(HOLD, rendering.sampling_rate)] * 3


@pytest.mark.parametrize("rate", [0.5, 2.0])
def test_a_real_voice_keeps_the_time(voice: Voice, rate: float) -> None:
    """The same with a voice that puts its own silence around a line."""
    rendering = render_document(leg(repetitions=1), {}, AtRate(voice, rate))
    onsets = release_onsets(rendering)
    tolerance = count(TOLERANCE, rendering.sampling_rate)
    assert abs(onsets[0] - slot_ends(rendering)[0] - count(HOLD, rendering.sampling_rate)) <= tolerance


def test_slots_keep_the_schedule_until_a_line_outgrows_its_own() -> None:
    """A line shorter than its slot moves nothing; a longer one is not cut, and moves what follows by its excess."""
    usual = render_document(leg(slot=6_000), {}, Metronome())
    fast = render_document(leg(slot=6_000), {}, Metronome(pace=2.0))
    slow = render_document(leg(slot=6_000), {}, Metronome(pace=0.3))
    assert usual.whole().size == fast.whole().size == count(3 * (6 + 30 + 6 + 4) * 1000, 8_000)
    spoken = [cue for cue in _read(slow).cues if cue.kind == "Line"][:2]
    assert spoken[1].end > count(6_000, 8_000)
    assert next(cue for cue in slow.cues if cue.id == "hold-1").start == spoken[1].end


def test_the_speech_comes_before_the_document() -> None:
    """Amazon's order: what is said, then the document, and they do not overlap."""
    response = {
        "outputSpeech": {"type": "PlainText", "text": "Here we go."},
        "directives": [
            {"type": "Alexa.Presentation.APLA.RenderDocument", "token": "set", "document": leg(), "datasources": {}}
        ],
    }
    rendering = _read(render_answer(response, Metronome()))
    speech, document = (cue for cue in rendering.cues if cue.kind in {"outputSpeech", "document"})
    assert (speech.kind, document.kind, document.id) == ("outputSpeech", "document", "set")
    assert speech.end == document.start


def test_nothing_is_spoken_before_it_is_due() -> None:
    """The first tenth of a second needs one line, not the whole set."""
    voice = Metronome()
    next(iter(render_document(leg(), {}, voice)))
    assert voice.spoken == 1


class AtRate:
    """A voice that always speaks at one rate."""

    def __init__(self, voice: Voice, rate: float) -> None:
        """The rate is a factor: 2 is twice as fast."""
        self._voice, self._rate = voice, rate
        self.name = f"{voice.name} at {rate}"
        self.sampling_rate = voice.sampling_rate

    def speak(self, text: str, rate: float = 1.0) -> Samples:
        """The line at the voice's own rate times this one."""
        return self._voice.speak(text, rate * self._rate)


def _read(rendering: Rendering) -> Rendering:
    rendering.whole()
    return rendering
