"""Speech and SSML in time."""

import pytest

from speaker.playback import Kind, Playback, SpeechError, estimate, play, play_reprompt
from speaker.playback.ssml import spoken
from tests.speaker.conftest import VOICE


def ssml(inner: str) -> Playback:
    return spoken(f"<speak>{inner}</speak>", VOICE, is_ssml=True)


def times(playback: Playback) -> list[tuple[str, int, int]]:
    """What is heard: words, or the kind of sound; start and length."""
    return [(sound.text or sound.kind.value, sound.start, sound.length) for sound in playback.sounds]


def test_sentences_come_one_after_another() -> None:
    assert times(ssml("And hold.  Breathe\n out.")) == [("And hold.", 0, 900), ("Breathe out.", 900, 1200)]


def test_a_break_is_silence_of_its_length() -> None:
    playback = ssml('Hold.<break time="10s"/><break time="500ms"/>Rest.')
    assert times(playback) == [
        ("Hold.", 0, 500),
        ("silence", 500, 10_000),
        ("silence", 10_500, 500),
        ("Rest.", 11_000, 500),
    ]
    assert playback.length == 11_500


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        ('<break time="11s"/>', "longer than 10 s"),
        ('<break time="10"/>', "not a time"),
        ('<break strength="huge"/>', "strength"),
        ("<blink>no</blink>", "<blink>"),
        ("a & b", "well formed"),
        ("<s>open", "well formed"),
        ('<say-as interpret-as="song">la</say-as>', "song"),
        ("<sub>JOI</sub>", "alias"),
        ('<prosody rate="swift">la</prosody>', "swift"),
    ],
)
def test_amazon_refuses(inner: str, message: str) -> None:
    with pytest.raises(SpeechError, match=message):
        ssml(inner)


def test_ssml_needs_its_root() -> None:
    with pytest.raises(SpeechError, match="<speak>"):
        spoken("hello", VOICE, is_ssml=True)


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ('<say-as interpret-as="telephone">904-858-7045</say-as>', "9 0 4, 8 5 8, 7 0 4 5"),
        ('<say-as interpret-as="characters">JOI</say-as>', "J O I"),
        ('<say-as interpret-as="ordinal">3</say-as>', "3"),
        ('<sub alias="J. O. I.">JOI</sub>', "J. O. I."),
        ("<emphasis level='strong'>now</emphasis>", "now"),
        ('<amazon:effect name="whispered">now</amazon:effect>', "now"),
        ('<amazon:domain name="news">now</amazon:domain>', "now"),
    ],
)
def test_words_are_pronounced_as_marked(inner: str, said: str) -> None:
    assert [line.said for line in ssml(inner).lines] == [said]


def test_marked_words_never_end_a_sentence() -> None:
    (first, second) = ssml('Call <sub alias="J. O. I.">JOI</sub> now. Then rest.').lines
    assert (first.text, first.said) == ("Call JOI now.", "Call J. O. I. now.")
    assert second.text == "Then rest."


def test_a_slower_voice_takes_longer() -> None:
    assert ssml('<prosody rate="50%">hold</prosody>').length == 2 * ssml("hold").length
    assert ssml('<prosody rate="x-slow">hold</prosody>').lines[0].rate == 0.5


def test_paragraphs_and_sentences_pause() -> None:
    playback = ssml("<p><s>One.</s><s>Two.</s></p>")
    assert [line.text for line in playback.lines] == ["One.", "Two."]
    assert playback.lines[1].start > playback.lines[0].end


def test_a_file_of_unknown_length_is_named() -> None:
    playback = ssml('<audio src="https://example.com/bell.mp3"/>')
    assert playback.length == 0
    assert "bell.mp3" in playback.warnings[0]


def test_a_file_lasts_as_long_as_it_lasts() -> None:
    assert times(ssml('<audio src="five.mp3"/>')) == [("five.mp3", 0, 5_000)]


def test_plain_text_is_spoken_as_it_stands() -> None:
    playback = play({"outputSpeech": {"type": "PlainText", "text": "Ease <out>."}}, VOICE)
    assert playback.text == "Ease <out>."


def test_an_answer_without_speech_is_silent() -> None:
    assert play({}, VOICE) == Playback()
    assert play_reprompt({"outputSpeech": {"type": "PlainText", "text": "x"}}, VOICE) is None


def test_more_than_8000_characters_are_refused() -> None:
    with pytest.raises(SpeechError, match="8001"):
        play({"outputSpeech": {"type": "PlainText", "text": "x" * 8_001}}, VOICE)


def test_the_estimate_counts_characters() -> None:
    assert estimate(14).speaking_time("x" * 28) == 2_000
    assert estimate(28).speaking_time("x" * 28) == 1_000


def test_silence_is_told_from_speech() -> None:
    assert [sound.kind for sound in ssml('a<break time="1s"/>').sounds] == [Kind.SPEECH, Kind.SILENCE]
