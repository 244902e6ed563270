"""A report taken apart into clauses, each with what it affirms and what it denies."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from skill.coach.triage.lexicon import Kind, Lexicon, Mention


class Joint(Enum):
    """How a clause is joined to the one before it."""

    NEW = auto()
    """A new sentence, or the first: "... my foot is numb"."""
    LINK = auto()
    """Goes on: "and it ..."."""
    CONTRAST = auto()
    """Turns: "but ..."; what was denied before is not denied here."""
    EXCEPTION = auto()
    """Takes out: "except in my foot"; what was denied before is affirmed here."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause and the concepts in it."""

    words: tuple[str, ...]
    joint: Joint
    affirmed: tuple[Mention, ...]
    denied: tuple[Mention, ...]
    denies: bool
    """True when it denies anything, a symptom or not."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All of them, affirmed or denied."""
        return self.affirmed + self.denied


def clauses(words: Sequence[str], lexicon: Lexicon) -> list[Clause]:
    """The clauses of a text in plain words, in order; none is empty."""
    return [_read(piece, joint, lexicon) for joint, piece in _split(words, lexicon)]


_Cut = tuple[int, int, Joint]
"""Where a joining phrase begins and ends (the same when nothing is left out), and what it joins."""


def _split(words: Sequence[str], lexicon: Lexicon) -> list[tuple[Joint, Sequence[str]]]:
    """Cut at every joint: the small words that join are left out."""
    grammar = lexicon.grammar
    cuts: list[_Cut] = [(start, end, Joint.CONTRAST) for start, end in grammar["contrast"].spans(words)]
    cuts += [(start, end, Joint.EXCEPTION) for start, end in grammar["exception"].spans(words)]
    for start, _ in grammar["link"].spans(words):
        for end in grammar["link"].ends(words, start):
            if grammar["subjects"].at(words, end) is not None:
                cuts.append((start, end, Joint.LINK))
    for start, _ in grammar["restarts"].spans(words):
        if start and not _blocked(words, start, lexicon):
            cuts.append((start, start, Joint.NEW))
    cuts += [
        (start, end, Joint.CONTRAST)
        for start, end in grammar["contrast_after_denial"].spans(words)
        if _denied_before(words, start, cuts, lexicon)
    ]
    return _cut(words, sorted(cuts, key=lambda cut: (cut[0], -cut[1])))


def _denied_before(words: Sequence[str], start: int, cuts: list[_Cut], lexicon: Lexicon) -> bool:
    """True when the clause that `start` stands in denies something before it, not just in the last word."""
    begin = max((end for at, end, _ in cuts if at < start), default=0)
    return any(denial < start - 1 - begin for denial, _ in lexicon.grammar["denials"].spans(words[begin:start]))


def _cut(words: Sequence[str], cuts: list[_Cut]) -> list[tuple[Joint, Sequence[str]]]:
    pieces: list[tuple[Joint, Sequence[str]]] = []
    begin, joint = 0, Joint.NEW
    for start, end, after in [*cuts, (len(words), len(words), Joint.NEW)]:
        if start < begin:
            continue
        if begin < start:
            pieces.append((joint, words[begin:start]))
            joint = after
        elif joint is Joint.NEW:
            joint = after
        begin = end
    return pieces


def _blocked(words: Sequence[str], start: int, lexicon: Lexicon) -> bool:
    """True when the word before a new subject still governs it: "i do not think | it tingles"."""
    return lexicon.grammar["blockers"].among(words[start - 1 : start])


def _read(words: Sequence[str], joint: Joint, lexicon: Lexicon) -> Clause:
    words = lexicon.grammar["asides"].replaced(words, ())
    read = lexicon.grammar["harmless"].replaced(words, None)
    mentions = () if _of_a_thing(read, lexicon) else tuple(lexicon.mentions(read))
    denial = _denial(read, mentions, lexicon)
    ceased = lexicon.grammar["ceased"].among(read)
    denied = tuple(mention for mention in mentions if mention.end > denial and not (ceased and mention.concept.lingers))
    return Clause(
        tuple(words),
        joint,
        tuple(mention for mention in mentions if mention not in denied),
        denied,
        denial <= len(read),
    )


def _of_a_thing(words: Sequence[str], lexicon: Lexicon) -> bool:
    """True for a clause about a thing that names no part of the body besides: a table has legs too."""
    things = lexicon.grammar["things"]
    if not things.among(words):
        return False
    return all(mention.concept.kind is not Kind.PART for mention in lexicon.mentions(things.replaced(words, None)))


def _denial(words: Sequence[str], mentions: tuple[Mention, ...], lexicon: Lexicon) -> int:
    """Where the first word that denies stands; past the end when there is none.

    A denying word inside a symptom ("cannot feel my foot") or inside a phrase that denies something else
    ("it does not stop", "i do not like ...") denies nothing.
    """
    taken = [(mention.start, mention.end) for mention in mentions if mention.concept.holds_denial]
    taken += lexicon.grammar["not_denials"].spans(words)
    for begin, finish in lexicon.grammar["denials"].spans(words):
        if not any(start < finish and begin < end for start, end in taken):
            return begin
    return len(words) + 1
