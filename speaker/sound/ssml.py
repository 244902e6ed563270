"""Alexa's SSML -> lines to speak, pauses and recordings, in order."""

import re
from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree

from speaker.sound.notices import Notices
from speaker.sound.pieces import SENTENCE_END, Line, Pause, Piece, Recording, tidied
from speaker.sound.prosody import USUAL, Manner, emphasised, with_prosody
from speaker.sound.say_as import pronounced

LONGEST_BREAK = 10_000
# Amazon says what the strengths are like (a comma, a sentence, a paragraph), not how long: fair estimates.
_STRENGTHS = {"none": 0, "x-weak": 0, "weak": 200, "medium": 300, "strong": SENTENCE_END, "x-strong": 700}
_PARAGRAPH_END = _STRENGTHS["x-strong"]
_TIME = re.compile(r"\+?(\d+(?:\.\d+)?)(ms|s)")
_AMAZON = "{amazon}"


def ssml_pieces(text: str, notices: Notices) -> tuple[Piece, ...]:
    """What an SSML text asks for; nothing, and a notice, where it is not well formed."""
    wrapped = text.strip()
    if not wrapped.startswith("<speak"):
        notices.refused("SSML must begin with <speak>")
        wrapped = f"<speak>{wrapped}</speak>"
    if "xmlns:amazon" not in wrapped:
        wrapped = wrapped.replace("<speak", '<speak xmlns:amazon="amazon"', 1)
    try:
        root = ElementTree.fromstring(wrapped)
    except ElementTree.ParseError as error:
        notices.refused(f"SSML is not well formed: {error}")
        return ()
    return tidied(_pieces(root, USUAL, notices))


def _pieces(element: ElementTree.Element, manner: Manner, notices: Notices) -> Iterator[Piece]:
    single = _SINGLE.get(element.tag)
    if single:
        yield single(element, manner, notices)
        return
    if element.tag.startswith(_AMAZON):
        notices.left_out(f"this voice cannot do <{element.tag.replace(_AMAZON, 'amazon:')}>")
    elif element.tag in {"voice", "lang", "phoneme"}:
        notices.left_out(f"this voice cannot do <{element.tag}>: the words are spoken as usual")
    elif element.tag not in {"speak", "p", "s", "w", "prosody", "emphasis"}:
        notices.refused(f"<{element.tag}> is not a tag of Alexa's SSML")
    yield from _content(element, _inner(element, manner, notices), notices)
    if element.tag in {"s", "p"}:
        yield Pause(SENTENCE_END if element.tag == "s" else _PARAGRAPH_END, is_written=False)


def _content(element: ElementTree.Element, manner: Manner, notices: Notices) -> Iterator[Piece]:
    if element.text:
        yield Line(element.text, element.text, manner)
    for child in element:
        yield from _pieces(child, manner, notices)
        if child.tail:
            yield Line(child.tail, child.tail, manner)


def _inner(element: ElementTree.Element, manner: Manner, notices: Notices) -> Manner:
    if element.tag == "prosody":
        return with_prosody(manner, element.attrib, notices)
    if element.tag == "emphasis":
        return emphasised(manner, element.get("level", "moderate"), notices)
    return manner


def _substitute(element: ElementTree.Element, manner: Manner, notices: Notices) -> Piece:
    text = "".join(element.itertext())
    alias = element.get("alias")
    if alias is None:
        notices.refused("<sub> needs an alias")
    return Line(text, text if alias is None else alias, manner)


def _interpreted(element: ElementTree.Element, manner: Manner, notices: Notices) -> Piece:
    text = "".join(element.itertext())
    wanted = element.get("interpret-as", "")
    said = pronounced(text, wanted, element.get("format", ""))
    if said is None:
        notices.refused(f"say-as does not know interpret-as={wanted!r}")
    return Line(text, text if said is None else said, manner)


def _recorded(element: ElementTree.Element, manner: Manner, notices: Notices) -> Piece:
    return Recording(element.get("src", ""))


def _break(element: ElementTree.Element, manner: Manner, notices: Notices) -> Piece:
    time = element.get("time")
    if time is None:
        strength = element.get("strength", "medium")
        if strength not in _STRENGTHS:
            notices.refused(f"<break> has no strength {strength!r}")
        return Pause(_STRENGTHS.get(strength, _STRENGTHS["medium"]))
    found = _TIME.fullmatch(time.strip())
    if found is None:
        notices.refused(f"<break> has no time {time!r}: write 500ms or 10s")
        return Pause(0)
    length = round(float(found[1]) * (1000 if found[2] == "s" else 1))
    if length > LONGEST_BREAK:
        notices.refused(f"<break time={time!r}> is longer than 10 s")
    return Pause(min(length, LONGEST_BREAK))


_SINGLE: Mapping[str, Callable[[ElementTree.Element, Manner, Notices], Piece]] = {
    "sub": _substitute,
    "say-as": _interpreted,
    "audio": _recorded,
    "break": _break,
}
