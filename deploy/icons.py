"""The icons of the skill, drawn from `icon.svg`."""

from pathlib import Path

import resvg_py

SOURCE = Path(__file__).parent / "icon.svg"
SIZES = {"small": 108, "large": 512}
"""What the Alexa console wants, in pixels."""


def draw(folder: Path, locale: str) -> dict[str, str]:
    """Both icons as PNG files; the name of each size's file."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {size: f"{locale}_{size}Icon.png" for size in SIZES}
    for size, pixels in SIZES.items():
        drawn = resvg_py.svg_to_bytes(svg_path=str(SOURCE), width=pixels, height=pixels)
        (folder / names[size]).write_bytes(bytes(drawn))
    return names
