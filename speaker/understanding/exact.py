"""Exact matches: an utterance that is a sample word for word, its slots filled from their types."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from speaker.understanding.heard import SlotValue
from speaker.understanding.samples import Sample, Slot, Word
from speaker.understanding.slot_types import SlotTypes
from speaker.understanding.words import key, keys


@dataclass(frozen=True, slots=True)
class Match:
    """A sample that an utterance meets."""

    sample: Sample
    """The sample met."""

    slots: dict[str, SlotValue]
    """Its slots as filled."""


class ExactMatcher:
    """Finds the samples that an utterance meets word for word."""

    def __init__(self, samples: Iterable[Sample], slot_types: SlotTypes) -> None:
        self._slot_types = slot_types
        self._literal: dict[tuple[str, ...], Sample] = {}
        self._by_first: dict[str | None, list[Sample]] = {}
        for sample in samples:
            if not sample.slots:
                self._literal.setdefault(sample.words, sample)
                continue
            first = sample.parts[0]
            self._by_first.setdefault(first.key if isinstance(first, Word) else None, []).append(sample)

    def literal(self, words: Sequence[str]) -> Match | None:
        """The sample without slots that these words are."""
        sample = self._literal.get(keys(words))
        return None if sample is None else Match(sample, {})

    def slotted(self, words: Sequence[str]) -> Match | None:
        """The sample with slots that these words meet with the most words of its own; free text stays out of it."""
        return self._best(words, free_text=False)

    def free_text(self, words: Sequence[str]) -> Match | None:
        """The sample whose carrier phrase, the longest such, these words begin or end with."""
        return self._best(words, free_text=True)

    def _best(self, words: Sequence[str], *, free_text: bool) -> Match | None:
        if not words:
            return None
        best: Match | None = None
        for sample in (*self._by_first.get(keys(words[:1])[0], ()), *self._by_first.get(None, ())):
            if sample.is_free_text != free_text or (best and len(sample.words) <= len(best.sample.words)):
                continue
            slots = next(self._fillings(sample.parts, words), None)
            if slots is not None:
                best = Match(sample, slots)
        return best

    def _fillings(self, parts: Sequence[Word | Slot], words: Sequence[str]) -> Iterator[dict[str, SlotValue]]:
        """Every way in which the words are these parts, the longest slots first."""
        if not parts and not words:
            yield {}
        if not parts or len(words) < len(parts):
            return
        head, rest = parts[0], parts[1:]
        if isinstance(head, Slot):
            yield from self._slot_fillings(head, rest, words)
        elif key(words[0]) == head.key:
            yield from self._fillings(rest, words[1:])

    def _slot_fillings(
        self, slot: Slot, rest: Sequence[Word | Slot], words: Sequence[str]
    ) -> Iterator[dict[str, SlotValue]]:
        for size in range(len(words) - len(rest), 0, -1):
            value = self._slot_types.fill(slot.type, words[:size])
            if value is not None:
                for filled in self._fillings(rest, words[size:]):
                    yield {slot.name: value, **filled}
