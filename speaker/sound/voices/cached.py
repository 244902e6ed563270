"""A voice that remembers what it has said, in memory and on disk."""

import hashlib
import threading
from collections import OrderedDict
from pathlib import Path

from platformdirs import user_cache_path

from speaker.sound.pcm import Samples
from speaker.sound.voices.store import Store
from speaker.sound.voices.voice import Voice

MOST_BYTES_IN_MEMORY = 64_000_000
MOST_BYTES_ON_DISK = 256_000_000


class CachedVoice:
    """Speaks each line once. Safe for several threads."""

    def __init__(
        self,
        voice: Voice,
        folder: Path | None = None,
        most_bytes: int = MOST_BYTES_IN_MEMORY,
        most_bytes_on_disk: int = MOST_BYTES_ON_DISK,
    ) -> None:
        """Keeps lines in the folder, by default in the user's own cache; in memory alone where it cannot be made."""
        self._voice = voice
        self.name = voice.name
        self.sampling_rate = voice.sampling_rate
        self._most_bytes, self._bytes = most_bytes, 0
        self._lines: OrderedDict[str, Samples] = OrderedDict()
        self._lock = threading.Lock()
        try:
            self._store: Store | None = Store(folder or default_folder(), most_bytes_on_disk)
        except OSError:
            self._store = None

    def speak(self, text: str, rate: float = 1.0) -> Samples:
        """As `Voice.speak`; always the same samples for the same line."""
        key = hashlib.sha256(f"{self.name}\n{rate:.3f}\n{text}".encode()).hexdigest()
        with self._lock:
            if key in self._lines:
                self._lines.move_to_end(key)
                return self._lines[key]
        line = self._store.get(key) if self._store else None
        if line is None:
            line = self._voice.speak(text, rate)
            if self._store:
                self._store.put(key, line)
        return self._remember(key, line)

    def _remember(self, key: str, line: Samples) -> Samples:
        line.flags.writeable = False
        with self._lock:
            kept = self._lines.setdefault(key, line)
            if kept is line:
                self._bytes += line.nbytes
            while self._bytes > self._most_bytes and len(self._lines) > 1:
                self._bytes -= self._lines.popitem(last=False)[1].nbytes
        return kept


def default_folder() -> Path:
    """Where spoken lines are kept on this machine."""
    return user_cache_path("hamstring-coach") / "spoken"
