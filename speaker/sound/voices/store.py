"""A folder of spoken lines that never grows beyond a bound."""

import os
import tempfile
from pathlib import Path

import numpy as np

from speaker.sound.pcm import Samples


class Store:
    """Lines by key, each a file of plain samples; the ones not used for longest go first."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        """Makes the folder; raises `OSError` where it cannot."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._most_bytes = folder, most_bytes
        self._bytes = sum(path.stat().st_size for path in folder.glob("*.pcm"))

    def get(self, key: str) -> Samples | None:
        """The line, if it is kept."""
        path = self._folder / f"{key}.pcm"
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return np.frombuffer(data, dtype="<i2").astype(np.int16)

    def put(self, key: str, line: Samples) -> None:
        """Keeps a line. A full or read-only disk is no reason to be silent: the line is then not kept."""
        data = line.astype("<i2").tobytes()
        try:
            self._write(key, data)
            self._bytes += len(data)
            if self._bytes > self._most_bytes:
                self._make_room()
        except OSError:
            return

    def _write(self, key: str, data: bytes) -> None:
        with tempfile.NamedTemporaryFile(dir=self._folder, suffix=".part", delete=False) as file:
            file.write(data)
        Path(file.name).replace(self._folder / f"{key}.pcm")

    def _make_room(self) -> None:
        """Down to half of what is allowed, so that this is seldom done."""
        files = [(path.stat().st_mtime, path.stat().st_size, path) for path in self._folder.glob("*.pcm")]
        self._bytes = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if self._bytes <= self._most_bytes // 2:
                break
            path.unlink(missing_ok=True)
            self._bytes -= size
