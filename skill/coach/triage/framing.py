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


STATED = Sense(Framing.STATED)


def sense(clause: Clause, before: Sense, lexicon: Lexicon, asking: bool) -> Sense:
    """The sense of a clause after the clause before it; `asking` says that the report holds a question."""
    if asked := _asked(clause, before, lexicon, asking):
        return asked
    if _of_someone_else(clause, before, lexicon):
        return Sense(Framing.SOMEONE_ELSE)
    if _past(clause, before, lexicon):
        return Sense(Framing.PAST)
    return STATED


def carried(framing: Framing, first: Sense) -> Sense:
    """The sense of the first clause under the framing of the intent that brought it."""
    if framing in (Framing.STATED, Framing.DENIED) or first.framing is framing:
        return first
    return replace(first, framing=framing)


def tells_when(clause: Clause, meant: Sense, before: Clause, lexicon: Lexicon) -> bool:
    """True for a clause that says of the one before it that it is over: "it was only wind | that was in january"."""
    grammar = lexicon.grammar
    is_over = meant.framing is Framing.PAST and grammar["that_was"].among(clause.words)
    return is_over and not grammar["present"].among(before.words) and not grammar["now"].among(before.words)


def asks(words: Sequence[str], lexicon: Lexicon) -> bool:
    """True when anything in the report is a question."""
    return lexicon.grammar["questions"].among(words)


def _asked(clause: Clause, before: Sense, lexicon: Lexicon, asking: bool) -> Sense | None:
    grammar = lexicon.grammar
    if grammar["states_by_asking"].among(clause.words):
        return None
    supposes = grammar["supposes"].among(clause.words)
    if grammar["asks"].among(clause.words):
        return Sense(Framing.ASKED, supposing=supposes)
    if grammar["asks_about_now"].among(clause.words):
        return Sense(Framing.ASKED, about_now=True)
    if (supposes and asking) or grammar["supposed"].among(clause.words):
        return Sense(Framing.ASKED, supposing=True)
    if before.supposing and clause.joint is Joint.LINK:
        return before
    return None


def _of_someone_else(clause: Clause, before: Sense, lexicon: Lexicon) -> bool:
    """Someone else's, unless the clause speaks of "i" or "my leg"; "he" and "her" keep who was named before."""
    grammar = lexicon.grammar
    named = grammar["others"].among(clause.words)
    again = grammar["others_again"].among(clause.words)
    if grammar["self"].among(clause.words):
        return False
    if named and grammar["reports"].among(clause.words):
        return again
    return named or again or before.framing is Framing.SOMEONE_ELSE


def _past(clause: Clause, before: Sense, lexicon: Lexicon) -> bool:
    """Over and done; "since", "still" and "again" make it present, and so does a moment ago."""
    grammar = lexicon.grammar
    if grammar["now"].among(clause.words):
        return False
    if grammar["past"].among(clause.words):
        return True
    return before.framing is Framing.PAST and not grammar["present"].among(clause.words)
