"""A few phrases of the interaction model that Whisper is told to have heard before.

It then knows what is being talked about: "tingling" rather than "going", "thigh" rather than "side".
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from speaker.understanding.model import Model

_LONGEST_PHRASE = 4


def priming(model: Model, most_words: int) -> str:
    """The invocation name, then phrases that together hold most of the words that tell what the skill is about."""
    phrases = _phrases(model)
    telling = _telling(phrases)
    chosen, count = [model.invocation_name], len(model.invocation_name.split())
    known: set[str] = set()
    short = sorted({phrase for group in phrases.values() for phrase in group if _is_short(phrase)})
    while short:
        best = max(short, key=lambda phrase: _gain(phrase, telling, known))
        count += len(best.split())
        if count > most_words or _gain(best, telling, known) <= 0:
            break
        chosen.append(best)
        known |= set(best.split())
        short.remove(best)
    return " ".join(f"{phrase[0].upper()}{phrase[1:]}." for phrase in chosen)


def _phrases(model: Model) -> Mapping[str, Sequence[str]]:
    """What can be said, by intent and by slot type."""
    samples = {intent.name: [one.lower() for one in intent.samples if "{" not in one] for intent in model.intents}
    values = {
        name: [phrase.lower() for value in group for phrase in value.phrases] for name, group in model.types.items()
    }
    return samples | values


def _telling(phrases: Mapping[str, Sequence[str]]) -> Mapping[str, float]:
    """How much each word tells: often said, but in few intents and types; a function word is in nearly all."""
    counts: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    for group in phrases.values():
        words = [word for phrase in group for word in phrase.split()]
        counts.update(words)
        groups.update(set(words))
    return {word: math.log1p(count) * math.log(len(phrases) / groups[word]) for word, count in counts.items()}


def _is_short(phrase: str) -> bool:
    return len(phrase.split()) <= _LONGEST_PHRASE


def _gain(phrase: str, telling: Mapping[str, float], known: set[str]) -> float:
    """What the phrase's new words tell, for each of its words."""
    words = phrase.split()
    return sum(telling[word] for word in set(words) - known) / (len(words) + 1)
