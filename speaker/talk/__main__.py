"""`python -m speaker.talk`: talk with the skill in this terminal."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console

from speaker.device import Device
from speaker.device.wire import Handler
from speaker.envelope import DESK_APPLICATION, Setting
from speaker.playback import estimate
from speaker.playback.voice import USUAL_CHARACTERS_A_SECOND
from speaker.talk.clock import Clock, FastClock, WallClock
from speaker.talk.talk import Talk
from speaker.understanding import Understanding

MODELS = Path(__file__).parents[2] / "interaction_models"


def main(arguments: Sequence[str] | None = None) -> int:
    """Talk until the person leaves; 0 when all went well, 2 when it could not begin."""
    chosen = _arguments(arguments)
    console = Console(highlight=False)
    model = MODELS / f"{chosen.locale}.json"
    if not model.is_file():
        console.print(f"There is no interaction model for {chosen.locale}: {', '.join(_locales())} can be had.")
        return 2
    understanding = Understanding.from_file(model)
    setting = Setting(locale=chosen.locale, application_id=os.environ.get("SKILL_ID") or DESK_APPLICATION)
    try:
        handler = _handler(chosen.audio)
    except ValueError as error:  # a setting that cannot be
        console.print(str(error))
        return 2
    device = Device(handler, understanding, estimate(chosen.rate), setting)
    clock: Clock = FastClock(WallClock().now()) if chosen.fast else WallClock()
    talk = Talk(device, clock, console, understanding.invocation_name)
    try:
        talk.greet()
        if sys.stdin.isatty() and not chosen.fast:
            talk.live()
        else:
            talk.script(_lines(console))
    except KeyboardInterrupt:
        talk.interrupted()
    return 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("speaker.talk", description="Talk with the skill in this terminal.")
    parser.add_argument("--fast", action="store_true", help="let time jump instead of waiting")
    parser.add_argument("--locale", default="en-US", help="which interaction model to speak to")
    parser.add_argument("--audio", choices=["apla", "ssml"], help="how the skill renders a set")
    parser.add_argument(
        "--rate",
        type=_rate,
        default=USUAL_CHARACTERS_A_SECOND,
        help="characters the voice speaks in a second",
    )
    return parser.parse_args(arguments)


def _rate(text: str) -> float:
    rate = float(text)
    if not 1 <= rate <= 100:
        raise argparse.ArgumentTypeError("from 1 to 100")
    return rate


def _handler(audio: str | None) -> Handler:
    """The skill's own handler; its settings come from the environment, so they are set before it is imported.

    A setting that cannot be raises ValueError.
    """
    if audio is not None:
        os.environ["AUDIO"] = audio
    from skill.app import build_skill, handler
    from skill.settings import Settings

    build_skill(Settings.from_environment())
    return handler


def _locales() -> list[str]:
    return sorted(model.stem for model in MODELS.glob("*.json"))


def _lines(console: Console) -> Iterator[str]:
    """Lines from the standard input, with a prompt when someone types them."""
    if not sys.stdin.isatty():
        sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
        yield from sys.stdin
        return
    while True:
        try:
            yield console.input("> ")
        except EOFError:
            return


if __name__ == "__main__":
    raise SystemExit(main())
