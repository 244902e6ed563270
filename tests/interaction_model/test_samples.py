"""The samples: how they are written, and that no two intents claim the same words."""

from collections import Counter, defaultdict
from itertools import islice

from tests.interaction_model.collisions import Pattern, collisions, patterns
from tests.interaction_model.model import SLOT, Model, is_spoken


def test_sample_is_written_as_it_is_spoken(model: Model) -> None:
    """Cautious: letters, spaces, apostrophes, hyphens, full stops for initials, and slots; numbers as words."""
    wrong = [
        sample
        for intent in model.intents
        for sample in intent.samples
        if not is_spoken(SLOT.sub("x", sample)) or sample != " ".join(sample.split())
    ]
    assert wrong == []


def test_sample_is_not_too_long(model: Model) -> None:
    """Cautious: two hundred signs is the commonly given limit of a sample."""
    assert [sample for intent in model.intents for sample in intent.samples if len(sample) > 200] == []


def test_sample_is_given_once_within_its_intent(model: Model) -> None:
    """Amazon, model build: a duplicate sample is an error."""
    twice = [
        (intent.name, sample)
        for intent in model.intents
        for sample, count in Counter(intent.samples).items()
        if count > 1
    ]
    assert twice == []


def test_sample_belongs_to_one_intent(model: Model) -> None:
    """Amazon, utterance conflicts: which of two intents gets a shared sample is not defined."""
    holders: dict[str, set[str]] = defaultdict(set)
    for intent in model.intents:
        for sample in intent.samples:
            types = [f"{{{intent.slots[name]}}}" for name in SLOT.findall(sample)]
            holders[SLOT.sub("{}", sample).format(*types)].add(intent.name)
    assert {sample: names for sample, names in holders.items() if len(names) > 1} == {}


def test_phrase_with_its_slots_filled_belongs_to_one_intent(model: Model) -> None:
    """Amazon, utterance conflicts: the same words reached through a slot are the same conflict.

    The built-ins' own phrases take part, so that no sample takes a word away from them.
    """
    found = (pattern for intent in model.intents for pattern in patterns(model, intent))
    assert list(islice(collisions(found), 40)) == []


def test_a_collision_is_found_wherever_it_hides() -> None:
    """The search for collisions itself: in a bare slot, through either end, and not where nothing is shared."""
    said = frozenset({"tingling", "a numb foot", "i feel weak"})
    bare, feel = Pattern("A", "", said, ""), Pattern("B", "i feel ", frozenset({"weak"}), "")
    no, plain = Pattern("C", "no ", said, ""), Pattern("D", "", frozenset({"no", "no tingling"}), "")
    numb, bad = Pattern("E", "is a numb ", frozenset({"foot", "toe"}), " bad"), Pattern("F", "is ", said, " bad")
    long = Pattern("G", "no tingling ", frozenset({"at all"}), "")
    assert list(collisions([bare, feel])) == [("i feel weak", "A", "B")]
    assert list(collisions([no, plain])) == [("no tingling", "C", "D")]
    assert list(collisions([numb, bad])) == [("is a numb foot bad", "E", "F")]
    assert list(collisions([long, Pattern("C", "no ", said, " at all")])) == [("no tingling at all", "C", "G")]
    assert list(collisions([bare, no, numb, long])) == []
