"""The terminal speaker."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from speaker.device import Device
from speaker.envelope import Setting
from speaker.talk.__main__ import main
from speaker.talk.clock import FastClock
from speaker.talk.keyboard import LineEditor
from speaker.talk.script import Command, Nothing, Say, Wait, read
from speaker.talk.talk import Talk
from speaker.understanding import Understanding
from tests.speaker.conftest import NOON, VOICE, Skill, says

ROOT = Path(__file__).parents[2]
HOLD = {
    "type": "Alexa.Presentation.APLA.RenderDocument",
    "token": "set-1",
    "document": {
        "type": "APLA",
        "version": "0.91",
        "mainTemplate": {
            "item": {
                "type": "Sequencer",
                "items": [
                    {"type": "Silence", "duration": 30_000, "id": "hold-1"},
                    {"type": "Speech", "content": "And rest."},
                ],
            }
        },
    },
}


def talk(skill: Skill, understanding: Understanding, *lines: str) -> str:
    """What a fast talk of these lines shows."""
    console = Console(file=io.StringIO(), width=200)
    device = Device(skill, understanding, VOICE, Setting())
    one = Talk(device, FastClock(NOON), console, understanding.invocation_name)
    one.greet()
    one.script(lines)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("I'm ready\n", Say("I'm ready")),
        ("  go   on ", Say("go on")),
        ("# wait 12", Wait(12)),
        ("(wait 12)", Wait(12)),
        ("(WAIT 1.5) s", Wait(1.5)),
        ("(wait 99999999)", Wait(3_600)),
        ("wait 12", Say("wait 12")),
        ("# a remark", Nothing()),
        ("", Nothing()),
        (":Intent", Command("intent")),
    ],
)
def test_a_line_is_read(line: str, meaning: object) -> None:
    assert read(line) == meaning


def test_it_says_once_that_it_stands_in_for_alexas_understanding(small: Understanding) -> None:
    shown = talk(Skill([says("Hello?")]), small, "open hamstring coach", "ready")
    assert shown.count("in Alexa's stead") == 1


def test_each_line_is_shown_at_its_time(small: Understanding) -> None:
    shown = talk(Skill([says("Hold.", directives=[HOLD])]), small, "open hamstring coach", "(wait 60)")
    assert "0:01  Alexa  Hold." in shown
    assert "0:01  hold 1 · 30.0 s" in shown
    assert "0:31  Alexa  And rest." in shown
    assert "0:32  Listening for 8 s" in shown
    assert "0:40  Nobody answered: the session is over." in shown


def test_a_line_is_said_when_the_answer_has_been_heard(small: Understanding) -> None:
    skill = Skill([says("Hold.", directives=[HOLD]), says("Goodbye.", ends=True)])
    talk(skill, small, "open hamstring coach", "ready")
    assert [event["request"]["timestamp"][-4:] for event in skill.requests] == [":01Z", ":33Z"]


def test_a_wait_lets_a_line_interrupt(small: Understanding) -> None:
    skill = Skill([says("Hold.", directives=[HOLD]), says("Paused.")])
    shown = talk(skill, small, "open hamstring coach", "# wait 12", "pause")
    assert "(interrupted)" in shown
    assert "And rest." not in shown
    assert skill.requests[1]["request"]["timestamp"].endswith("12:00:13Z")


def test_words_outside_a_session_get_a_hint(small: Understanding) -> None:
    skill = Skill([says("Hello?")])
    assert "No session is open" in talk(skill, small, "stop")
    assert skill.requests == []


def test_intents_are_shown_on_demand(small: Understanding) -> None:
    shown = talk(Skill([says("Which?")]), small, "open hamstring coach", "left", ":intent", "the left leg", ":intent")
    assert shown.count("ChooseLegIntent(leg='left' [left])") == 1


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (":dance", "There is no :dance."),
        (":", "There is no :."),
        (":help", "interrupts"),
        ("x" * 501, "longer than anyone says"),
        ("\u0000\u2603", "You"),
    ],
)
def test_odd_input_gets_a_short_answer(small: Understanding, line: str, answer: str) -> None:
    assert answer in talk(Skill([says("Hello?")]), small, "open hamstring coach", line)


def test_a_card_is_shown(small: Understanding) -> None:
    card = {"type": "Simple", "title": "Contact", "content": "Call us."}
    shown = talk(Skill([says("Call.", ends=True, card=card)]), small, "open hamstring coach")
    assert "Contact" in shown
    assert "Call us." in shown


def test_a_failing_skill_is_reported(small: Understanding) -> None:
    shown = talk(Skill([RuntimeError("out of order"), {}]), small, "open hamstring coach")
    assert "There was a problem with the requested skill's response." in shown
    assert "out of order" in shown


def test_quitting_and_the_end_of_the_script_end_the_session(small: Understanding) -> None:
    for last in (":quit", "# the end"):
        skill = Skill([says("Hello?")])
        shown = talk(skill, small, "open hamstring coach", last)
        assert shown.endswith("Goodbye.\n")
        assert skill.kinds[-1] == "SessionEndedRequest USER_INITIATED"


def test_a_line_is_edited_as_it_is_typed() -> None:
    editor = LineEditor()
    assert editor.type("rea\x7fady\x1b[A now") == []
    assert editor.text == "reaady now".replace("aa", "a")
    assert editor.type("\x17\r\nstop\n") == ["ready ", "", "stop"]
    assert editor.type("gone\x15é") == []
    assert editor.text == "é"


def test_control_d_leaves_only_from_an_empty_line() -> None:
    editor = LineEditor()
    editor.type("so\x04")
    assert not editor.is_at_end
    editor.type("\x15\x04")
    assert editor.is_at_end


def test_an_unknown_locale_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--locale", "tlh-KX"]) == 2
    assert "no interaction model for tlh-KX: " in capsys.readouterr().out


@pytest.mark.parametrize("audio", ["apla", "ssml"])
def test_the_whole_way_through_a_pipe(audio: str) -> None:
    """The real skill, in a process of its own."""
    lines = ["open hamstring coach", "ready", "ready", "my toes are tingling", "ready", "stop"]
    run = subprocess.run(
        [sys.executable, "-m", "speaker.talk", "--fast", "--audio", audio],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert "And hold." in run.stdout
    assert run.stdout.count("hold 1 · 30.0 s") == (1 if audio == "apla" else 0)
    after_report = run.stdout.split("my toes are tingling")[1]
    assert "And hold." not in after_report
    assert run.stdout.rstrip().endswith("Goodbye.")
