"""The file and the invocation name."""

from collections.abc import Iterator

from tests.interaction_model.model import MODELS, Model

LOCALES = {
    *("ar-SA", "de-DE", "en-AU", "en-CA", "en-GB", "en-IN", "en-US", "es-ES", "es-MX", "es-US"),
    *("fr-CA", "fr-FR", "hi-IN", "it-IT", "ja-JP", "nl-NL", "pt-BR"),
}
FALLBACK_SENSITIVITY_LOCALES = {"de-DE", "en-AU", "en-CA", "en-GB", "en-IN", "en-US"}


def objects(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from objects(child)
    elif isinstance(value, list):
        for child in value:
            yield from objects(child)


def test_there_is_a_model_to_hold_the_rules_on() -> None:
    """Without this, an empty folder would pass every other test."""
    assert "en-US" in [path.stem for path in MODELS]


def test_file_is_named_for_a_locale_alexa_speaks(model: Model) -> None:
    """Amazon, "Develop skills in multiple languages": one model file for each of seventeen locales."""
    assert model.locale in LOCALES


def test_file_has_the_shape_of_an_interaction_model(model: Model) -> None:
    """Amazon, "Interaction model schema": a misspelt member is refused at build time, or silently ignored."""
    allowed = [
        {"interactionModel"},
        {"languageModel", "dialog", "prompts"},
        {"invocationName", "intents", "types", "modelConfiguration"},
        {"fallbackIntentSensitivity"},
        {"level"},
        {"name", "slots", "samples"},
        {"name", "type", "samples", "multipleValues"},
        {"name", "values"},
        {"id", "name"},
        {"value", "synonyms"},
    ]
    strange = [list(found) for found in objects(model.raw) if not any(set(found) <= keys for keys in allowed)]
    assert strange == []


def test_fallback_sensitivity_is_set_only_where_it_exists(model: Model) -> None:
    """Amazon: LOW, MEDIUM or HIGH; only for the English locales and German (the latter second-hand)."""
    levels = [found["level"] for found in objects(model.raw) if "level" in found]
    if model.locale in FALLBACK_SENSITIVITY_LOCALES:
        assert levels in (["LOW"], ["MEDIUM"], ["HIGH"])
    else:
        assert levels == []


def test_invocation_name_has_two_words_or_more(model: Model) -> None:
    """Amazon, "Choose the invocation name": one word only for a brand of one's own."""
    assert len(model.invocation_name.split()) >= 2


def test_invocation_name_is_written_in_lower_case_letters(model: Model) -> None:
    """Amazon, same page: letters, spaces, apostrophes, and full stops for initials; numbers as words."""
    name = model.invocation_name
    assert name == name.lower() == " ".join(name.split())
    assert all(letter.isalpha() or letter in " .'" for letter in name)


def test_invocation_name_has_no_launch_wake_or_small_words(model: Model) -> None:
    """Amazon, same page: these words make Alexa mistake the name for a command, or for another name."""
    launch = {
        "ask",
        "tell",
        "open",
        "start",
        "launch",
        "run",
        "begin",
        "use",
        "enable",
        "load",
        "play",
        "talk",
    }
    wake = {"alexa", "amazon", "echo", "computer", "skill", "app"}
    small = {"a", "an", "the", "for", "to", "of", "in", "on", "by", "from", "with", "about", "and", "if"}
    assert not set(model.invocation_name.split()) & (launch | wake | small)
