"""Where in an utterance a sample's slots may lie."""

from collections.abc import Mapping, Sequence
from itertools import pairwise, product

from speaker.understanding.samples import Sample, Slot, Word
from speaker.understanding.words import keys

Spans = Mapping[str, tuple[tuple[int, int], ...]]
# Listed places tried for each slot, longest first.
_MOST = 3


def places(sample: Sample, heard: Sequence[str], listed: Spans) -> list[dict[Slot, tuple[int, int]]]:
    """The ways to lay the sample's slots over the tokens.

    `listed` has, for each type, the places whose words the type lists or parses. A single slot may also lie between
    the sample's own words, whatever is said there.
    """
    slots = sample.slots
    if not slots:
        return [{}]
    options = [listed.get(slot.type, ())[:_MOST] for slot in slots]
    ways = [dict(zip(slots, spans, strict=True)) for spans in product(*options) if _are_apart(spans)]
    if len(slots) == 1:
        between = _between(sample, keys(heard))
        if between and between not in options[0]:
            ways.append({slots[0]: between})
    return ways


def _are_apart(spans: Sequence[tuple[int, int]]) -> bool:
    return all(before[1] <= after[0] for before, after in pairwise(sorted(spans)))


def _between(sample: Sample, words: Sequence[str]) -> tuple[int, int] | None:
    """Where the slot lies by the sample's words around it; None when those words are not there."""
    place = next(index for index, part in enumerate(sample.parts) if isinstance(part, Slot))
    before = [part.key for part in sample.parts[:place] if isinstance(part, Word)]
    after = [part.key for part in sample.parts[place + 1 :] if isinstance(part, Word)]
    begin = 0
    for word in before:
        if word in words[begin:]:
            begin = words.index(word, begin) + 1
    if before and (not begin or words[begin - 1] != before[-1]):
        return None
    end = len(words)
    if after:
        end = next((index for index in range(begin + 1, len(words)) if words[index] == after[0]), -1)
    return (begin, end) if end > begin else None
