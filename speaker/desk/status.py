"""What this machine has to speak, hear and show with, and what is off."""

from pathlib import Path
from typing import Any

from speaker.desk.desk import Desk
from speaker.desk.given import NO_SCREEN
from speaker.screens import SCREENS, Screen

RENDERER = Path(__file__).parent / "node_modules" / "apl-viewhost-web" / "index.js"
"""Amazon's renderer of APL for the browser, as npm installs it."""

RENDERER_OFF = "Screens are off: Amazon's renderer is not installed. With Node and npm, make speaker installs it."


def status_of(desk: Desk, locale: str) -> dict[str, Any]:
    """For the page: the choices there are, and one line for each part that is off."""
    voice, ears = desk.voice, desk.ears.of(locale)
    off = [f"{name} is off: {why}" for name, why in (("Voice", voice.why_off), ("Hearing", ears.why_off)) if why]
    has_renderer = RENDERER.is_file()
    return {
        "invocation_name": desk.understanding(locale).invocation_name,
        "locales": list(desk.models),
        "screens": {name: _screen(screen) for name, screen in SCREENS.items()},
        "no_screen": NO_SCREEN,
        "voice": not voice.why_off,
        "hearing": not ears.why_off,
        "renderer": has_renderer,
        "off": off + ([] if has_renderer else [RENDERER_OFF]),
        "is_loading": voice.is_loading or ears.is_loading,
    }


def _screen(screen: Screen) -> dict[str, Any]:
    return {
        "name": screen.name,
        "width": screen.width,
        "height": screen.height,
        "dpi": screen.dpi,
        "shape": screen.shape,
        "mode": screen.mode,
    }
