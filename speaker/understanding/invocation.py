"""How a skill is called: "open NAME", "ask NAME for ..."."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from speaker.understanding.language import Language

# The name run together, 0 to 100: recognisers split and join its words.
_SAME_NAME = 90.0


@dataclass(frozen=True, slots=True)
class Invocation:
    """A call of the skill by its name."""

    said: tuple[str, ...]
    """Words of the request that came with the name; empty when the skill is only opened."""

    connector: tuple[str, ...] = ()
    """The word between name and request that Amazon drops, such as "for"."""


def without_wake_word(words: Sequence[str], language: Language) -> tuple[str, ...]:
    """The tokens without leading wake words."""
    rest = tuple(words)
    while rest and rest[0] in language.wake_words:
        rest = rest[1:]
    return rest


def invocation(words: Sequence[str], name: Sequence[str], language: Language) -> Invocation | None:
    """The call these words make of the skill of this name; None when they call nothing."""
    found = _name(words, name)
    if found is None:
        return None
    before, after = " ".join(words[: found[0]]), tuple(words[found[1] :])
    before = before.removesuffix(" the")
    if not after and (not before or before in language.launch or before in language.ask):
        return Invocation(())
    if before in language.ask or before in language.launch:
        if after[0] in language.connectors and len(after) > 1:
            return Invocation(after[1:], after[:1])
        return Invocation(after)
    return None


def _name(words: Sequence[str], name: Sequence[str]) -> tuple[int, int] | None:
    wanted = "".join(name)
    best: tuple[float, int, int] | None = None
    for begin in range(min(len(words), 4)):
        for size in range(max(1, len(name) - 1), len(name) + 2):
            end = begin + size
            if end > len(words):
                break
            likeness = fuzz.ratio("".join(words[begin:end]), wanted)
            if likeness >= _SAME_NAME and (best is None or likeness > best[0]):
                best = (likeness, begin, end)
    return None if best is None else best[1:]
