"""Phrases that two intents claim."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

from tests.interaction_model.model import SLOT, Intent, Model, has_free_text

# What each standard built-in intent already understands in English, from Amazon's page "Standard Built-in Intents".
BUILT_IN_PHRASES = {
    "AMAZON.StopIntent": frozenset({"stop", "off", "shut up"}),
    "AMAZON.CancelIntent": frozenset({"cancel", "never mind", "forget it"}),
    "AMAZON.HelpIntent": frozenset({"help", "help me", "can you help me"}),
    "AMAZON.YesIntent": frozenset({"yes", "yes please", "sure"}),
    "AMAZON.NoIntent": frozenset({"no", "no thanks"}),
    "AMAZON.PauseIntent": frozenset({"pause", "pause that"}),
    "AMAZON.ResumeIntent": frozenset({"resume", "continue", "keep going"}),
    "AMAZON.RepeatIntent": frozenset({"repeat", "say that again", "repeat that"}),
    "AMAZON.NextIntent": frozenset({"next", "skip", "skip forward"}),
    "AMAZON.PreviousIntent": frozenset({"go back", "skip back", "back up"}),
    "AMAZON.StartOverIntent": frozenset({"start over", "restart", "start again"}),
}


@cache
def in_order(phrases: frozenset[str]) -> list[str]:
    return sorted(phrases)


@dataclass(frozen=True, slots=True)
class Pattern:
    """What an intent can sound like: any of `middles` between two fixed ends."""

    intent: str
    before: str
    middles: frozenset[str]
    after: str

    def __contains__(self, phrase: str) -> bool:
        end = len(phrase) - len(self.after)
        fits = phrase.startswith(self.before) and phrase.endswith(self.after) and end >= len(self.before)
        return fits and phrase[len(self.before) : end] in self.middles

    def middles_that_may_give(self, start: str) -> list[str]:
        """The middles that begin with `start`, and those it begins with."""
        ordered = in_order(self.middles)
        longer = ordered[bisect_left(ordered, start) : bisect_right(ordered, start + chr(0x10FFFF))]
        return longer + [start[:size] for size in range(len(start)) if start[:size] in self.middles]


def shared_phrase(one: Pattern, other: Pattern) -> str | None:
    """A phrase both can sound like; None when there is none."""
    short, long = sorted((one, other), key=lambda pattern: len(pattern.before))
    if not long.before.startswith(short.before):
        return None
    middles = short.middles_that_may_give(long.before[len(short.before) :])
    phrases = (short.before + middle + short.after for middle in middles)
    return next((phrase for phrase in phrases if phrase in long), None)


def patterns(model: Model, intent: Intent) -> Iterator[Pattern]:
    """The samples without a slot as one pattern, and each other one with its last slot left open."""
    plain = [sample for sample in intent.samples if not SLOT.search(sample)]
    yield Pattern(intent.name, "", frozenset(plain) | BUILT_IN_PHRASES.get(intent.name, frozenset()), "")
    for sample in intent.samples:
        if has_free_text(intent, sample) or not (names := SLOT.findall(sample)):
            continue
        template, after = SLOT.sub("{}", sample).rsplit("{}", 1)
        middles = model.spoken(intent.slots[names[-1]])
        for filling in product(*(model.spoken(intent.slots[name]) for name in names[:-1])):
            yield Pattern(intent.name, template.format(*filling), middles, after)


def by_first_word(found: Iterable[Pattern]) -> dict[str, list[Pattern]]:
    """The patterns under the first word they begin with; one that begins with its middles is split up by them."""
    groups: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in found:
        if pattern.before:
            groups[pattern.before.partition(" ")[0]].append(pattern)
            continue
        middles: dict[str, set[str]] = defaultdict(set)
        for middle in pattern.middles:
            middles[middle.partition(" ")[0]].add(middle)
        for word, some in middles.items():
            groups[word].append(Pattern(pattern.intent, "", frozenset(some), pattern.after))
    return groups


def collisions(found: Iterable[Pattern]) -> Iterator[tuple[str, str, str]]:
    """A phrase and the two intents that claim it, for every pair of patterns that share one."""
    for group in by_first_word(found).values():
        for one, other in combinations(group, 2):
            if one.intent != other.intent and (phrase := shared_phrase(one, other)):
                yield phrase, min(one.intent, other.intent), max(one.intent, other.intent)
