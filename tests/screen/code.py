"""The QR code of the contact screen: `python -m tests.screen.code` draws it anew after `clinic.toml` has changed."""

import json
from itertools import groupby
from pathlib import Path
from typing import Any

import segno

from skill import library

FILE = Path(library.__file__).parent / "content" / "screens" / "drawings" / "code.json"
QUIET = 4
"""Light modules around a code, as the standard (ISO/IEC 18004) asks for."""


def text_of() -> str:
    """What a telephone's camera reads: a call to the clinic's rehabilitation."""
    return f"tel:{library.clinic()['clinic.rehab_phone'].telephone.replace('-', '')}"


def drawing(text: str) -> dict[str, Any]:
    """The code as a vector graphic: each run of dark modules is one thick line."""
    code = segno.make(text, micro=False)
    size = len(code.matrix) + 2 * QUIET
    lines = []
    for y, row in enumerate(code.matrix):
        x = QUIET
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                lines.append(f"M{x},{y + QUIET}.5h{length}")
            x += length
    edge = "a1.5,1.5 0 0 1"
    side = size - 3
    card = f"M1.5,0h{side}{edge} 1.5,1.5v{side}{edge} -1.5,1.5h-{side}{edge} -1.5,-1.5v-{side}{edge} 1.5,-1.5z"
    return {
        "type": "AVG",
        "version": "1.1",
        "description": f"{text} (drawn by tests/screen/code.py)",
        "width": size,
        "height": size,
        "items": [
            {"type": "path", "pathData": card, "fill": "white"},
            {"type": "path", "pathData": "".join(lines), "stroke": "black", "strokeWidth": 1.03},
        ],
    }


def written(text: str) -> str:
    """The file of a code."""
    return json.dumps(drawing(text), indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(text_of()), encoding="utf-8")
