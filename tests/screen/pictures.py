"""`make screens`: a picture of every screen at every size, in build/screens. Look at them."""

import sys
from pathlib import Path

from tests.screen.examples import VIEWPORTS, examples, screen_of
from tests.screen.renderer import draw, job, lacking

FOLDER = Path("build/screens")
SHOWN = 600
"""Milliseconds after which a screen is looked at."""


def main() -> int:
    """Draw them; 1 when something needed is missing, said in a line."""
    if missing := lacking():
        print(missing, file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    jobs = [
        job(f"{name}-{device}", screen_of(name), viewport, [{"at": SHOWN}, {"picture": str(file(name, device))}])
        for name in examples()
        for device, viewport in VIEWPORTS.items()
    ]
    print(f"{len(draw(jobs))} pictures in {FOLDER}")
    return 0


def file(name: str, device: str) -> Path:
    """Where the picture of a screen on a device goes."""
    return (FOLDER / f"{name}-{device}.png").absolute()


if __name__ == "__main__":
    sys.exit(main())
