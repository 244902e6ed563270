"""Screens of Amazon's devices, as requests describe them."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Screen:
    """One device's screen."""

    name: str
    """What people call the device."""

    width: int
    """In pixels."""

    height: int
    """In pixels."""

    dpi: int = 160
    """Pixels to the inch as APL counts them."""

    shape: str = "RECTANGLE"
    """`RECTANGLE` or `ROUND`."""

    mode: str = "HUB"
    """`HUB` or `TV`."""

    newest_apl: str = "2024.3"
    """Newest APL version the device reports."""

    @property
    def viewport(self) -> dict[str, Any]:
        """`context.Viewport` of a request."""
        return {
            "experiences": [{"arcMinuteWidth": 346, "arcMinuteHeight": 216, "canRotate": False, "canResize": False}],
            "mode": self.mode,
            "shape": self.shape,
            "pixelWidth": self.width,
            "pixelHeight": self.height,
            "dpi": self.dpi,
            "currentPixelWidth": self.width,
            "currentPixelHeight": self.height,
            "touch": [] if self.mode == "TV" else ["SINGLE"],
        }


SCREENS = {
    "show-5": Screen("Echo Show 5", 960, 480),
    "show-8": Screen("Echo Show 8", 1280, 800),
    "show-15": Screen("Echo Show 15", 1920, 1080),
    "spot": Screen("Echo Spot", 480, 480, shape="ROUND"),
    "tv": Screen("Fire TV", 1920, 1080, dpi=320, mode="TV"),
}
