"""SSML as it is heard."""

import pytest

from speaker.sound import Rendering, render_answer, render_reprompt
from speaker.sound.say_as import pronounced
from tests.speaker.sound.routine import Metronome

RATE = 8_000


def spoken(ssml: str) -> Rendering:
    """The rendering of an answer that says this, read to its end."""
    rendering = render_answer({"outputSpeech": {"type": "SSML", "ssml": ssml}}, Metronome())
    rendering.whole()
    return rendering


def lines(ssml: str) -> list[str]:
    """What is spoken, a sentence a line."""
    return [cue.text for cue in spoken(ssml).cues if cue.kind == "Line"]


def pauses(ssml: str) -> list[int]:
    """The pauses, in milliseconds."""
    return [(cue.end - cue.start) * 1000 // RATE for cue in spoken(ssml).cues if cue.kind == "Pause"]


def notices(ssml: str) -> list[str]:
    """What is said about it."""
    return [notice.message for notice in spoken(ssml).notices]


def test_sentences_are_lines_of_their_own() -> None:
    """With a breath between them, and none at the end."""
    text = "<speak>Sit down. Breathe out!  Are you there? Ask Dr. Smith.</speak>"
    assert lines(text) == ["Sit down.", "Breathe out!", "Are you there?", "Ask Dr. Smith."]
    assert pauses(text) == [400, 400, 400]


def test_breaks_are_exact_and_replace_the_breath() -> None:
    """Times in both units; a strength has a fair length."""
    assert pauses('<speak>Hold.<break time="10s"/>Breathe.<break time="750ms"/>Go.</speak>') == [10_000, 750]
    assert pauses('<speak>Hold<break strength="strong"/> on<break/> there</speak>') == [400, 300]


def test_a_break_beyond_ten_seconds_is_refused() -> None:
    """Amazon takes no longer one; it is heard as ten seconds."""
    text = '<speak>Hold.<break time="12s"/>Go.</speak>'
    assert pauses(text) == [10_000]
    assert notices(text) == ["<break time='12s'> is longer than 10 s"]


@pytest.mark.parametrize(
    ("text", "interpretation", "said"),
    [
        ("(904) 858-7045", "telephone", "9 0 4, 8 5 8, 7 0 4 5"),
        ("904-JOI-2000", "telephone", "9 0 4, J O I, 2 0 0 0"),
        ("JOI", "spell-out", "J O I"),
        ("30", "digits", "3 0"),
        ("1,000", "cardinal", "1000"),
        ("3", "ordinal", "3rd"),
        ("12", "ordinal", "12th"),
        ("3/4", "fraction", "3 quarters"),
        ("2+1/2", "fraction", "2 and 1 half"),
        ("30s", "unit", "30 seconds"),
        ("1 in", "unit", "1 inch"),
        ("2'30\"", "time", "2 minutes and 30 seconds"),
        ("20250914", "date", "September 14th, 2025"),
        ("????0914", "date", "September 14th"),
        ("damn", "expletive", "beep"),
        ("x", "nonsense", None),
    ],
)
def test_numbers_are_said_as_marked(text: str, interpretation: str, said: str | None) -> None:
    """`say-as` in words."""
    assert pronounced(text, interpretation) == said


def test_dates_follow_their_format() -> None:
    """Day and month change places."""
    assert pronounced("9/10/2025", "date", "mdy") == "September 10th, 2025"
    assert pronounced("9/10", "date", "dm") == "October 9th"


def test_what_is_said_otherwise_stays_in_its_sentence() -> None:
    """An alias and a number are no lines of their own."""
    text = '<speak>Call <sub alias="Joy">JOI</sub> at <say-as interpret-as="digits">904</say-as> now.</speak>'
    assert lines(text) == ["Call JOI at 904 now."]
    assert pauses(text) == []


def test_rate_and_volume_are_heard() -> None:
    """Half the rate lasts twice as long; soft is softer; silent is silent."""
    usual = spoken("<speak>Slowly now</speak>").cues[-1].end
    assert spoken('<speak><prosody rate="50%">Slowly now</prosody></speak>').cues[-1].end == 2 * usual
    assert levels('<speak>One<prosody volume="-6dB"> two</prosody></speak>') == [1_000, 501]
    assert levels('<speak><prosody volume="silent">hush</prosody></speak>') == [0]


def levels(ssml: str) -> list[int]:
    """The loudness of each line."""
    rendering = render_answer({"outputSpeech": {"type": "SSML", "ssml": ssml}}, Metronome())
    sound = rendering.whole()
    return [int(sound[cue.start]) for cue in rendering.cues if cue.kind == "Line"]


def test_emphasis_is_slower_and_louder() -> None:
    """Strong words stand out."""
    text = '<speak>Hold <emphasis level="strong">still</emphasis></speak>'
    assert levels(text)[1] > levels(text)[0]


@pytest.mark.parametrize(
    "ssml",
    [
        '<speak><amazon:effect name="whispered">Breathe.</amazon:effect></speak>',
        '<speak><amazon:emotion name="excited" intensity="low">Breathe.</amazon:emotion></speak>',
        '<speak><voice name="Joanna">Breathe.</voice></speak>',
        '<speak><lang xml:lang="en-GB">Breathe.</lang></speak>',
        '<speak><audio src="soundbank://soundlibrary/bell"/>Breathe.</speak>',
        '<speak><prosody pitch="high">Breathe.</prosody></speak>',
    ],
)
def test_what_the_voice_cannot_do_is_said_and_the_words_are_spoken(ssml: str) -> None:
    """One clear line, and the rest goes on."""
    assert lines(ssml) == ["Breathe."]
    assert len(notices(ssml)) == 1
    assert not any(notice.is_refused for notice in spoken(ssml).notices)


@pytest.mark.parametrize(
    "ssml",
    [
        "<speak>Salt & pepper</speak>",
        "<speak>Sit <down></speak>",
        "Sit down",
        '<speak>Sit<break time="5"/></speak>',
        '<speak><say-as interpret-as="song">la</say-as></speak>',
        '<speak><prosody rate="10%">slow</prosody></speak>',
        "<speak><blink>sit</blink></speak>",
    ],
)
def test_what_amazon_refuses_is_said(ssml: str) -> None:
    """A skill's mistake is heard of on the desk first."""
    assert any(notice.is_refused for notice in spoken(ssml).notices)


def test_the_reprompt_is_a_sound_of_its_own() -> None:
    """With its documents; an answer without one has no sound there."""
    document = {"type": "APLA", "mainTemplate": {"items": [{"type": "Silence", "duration": 45_000}]}}
    directive = {"type": "Alexa.Presentation.APLA.RenderDocument", "document": document}
    reprompt = {"outputSpeech": {"type": "PlainText", "text": "Take your time."}, "directives": [directive]}
    rendering = render_reprompt({"reprompt": reprompt}, Metronome())
    assert rendering.whole().size > 45 * RATE
    assert render_reprompt({}, Metronome()).whole().size == 0
