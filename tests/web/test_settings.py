"""What may be set, and what keeps the endpoint from starting."""

from pathlib import Path

import pytest

from skill.web import create_app
from skill.web.errors import SettingsError
from skill.web.settings import read_settings
from tests.web.alexa import Greeter, encoded, launch, skill_of
from tests.web.conftest import Serve


def config(tmp_path: Path) -> dict[str, object]:
    return {"skill": skill_of(Greeter()), "replay_file": tmp_path / "taken"}


def test_requests_are_verified_unless_the_development_word_is_said(tmp_path: Path) -> None:
    assert read_settings(config(tmp_path), {}).verified
    assert read_settings(config(tmp_path), {"ALEXA_VERIFY": "on"}).verified
    assert not read_settings(config(tmp_path), {"ALEXA_VERIFY": "off-for-development"}).verified


@pytest.mark.parametrize("word", ["", "off", "0", "false", "no", "OFF-FOR-DEVELOPMENT", "off-for-developement"])
def test_any_other_word_keeps_it_from_starting(tmp_path: Path, word: str) -> None:
    with pytest.raises(SettingsError):
        read_settings(config(tmp_path), {"ALEXA_VERIFY": word})


def test_verification_off_warns_at_the_start(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    serve(verify="off-for-development")
    assert "anyone may post as Alexa" in caplog.text


def test_verification_on_does_not_warn(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    serve()
    assert caplog.text == ""


def test_with_verification_off_an_unsigned_request_is_answered_again_and_again(serve: Serve) -> None:
    service = serve(verify="off-for-development")
    for _ in range(2):
        assert service.receives(encoded(launch()), {}).status_code == 200


def test_with_verification_off_garbage_is_still_refused(serve: Serve) -> None:
    assert serve(verify="off-for-development").receives(b"{}", {}).status_code == 400


def test_the_replay_file_can_be_set_from_outside(tmp_path: Path) -> None:
    given = {"skill": skill_of(Greeter())}
    assert read_settings(given, {"ALEXA_REPLAY_FILE": "/srv/taken"}).replay_file == Path("/srv/taken")


@pytest.mark.parametrize(
    "wrong",
    [
        {"verfy": "on"},
        {"verify": False},
        {"skill": "no skill"},
        {"skill_id": ""},
        {"skill_id": 5},
        {"fetch": "https://example.com"},
        {"clock": 0},
        {"trusted_roots": []},
        {"replay_file": 5},
    ],
)
def test_a_wrong_setting_keeps_it_from_starting(tmp_path: Path, wrong: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        create_app(config(tmp_path) | wrong)
