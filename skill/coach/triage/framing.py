"""Who a clause is about, when it holds, and whether it tells or asks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from skill.coach.triage.clauses import Clause, Joint
from skill.coach.triage.lexicon import Lexicon
from skill.coach.triage.verdict import Framing


@dataclass(frozen=True, slots=True)
class Sense:
    """How one clause is meant."""

    framing: Framing
    about_now: bool = False
    """True for a question that gives the asker away: "is it normal that my foot tingles"."""
    supposing: bool = False
    """True for a question that goes on supposing: "what if it tingles | and it goes numb"."""
    lately: bool = False
    """True for what was over only days ago: no more to be felt, and still a reason to stop when it was grave."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What a report says of all its clauses."""

    asks: bool
    """True when anything in it is a question."""
    ends: bool
    """True when it says of anything that it has ended."""
    is_over: bool
    """True when besides nothing of it goes on or came back."""


STATED = Sense(Framing.STATED)


def whole(words: Sequence[str], lexicon: Lexicon) -> Whole:
    """What the words of a report, taken together, say of its clauses."""
    grammar = lexicon.grammar
    ends = grammar["over"].among(words)
    is_over = ends and not grammar["goes_on"].among(words)
    is_over = is_over and not grammar["now"].among(grammar["over"].replaced(words, None))
    return Whole(grammar["questions"].among(words), ends, is_over)


def sense(clause: Clause, before: Sense, lexicon: Lexicon, told: Whole) -> Sense:
    """The sense of a clause after the clause before it, in a report that is `told` so."""
    if asked := _asked(clause, before, lexicon, told.asks):
        return asked
    if _of_someone_else(clause, before, lexicon):
        return Sense(Framing.SOMEONE_ELSE)
    return _past(clause, before, lexicon, told) or STATED


def carried(framing: Framing, first: Sense) -> Sense:
    """The sense of the first clause under the framing of the intent that brought it."""
    if framing in (Framing.STATED, Framing.DENIED) or first.framing is framing:
        return first
    return replace(first, framing=framing)


def told_again(clause: Clause, meant: Sense, before: Clause, was: Sense, lexicon: Lexicon) -> Sense:
    """The sense of the clause before this one, now that this one is heard.

    "It was only wind | that was in january" and "the fever | i had in january" are past; "i had sciatica years ago |
    and it is back" is not, and "my dad gets it in his foot | and so do i" is one's own.
    """
    grammar = lexicon.grammar
    if was.framing in (Framing.SOMEONE_ELSE, Framing.ASKED) and grammar["mine_too"].among(clause.words):
        return STATED
    if was.framing is Framing.PAST and grammar["returns"].among(grammar["over"].replaced(clause.words, None)):
        return STATED
    says_when = grammar["that_was"].among(clause.words) or grammar["relative"].among(clause.words)
    if meant.framing is not Framing.PAST or not says_when:
        return was
    goes_on = grammar["present"].among(before.words) or grammar["now"].among(before.words)
    return was if goes_on else meant


def _asked(clause: Clause, before: Sense, lexicon: Lexicon, asking: bool) -> Sense | None:
    grammar = lexicon.grammar
    if grammar["states_by_asking"].among(clause.words):
        return None
    supposes = grammar["supposes"].among(clause.words)
    if grammar["asks"].among(clause.words):
        return Sense(Framing.ASKED, supposing=supposes)
    if grammar["asks_about_now"].among(clause.words):
        if grammar["this_moment"].among(clause.words):
            return None
        of_others = grammar["others"].among(clause.words) and not grammar["self"].among(clause.words)
        return Sense(Framing.ASKED, about_now=not of_others)
    if (supposes and asking) or grammar["supposed"].among(clause.words):
        return Sense(Framing.ASKED, supposing=True)
    if before.supposing and clause.joint is Joint.LINK and not grammar["this_moment"].among(clause.words):
        return before
    return None


def _of_someone_else(clause: Clause, before: Sense, lexicon: Lexicon) -> bool:
    """Someone else's, unless the clause speaks of "i" or "my leg"; "he" and "her" keep who was named before."""
    grammar = lexicon.grammar
    named = grammar["others"].among(clause.words)
    again = grammar["others_again"].among(clause.words)
    if not (named or again or before.framing is Framing.SOMEONE_ELSE):
        return False
    told = grammar["hearsay"].replaced(clause.words, None)
    if grammar["self"].among(told):
        return False
    if named and grammar["reports"].among(clause.words):
        return before.framing is Framing.SOMEONE_ELSE or grammar["others_again"].among(told)
    return True


def _past(clause: Clause, before: Sense, lexicon: Lexicon, told: Whole) -> Sense | None:
    """Over and done; "since", "still" and "again" make it present, and so does a moment ago.

    What was days ago counts as now unless the report says that it is over; so does a feast or a thing that happened.
    After an end "but" turns to what is there now.
    """
    grammar = lexicon.grammar
    words = grammar["over"].replaced(clause.words, None) if told.ends else clause.words
    if grammar["this_moment"].among(clause.words):
        return None
    if grammar["now"].among(words) or grammar["goes_on"].among(clause.words):
        return None
    goes_on = grammar["present"].among(words)
    days_ago = grammar["days_ago"].among(clause.words)
    if grammar["past"].among(clause.words) and (told.is_over or not days_ago):
        return Sense(Framing.PAST)
    if told.is_over and not goes_on and grammar["some_time_ago"].among(clause.words):
        return Sense(Framing.PAST)
    if told.is_over and not goes_on and days_ago:
        return Sense(Framing.PAST, lately=True)
    turns = clause.joint is Joint.CONTRAST and not grammar["that_was"].among(clause.words)
    if before.framing is not Framing.PAST or (told.ends and turns):
        return None
    return None if goes_on or _lingers(clause, lexicon) else before


def _lingers(clause: Clause, lexicon: Lexicon) -> bool:
    """True for "the tingling | is gone": the end is told of the feeling itself, as of now."""
    grammar = lexicon.grammar
    felt = {mention.end for mention in clause.affirmed if mention.concept.lingers}
    ended = any(start in felt for start, _ in grammar["over"].spans(clause.words))
    return ended and grammar["present"].among(clause.words)
