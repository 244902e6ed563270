"""What this machine has to speak, hear and show with. Each part is loaded in the background and may be missing."""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

Loaded = TypeVar("Loaded", covariant=True)


class PartMissing(RuntimeError):
    """A part is not there; the message is one line that says what is off."""


class Part(Generic[Loaded]):
    """Something that takes a while to load, or cannot be."""

    def __init__(self, load: Callable[[], Loaded]) -> None:
        """Begins to load at once, on a thread of its own."""
        self._future: Future[Loaded] = Future()
        threading.Thread(target=self._run, args=(load,), daemon=True).start()

    def _run(self, load: Callable[[], Loaded]) -> None:
        try:
            self._future.set_result(load())
        except Exception as error:  # whatever is wrong with a part, the rest goes on without it
            self._future.set_exception(PartMissing(" ".join(str(error).split()) or type(error).__name__))

    def get(self) -> Loaded:
        """The part, waited for while it loads; raises `PartMissing`."""
        return self._future.result()

    @property
    def is_loading(self) -> bool:
        """Whether it is not known yet if the part works."""
        return not self._future.done()

    @property
    def why_off(self) -> str:
        """One line that says why the part is missing; empty when it is not, or still loads."""
        error = self._future.exception() if self._future.done() else None
        return str(error) if error else ""


class Ears:
    """A recogniser for several threads."""

    def __init__(self, model: Path, locale: str) -> None:
        """Raises `RecogniserMissing`, or `ImportError` where not even its parts can be imported."""
        from speaker.hearing import open_recogniser

        self._recogniser = open_recogniser(model, locale)
        self._one_at_a_time = threading.Lock()

    def hear(self, samples: npt.NDArray[np.int16]) -> "tuple[str | None, str, bool]":
        """The words, or None with the reason; and whether somebody spoke at all."""
        from speaker.hearing import Rejection

        with self._one_at_a_time:
            heard = self._recogniser.hear(samples)
        reason = heard.why_rejected
        return heard.text, reason.value if reason else "", reason in (None, Rejection.UNCLEAR)


class AllEars:
    """Recognisers by locale, each loaded when it is first wanted."""

    def __init__(self, models: Mapping[str, Path]) -> None:
        """The models are files by locale."""
        self._models = models
        self._parts: dict[str, Part[Ears]] = {}
        self._lock = threading.Lock()

    def of(self, locale: str) -> Part[Ears]:
        """The recogniser of a locale that has a model."""
        with self._lock:
            if locale not in self._parts:
                self._parts[locale] = Part(lambda: Ears(self._models[locale], locale))
            return self._parts[locale]
