"""The page in a real browser, with the skill behind it: as a person uses it, only faster."""

import os
import shutil
import threading
import wave
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from werkzeug.serving import make_server

from speaker.amazon.services import QuietRequests
from speaker.desk.app import create_app
from speaker.desk.desk import MODELS, Desk
from speaker.desk.parts import Part, PartMissing
from speaker.desk.status import RENDERER, RENDERER_OFF
from speaker.device.wire import Handler
from speaker.screens import SCREENS
from speaker.sound import Voice, VoiceMissing, open_voice, wav
from tests.speaker.conftest import SMALL_MODEL, Skill, says
from tests.speaker.desk.conftest import missing
from tests.speaker.sound.routine import Metronome

try:
    import playwright.sync_api as playwright
except ImportError:
    if os.environ.get("CI") == "true":
        raise
    pytest.skip("the browser is off: install playwright", allow_module_level=True)

FAST = 20
SECONDS = 30_000
"""The longest wait for anything, in milliseconds."""

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]


class Recorded:
    """The skill, and what it was sent."""

    def __init__(self) -> None:
        from skill.app import handler

        self.handler, self.requests = handler, list[dict[str, Any]]()

    def __call__(self, event: dict[str, Any], context: object) -> dict[str, Any]:
        self.requests.append(event["request"])
        return self.handler(event, context)

    @property
    def last(self) -> str:
        """The last request's intent, or its type."""
        request = self.requests[-1]
        return str(request["intent"]["name"] if "intent" in request else request["type"])

    def seconds(self) -> float:
        """From the last request but one to the last."""
        before, after = (datetime.fromisoformat(request["timestamp"]) for request in self.requests[-2:])
        return (after - before).total_seconds()


class Page:
    """Someone at the page."""

    def __init__(self, page: Any, address: str, desk: Desk) -> None:
        self.page, self.address, self.desk = page, address, desk
        self.wrong: list[str] = []
        page.set_default_timeout(SECONDS)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def opens(self, **choices: Any) -> None:
        query = "&".join(f"{name}={value}" for name, value in choices.items())
        self.page.goto(f"{self.address}/?{query}")
        self.page.wait_for_selector("body.begun")

    def says(self, text: str) -> None:
        """Typed, and sent at once."""
        answers = self.page.locator("#log .coach").count()
        self.page.fill("#text", text)
        self.page.press("#text", "Enter")
        self.answered(answers)

    def says_when_asked(self, text: str) -> None:
        """Typed while the coach speaks, and sent when the microphone is open: it waits for who is typing."""
        answers = self.page.locator("#log .coach").count()
        self.page.fill("#text", text)
        self.page.wait_for_selector("#state.listening")
        self.page.press("#text", "Enter")
        self.answered(answers)

    def answered(self, answers: int) -> None:
        """Another answer has come."""
        self.page.wait_for_selector(f"#log .coach >> nth={answers}", state="attached")

    def sees(self, text: str, where: str = "#log") -> None:
        playwright.expect(self.page.locator(where)).to_contain_text(text, timeout=SECONDS)


OpensPage = Callable[..., Page]


@pytest.fixture
def opens_page(tmp_path: Path) -> Iterator[OpensPage]:
    """A browser at a desk with this skill and voice."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        missing("the browser is off: install chromium")
    ends: list[Callable[[], None]] = []
    driver = playwright.sync_playwright().start()

    def opened(handler: Handler, *arguments: str, models: Path = MODELS) -> Page:
        voice: Part[Voice] = Part(Metronome)
        desk = Desk(handler, voice, models=models)
        server = make_server("127.0.0.1", 0, create_app(desk), threaded=True, request_handler=QuietRequests)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        browser = driver.chromium.launch(executable_path=program, args=[*ARGUMENTS, *arguments])
        ends.extend((desk.close, server.server_close, thread.join, server.shutdown, browser.close))
        return Page(browser.new_page(), f"http://127.0.0.1:{server.port}", desk)

    yield opened
    for end in reversed(ends):
        end()
    driver.stop()


def test_a_set_from_start_to_end_and_a_pause(opens_page: OpensPage) -> None:
    """Launch, gate, position, a whole set, the other leg, and the button that pauses it."""
    skill = Recorded()
    person = opens_page(skill)
    person.opens(speed=FAST, screen="none")
    person.says("open hamstring coach")
    person.sees("not medical advice")
    person.says_when_asked("ready")
    person.sees("chair")
    person.says_when_asked("ready")
    person.page.wait_for_selector("#doing:has-text('Hold 1')")
    person.says_when_asked("ready")
    assert skill.last == "ReadyIntent"
    assert 120 < skill.seconds() < 240, "the skill learns how long the set took"
    person.says_when_asked("ready")
    person.page.wait_for_selector("#doing:has-text('Hold 1')")
    answers = person.page.locator("#log .coach").count()
    person.page.click("#quick button:has-text('pause')")
    person.answered(answers)
    assert skill.last == "AMAZON.PauseIntent"
    assert 5 < skill.seconds() < 60, "it was interrupted in the first hold"
    person.sees("(interrupted)")
    assert not person.wrong


def test_nobody_answers(opens_page: OpensPage) -> None:
    """Both waits pass, and the session is over."""
    skill = Recorded()
    person = opens_page(skill)
    person.opens(speed=4 * FAST, screen="none")
    person.says("open hamstring coach")
    person.sees("Nobody answered")
    assert skill.requests[-1]["reason"] == "EXCEEDED_MAX_REPROMPTS"


def test_the_coach_is_heard_at_once(opens_page: OpensPage) -> None:
    """In real time, with sound: it plays while it is made, and what is said is shown as it is said."""
    person = opens_page(Recorded())
    person.opens(screen="none")
    person.says("open hamstring coach")
    person.page.wait_for_selector("#state.speaking")
    person.sees("Welcome", "#caption")
    assert not person.wrong


def test_the_contact_is_shown(opens_page: OpensPage) -> None:
    """As a card in the app, and on the screen where the skill sends one."""
    person = opens_page(Recorded())
    person.opens(speed=FAST, screen="show-8")
    person.says("open hamstring coach")
    person.says("who should I call")
    person.sees("858-7045", "#log .card")
    if RENDERER.is_file() and person.page.locator("#frame.lit").count():
        person.sees("858", "#view")
    assert not person.wrong


def test_a_permission_is_asked_plainly(opens_page: OpensPage) -> None:
    skill = Recorded()
    person = opens_page(skill)
    person.opens(speed=FAST, screen="none")
    person.says("open hamstring coach")
    person.says("remind me at seven p m")
    person.says("yes")
    answers = person.page.locator("#log .coach").count()
    person.page.click("#prompt button:has-text('Allow') >> nth=0")
    person.answered(answers)
    assert skill.last == "Connections.Response"
    person.sees("7 PM")


@pytest.fixture
def spoken(tmp_path: Path) -> Callable[[str], Path]:
    """A sentence as a file that Chromium takes for its microphone."""
    try:
        voice = open_voice()
    except VoiceMissing as off:
        missing(str(off))

    def speak(text: str) -> Path:
        words, quiet = voice.speak(text), np.zeros(voice.sampling_rate, np.int16)
        file = tmp_path / "spoken.wav"
        file.write_bytes(wav(np.concatenate([quiet, quiet, quiet, words, quiet]), voice.sampling_rate))
        return file

    return speak


def test_a_spoken_report_stops_the_routine(opens_page: OpensPage, spoken: Callable[[str], Path]) -> None:
    """The button is held in the middle of a set, and the words are heard by the microphone."""
    file, skill = spoken("I have a shooting pain down my leg."), Recorded()
    with wave.open(str(file)) as reader:
        length = reader.getnframes() / reader.getframerate()
    person = opens_page(skill, f"--use-file-for-fake-audio-capture={file}%noloop")
    try:
        person.desk.ears.of("en-US").get()
    except PartMissing as off:
        missing(str(off))
    person.opens(speed=FAST, screen="none")
    person.says("open hamstring coach")
    person.says_when_asked("ready")
    person.says_when_asked("ready")
    person.page.wait_for_selector("#doing:has-text('Hold 1')")
    answers = person.page.locator("#log .coach").count()
    person.page.hover("#hold")
    person.page.mouse.down()
    person.page.wait_for_selector("#hold.recording")
    person.page.wait_for_timeout(1000 * length)
    person.page.mouse.up()
    person.answered(answers)
    assert "Symptom" in skill.last
    assert "858" in person.page.locator("#log .coach").last.inner_text()
    person.says("ready")
    assert "Hold 1" not in person.page.locator("#doing").inner_text(), "no hold begins again"
    assert not person.wrong


def touchable(token: str) -> dict[str, Any]:
    """A document with one thing to touch."""
    touch = {
        "type": "TouchWrapper",
        "id": "stop",
        "width": "100%",
        "height": "100%",
        "onPress": {"type": "SendEvent", "arguments": ["stop", "${payload.number}"]},
        "item": {"type": "Text", "text": "Stop at ${payload.number}", "fontSize": 60},
    }
    template = {"parameters": ["payload"], "items": [touch]}
    return {
        "type": "Alexa.Presentation.APL.RenderDocument",
        "token": token,
        "document": {"type": "APL", "version": "1.8", "mainTemplate": template},
        "datasources": {"number": 7},
    }


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_drawn_and_can_be_touched(opens_page: OpensPage, tmp_path: Path, screen: str) -> None:
    """By Amazon's own renderer, at every device's size."""
    if not RENDERER.is_file():
        missing(RENDERER_OFF)
    (tmp_path / "en-US.json").write_bytes(SMALL_MODEL.read_bytes())
    skill = Skill([says("Look at this for a while. " * 20, directives=[touchable("first")])])
    person = opens_page(skill, models=tmp_path)
    person.opens(screen=screen)
    person.says("open hamstring coach")
    person.page.wait_for_selector("#frame.lit")
    person.sees("Stop at 7", "#view")
    answers = person.page.locator("#log .coach").count()
    person.page.wait_for_timeout(1_000)  # the renderer misses a touch in its first instant
    person.page.click("#fit")
    person.answered(answers)
    event = skill.requests[-1]["request"]
    assert event["type"] == "Alexa.Presentation.APL.UserEvent"
    assert (event["token"], event["arguments"]) == ("first", ["stop", 7])
    assert not person.wrong
