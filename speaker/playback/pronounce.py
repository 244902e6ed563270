"""How `say-as` makes a text pronounced."""

import re

# What the voice says in place of the text is left to the voice for these.
_AS_WRITTEN = frozenset(
    {"cardinal", "number", "ordinal", "date", "time", "unit", "fraction", "address", "interjection"}
)
_ONE_BY_ONE = frozenset({"characters", "spell-out", "digits"})


def pronounced(text: str, interpret_as: str) -> str | None:
    """The text as it is pronounced; None when Alexa does not know the interpretation."""
    if interpret_as in _AS_WRITTEN:
        return text
    if interpret_as in _ONE_BY_ONE:
        return " ".join(character for character in text if not character.isspace())
    if interpret_as == "telephone":
        groups = re.findall(r"[0-9A-Za-z]+", text)
        return ", ".join(" ".join(group) if group.isdigit() else group for group in groups)
    if interpret_as == "expletive":
        return "beep"
    return None
