"""Whose memory it is."""

import re

import pytest

from skill.memory import Unidentified, account_key, person_key
from tests.memory.envelopes import ACCOUNT, VOICE, request


def test_whoever_alexa_recognises_has_a_memory_of_their_own() -> None:
    assert person_key(request(voice=VOICE)) != person_key(request())


def test_a_recognised_voice_is_the_same_person_on_every_account() -> None:
    assert person_key(request(voice=VOICE)) == person_key(request(account="another", voice=VOICE))


def test_otherwise_it_is_the_accounts() -> None:
    assert person_key(request()) == account_key(request()) == account_key(request(voice=VOICE))


def test_an_account_named_in_the_session_alone_is_the_same() -> None:
    assert person_key(request(session=True)) == person_key(request())


def test_a_person_and_an_account_never_share_a_memory() -> None:
    assert person_key(request(account="the same")) != person_key(request(voice="the same"))


def test_no_id_stands_in_clear() -> None:
    for key in (person_key(request()), person_key(request(voice=VOICE))):
        assert re.fullmatch("[0-9a-f]{64}", key)
        assert ACCOUNT not in key


def test_a_key_never_changes_from_release_to_release() -> None:
    """Otherwise everybody would be forgotten."""
    assert person_key(request()) == "662fb0b6e66750976a5d9c1b5c8b92b81bda345a688598e31600057a7e6308d9"


def test_without_either_nobody_is_identified() -> None:
    with pytest.raises(Unidentified):
        person_key(request(account=None))
