"""The table of screens, and the documents it puts together from `content/screens`."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from skill.library import content

MESSAGE = "message"
PROMPT = "prompt"


class Picture(NamedTuple):
    """What a screen is made of."""

    body: str = MESSAGE
    """The file of `bodies` that lays it out."""
    drawings: tuple[str, ...] = ()
    """Files of `drawings`; that of a position comes first."""


class Table(NamedTuple):
    """Which picture is shown how, and what can be touched."""

    pictures: Mapping[str, Picture]
    touches: Mapping[str, tuple[str, ...]]

    def picture(self, topic: str) -> Picture:
        """What shows a topic; a message where nothing else is said."""
        return self.pictures.get(topic, Picture())

    def touched_at(self, prompt: str) -> tuple[str, ...]:
        """The moves that can be touched while a prompt waits."""
        return self.touches.get(prompt, self.touches[PROMPT])


@cache
def table() -> Table:
    """The table of `screens.toml`."""
    data = content("screens/screens.toml")
    pictures = {
        topic: Picture(each["body"], tuple(each.get("drawings", ()))) for topic, each in data["pictures"].items()
    }
    return Table(pictures, {prompt: tuple(moves) for prompt, moves in data["touches"].items()})


@cache
def drawing(name: str) -> dict[str, Any]:
    """A vector drawing."""
    return content(f"screens/drawings/{name}.json")


@cache
def document(picture: Picture) -> dict[str, Any]:
    """The APL document of a picture: the frame, its body, and the drawings it needs. Not to be changed."""
    frame = content("screens/document.json")
    body = content(f"screens/bodies/{picture.body}.json")
    graphics = {name: drawing(name) for name in picture.drawings}
    return {**frame, "layouts": {**frame["layouts"], **body}, "graphics": graphics}
