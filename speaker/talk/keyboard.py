"""A line typed under a live display: the terminal neither echoes nor waits for Enter while this is open."""

import codecs
import os
import re
import select
import sys
import termios
import tty
from types import TracebackType
from typing import Self

_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|.)?")
_ENTER, _ERASE, _ERASE_WORD, _ERASE_LINE, _END = "\r\n", "\x7f\b", "\x17", "\x15", "\x04"


class LineEditor:
    """Characters as typed -> finished lines."""

    def __init__(self) -> None:
        self.text = ""
        self.is_at_end = False

    def type(self, characters: str) -> list[str]:
        """Take characters in; the lines they finish. Ctrl-D on an empty line sets `is_at_end`."""
        lines: list[str] = []
        for character in _ESCAPES.sub("", characters):
            if character in _ENTER:
                lines.append(self.text)
                self.text = ""
            elif character == _END:
                self.is_at_end = self.is_at_end or not self.text
            else:
                self._edit(character)
        return lines

    def _edit(self, character: str) -> None:
        if character in _ERASE:
            self.text = self.text[:-1]
        elif character == _ERASE_LINE:
            self.text = ""
        elif character == _ERASE_WORD:
            self.text = re.sub(r"\S*\s*$", "", self.text)
        elif character.isprintable():
            self.text += character


class Keyboard:
    """Reads the terminal a character at a time; gives it back as it was."""

    def __init__(self) -> None:
        self._editor = LineEditor()
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="ignore")

    @property
    def text(self) -> str:
        """What is typed and not yet sent."""
        return self._editor.text

    @property
    def is_at_end(self) -> bool:
        """Whether Ctrl-D was typed, or the terminal went away."""
        return self._editor.is_at_end

    def __enter__(self) -> Self:
        self._file = sys.stdin.fileno()
        self._before = termios.tcgetattr(self._file)
        tty.setcbreak(self._file)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        termios.tcsetattr(self._file, termios.TCSADRAIN, self._before)

    def lines(self, within: float) -> list[str]:
        """The lines finished within so many seconds, or sooner when something is typed."""
        ready, _, _ = select.select([self._file], [], [], within)
        if not ready:
            return []
        typed = os.read(self._file, 1024)
        if not typed:
            self._editor.is_at_end = True
        return self._editor.type(self._decoder.decode(typed))
