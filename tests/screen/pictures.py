"""`make screens`: pictures of every screen on every device, in build/screens. Look at them."""

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from tests.screen.examples import VIEWPORTS, examples, screen_of
from tests.screen.renderer import draw, job, lacking
from tests.screen.test_drawn import moments

FOLDER = Path("build/screens")


def jobs(folder: Path) -> Iterator[dict[str, Any]]:
    """Every screen at each of its moments, and a set where nothing is to move."""
    for name in examples():
        for device, viewport in VIEWPORTS.items():
            steps = [
                {"at": moment["at"], "picture": str(folder / f"{name}-{number}-{device}.png")}
                for number, moment in enumerate(moments(name), start=1)
            ]
            yield job(f"{name} {device}", screen_of(name), viewport, steps)
    still = [{"at": moments("set-seated")[1]["at"], "picture": str(folder / "still-1-show-8.png")}]
    yield job("still", screen_of("set-seated"), VIEWPORTS["show-8"], still, still=True)


def page(folder: Path) -> str:
    """All pictures on one page."""
    pictures = sorted(path.name for path in folder.glob("*.png"))
    shown = [
        f'<figure><img src="{name}" height="240"><figcaption>{escape(name)}</figcaption></figure>' for name in pictures
    ]
    style = "body{background:#665;color:white;font:14px sans-serif;display:flex;flex-wrap:wrap}figure{margin:8px}"
    return f'<!doctype html><meta charset="utf-8"><title>Screens</title><style>{style}</style>{"".join(shown)}\n'


def main() -> None:
    """Draw them. Without what it needs, say what is missing."""
    missing = lacking()
    if missing:
        sys.exit(missing)
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else FOLDER).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    draw(jobs(folder))
    (folder / "index.html").write_text(page(folder), encoding="utf-8")
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main()
