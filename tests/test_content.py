"""The words and the tables, held like code. Messages say which file to open."""

import re
import string
from pathlib import Path
from xml.etree import ElementTree

import pytest

from skill import library
from skill.coach.errors import Refusal
from skill.coach.line import Amount, Clock, Line, Named, Ordinal, Seconds, Value
from skill.coach.moves import ACTIONS, CONFIRMED
from skill.coach.session import Phase
from skill.coach.triage import Verdict
from skill.speech import LONGEST_SPEECH, PLACEHOLDER, said, speaking_time
from tests.every_answer import every_answer, lines_of, shown_keys

ROOT = Path(__file__).parent.parent
VALUES: dict[str, Value] = {
    "leg": Named("leg", "left"),
    "stretch": Named("stretch", "supine"),
    "hold": Ordinal(3),
    "holds": Amount(5, "hold"),
    "repetitions": Ordinal(3),
    "sets": Amount(4, "set"),
    "days": Amount(3, "day"),
    "streak": Amount(2, "day"),
    "time": Clock(19, 30),
    "minutes": Amount(12, "minute"),
    "seconds": Seconds(45),
    "shortest": Seconds(30),
    "longest": Seconds(60),
    "fewest": Ordinal(1),
    "most": Ordinal(5),
    "total": Ordinal(5),
}
LOCALES = library.locales()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_placeholder_can_be_filled(locale: str) -> None:
    """Only values of the coach and facts of the clinic stand in braces."""
    words = library.words(locale)
    for key, phrase in words.phrases.items():
        for text in (*phrase.say, phrase.again, phrase.title, phrase.show):
            for name in PLACEHOLDER.findall(text):
                assert name in VALUES or name in words.facts, f"content/words/{locale}.toml: {key} has {{{name}}}"
            assert text.count("{") == len(PLACEHOLDER.findall(text)), f"content/words/{locale}.toml: {key}"


@pytest.mark.parametrize("locale", LOCALES)
def test_variants_of_a_phrase_say_the_same_things(locale: str) -> None:
    for key, phrase in library.words(locale).phrases.items():
        fillings = {frozenset(PLACEHOLDER.findall(text)) for text in phrase.say}
        assert len(fillings) <= 1 or key == "set.released_last", f"content/words/{locale}.toml: {key}"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_spoken_phrase_is_valid_ssml(locale: str) -> None:
    """Well formed, with no tag but those Amazon documents that this skill uses."""
    words = library.words(locale)
    for key, phrase in words.phrases.items():
        for variant in range(len(phrase.say)):
            tree = ElementTree.fromstring(f"<speak>{said(Line(key, VALUES, variant), words)}</speak>")
            assert {node.tag for node in tree.iter()} <= {"speak", "say-as", "sub"}, key
            assert len(ElementTree.tostring(tree)) < LONGEST_SPEECH


@pytest.mark.parametrize("locale", LOCALES)
def test_words_are_written_for_the_ear(locale: str) -> None:
    """No sentence over 22 words, no sign a voice would stumble on."""
    allowed = set(string.ascii_letters + string.digits + " .,?!:'-{}_")
    for key, phrase in library.words(locale).phrases.items():
        for text in (*phrase.say, phrase.again):
            assert set(text) <= allowed, f"content/words/{locale}.toml: {key} has {set(text) - allowed}"
            for sentence in re.split(r"(?<=[.?!])\s", text):
                assert len(sentence.split()) <= 22, f"content/words/{locale}.toml: {key}: {sentence}"


@pytest.mark.parametrize("locale", LOCALES)
def test_a_prompt_ends_by_saying_what_to_say(locale: str) -> None:
    """The last words before the microphone opens are a question or "say ...", and so is the reprompt."""
    for key, phrase in library.words(locale).phrases.items():
        if not key.startswith("ask."):
            assert not phrase.again, f"content/words/{locale}.toml: {key} is no prompt"
            assert not any(text.endswith("?") for text in phrase.say), f"content/words/{locale}.toml: {key} asks"
            continue
        assert phrase.again, f"content/words/{locale}.toml: {key} has no reprompt"
        for text in (*phrase.say, phrase.again):
            last = re.split(r"(?<=[.?!])\s", text)[-1].lower()
            assert "say " in last or last.endswith("?"), f"content/words/{locale}.toml: {key}: {text}"


@pytest.mark.parametrize("locale", LOCALES)
def test_nobody_is_asked_about_their_health(locale: str) -> None:
    """Amazon's policy for health: a skill collects nothing. Statements only."""
    asking = re.compile(
        r"\b(do|did|does|are|is|have|has|how|where|any)\b.*\b(pain|hurt|feel|numb|tingl|leg)\w*\b[^.]*\?",
        re.I,
    )
    for key, phrase in library.words(locale).phrases.items():
        for text in (*phrase.say, phrase.again):
            for sentence in re.findall(r"[^.?!]*\?", text):
                assert not asking.search(sentence.replace("are you ready for the {leg} leg", "")), f"{key}: {sentence}"


@pytest.mark.parametrize("locale", LOCALES)
def test_an_answer_in_passing_takes_less_than_30_seconds(locale: str) -> None:
    lasts = speaking_time(library.words(locale), library.speech_rate())
    for key in library.words(locale).phrases:
        if key.endswith((".brief", ".answer")) or key in library.tips():
            assert lasts(Line(key)) < 30_000, f"content/words/{locale}.toml: {key} takes {lasts(Line(key))} ms"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", ["stop.emergency", "stop.urgent", "stop.radiating", "stop.unclear", "stop.today"])
def test_a_safety_stop_takes_less_than_25_seconds(locale: str, key: str) -> None:
    """Stop and release first; what to do, who to contact; nothing that invites going on."""
    lasts = speaking_time(library.words(locale), library.speech_rate())
    words = library.words(locale)
    assert lasts(Line(key)) + lasts(Line("ask.refused")) < 25_000
    assert re.match(r"(Stop|Let go|Okay, we stop)", words.phrases[key].say[0])
    assert not re.search(r"\b(ready|go on|resume|next)\b", words.phrases[key].say[0])


def test_every_cell_of_the_table_names_an_action() -> None:
    """Every move has an answer in every phase, and every action is the answer to something."""
    cells = library.moves().cells
    used = {action for row in cells.values() for action in row.values()}
    assert used == set(ACTIONS)
    for row, actions in cells.items():
        assert set(actions) == set(Phase) - {Phase.HOLDING}, f"content/moves.toml: {row}"


def test_every_intent_asks_for_a_row_of_the_table() -> None:
    rows = set(library.moves().cells)
    assert set(library.intents().values()) | set(CONFIRMED.values()) == rows
    assert set(library.framings()) <= set(library.intents())


def test_nothing_but_the_refusal_can_follow_a_refusal() -> None:
    """The column of the table, read as a rule: no cell under "refused" starts or resumes anything."""
    harmless = {
        "refuse",
        "tell_to_call",
        "goodbye",
        "help",
        "answer",
        "hear_report",
        "fall_silent",
    }
    harmless |= {"ask_to_forget", "forget", "keep", "remind", "tell_reminder"}
    assert {row[Phase.REFUSED] for row in library.moves().cells.values()} <= harmless


@pytest.mark.parametrize("locale", LOCALES)
def test_every_phrase_the_coach_can_use_exists_and_none_is_left_over(locale: str) -> None:
    """Every answer to every wish in every state, tried: what it says is there, and what is there is said."""
    phrases = set(library.words(locale).phrases)
    used = {line.key for answer in every_answer() for line in lines_of(answer.reply)}
    used |= shown_keys(library.words(locale))
    used |= {"error", "ask.error", "refusal.general", "reminder_text"}
    assert used <= phrases, f"content/words/{locale}.toml lacks {sorted(used - phrases)}"
    assert phrases <= used, f"content/words/{locale}.toml: nothing says {sorted(phrases - used)}"


def refusals() -> list[type[Refusal]]:
    """Every refusal of the coach."""
    return [Refusal, *Refusal.__subclasses__()]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_refusal_has_its_sentence(locale: str) -> None:
    phrases = library.words(locale).phrases
    assert [refusal for refusal in refusals() if refusal.key not in phrases] == []


def test_the_clinic_is_data_alone() -> None:
    """No name or number of the clinic anywhere but in its file."""
    facts = [fact.written for fact in library.clinic().values() if any(c.isdigit() for c in fact.written)]
    for path in [*(ROOT / "skill").rglob("*.py"), *(ROOT / "skill" / "content" / "words").glob("*.toml")]:
        text = path.read_text(encoding="utf-8")
        assert not [fact for fact in (*facts, "JOI", "Jacksonville") if fact in text], path


def test_verdicts_that_stop_have_a_screen_and_a_sentence() -> None:
    stopping = {Verdict.EMERGENCY, Verdict.URGENT, Verdict.RADIATING}
    assert {f"stop.{verdict}" for verdict in stopping} <= set(library.words("en-US").phrases)
