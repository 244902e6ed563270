"""Requests look as Amazon's do."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.utils.viewport import ViewportProfile, get_viewport_profile
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.session_ended_reason import SessionEndedReason

from speaker import envelope
from speaker.envelope import SessionState, Setting
from speaker.screens import SCREENS
from speaker.understanding import Understanding
from tests.speaker.conftest import NOON

SESSION = SessionState("amzn1.echo-api.session.one", new=False, attributes={"place": 3})


def read(request: dict[str, Any]) -> Any:
    """The envelope as the skill's SDK reads it."""
    return DefaultSerializer().deserialize(json.dumps(request), RequestEnvelope)


def test_a_launch() -> None:
    setting = Setting(user_id="someone", locale="en-GB")
    read_envelope = read(envelope.launch(setting, SessionState("one"), NOON))
    assert type(read_envelope.request).__name__ == "LaunchRequest"
    assert read_envelope.request.locale == "en-GB"
    assert read_envelope.request.timestamp == NOON
    assert read_envelope.session.new is True
    assert read_envelope.session.user.user_id == read_envelope.context.system.user.user_id == "someone"
    assert read_envelope.session.application.application_id == setting.application_id
    assert not read_envelope.context.system.api_endpoint, "no call may leave this machine"
    assert read_envelope.context.system.device.supported_interfaces.alexa_presentation_apl is None


def test_time_is_whole_seconds_of_utc() -> None:
    summer = datetime(2026, 7, 1, 14, 0, 5, 999_000, tzinfo=timezone(timedelta(hours=2)))
    assert envelope.timestamp(summer) == "2026-07-01T12:00:05Z"
    assert envelope.timestamp(datetime(2026, 1, 1, tzinfo=UTC)) == "2026-01-01T00:00:00Z"


def test_an_intent_with_a_listed_and_an_empty_slot(small: Understanding) -> None:
    heard = small.hear("start the chair stretch")
    request = envelope.intent(Setting(), SESSION, NOON, heard)
    slots = request["request"]["intent"]["slots"]
    value = {"value": {"name": "seated stretch", "id": "seated"}}
    authority = f"amzn1.er-authority.echo-sdk.{Setting().application_id}.StretchType"
    resolutions = {
        "resolutionsPerAuthority": [{"authority": authority, "status": {"code": "ER_SUCCESS_MATCH"}, "values": [value]}]
    }
    assert slots["stretch"] == {
        "name": "stretch",
        "value": "chair stretch",
        "confirmationStatus": "NONE",
        "source": "USER",
        "resolutions": resolutions,
        "slotValue": {"type": "Simple", "value": "chair stretch", "resolutions": resolutions},
    }
    assert slots["leg"] == {"name": "leg", "confirmationStatus": "NONE"}
    intent = read(request).request
    assert type(intent).__name__ == "IntentRequest"
    assert intent.intent.name == "StartRoutineIntent"
    assert request["session"]["attributes"] == {"place": 3}


def test_words_outside_the_list_are_sent_unresolved(small: Understanding) -> None:
    heard = small.hear("my toes have gone all tingly")
    slot = envelope.intent(Setting(), SESSION, NOON, heard)["request"]["intent"]["slots"]["symptom"]
    found = slot["resolutions"]["resolutionsPerAuthority"][0]
    assert slot["value"] == "my toes have gone all tingly"
    assert (found["status"]["code"], "values" in found) == ("ER_SUCCESS_NO_MATCH", False)


def test_amazons_own_types_have_no_resolutions(small: Understanding) -> None:
    slot = envelope.intent(Setting(), SESSION, NOON, small.hear("hold for a minute"))["request"]["intent"]["slots"][
        "hold"
    ]
    assert (slot["value"], "resolutions" in slot) == ("PT1M", False)


def test_the_sdk_reads_a_slots_value(small: Understanding) -> None:
    request = read(envelope.intent(Setting(), SESSION, NOON, small.hear("left"))).request
    assert type(request).__name__ == "IntentRequest"
    assert request.intent.slots["leg"].slot_value.value == "left"


@pytest.mark.parametrize("reason", ["USER_INITIATED", "EXCEEDED_MAX_REPROMPTS"])
def test_the_end_of_a_session(reason: str) -> None:
    request = read(envelope.session_ended(Setting(), SESSION, NOON, reason)).request
    assert type(request).__name__ == "SessionEndedRequest"
    assert request.reason == SessionEndedReason[reason]
    assert request.error is None


def test_the_end_by_an_error() -> None:
    error = {"type": "INVALID_RESPONSE", "message": "odd"}
    request = read(envelope.session_ended(Setting(), SESSION, NOON, "ERROR", error)).request
    assert type(request).__name__ == "SessionEndedRequest"
    assert request.error.message == "odd"


def test_a_touch() -> None:
    request = read(envelope.user_event(Setting(), SESSION, NOON, "screen-1", ["ready", 7])).request
    assert type(request).__name__ == "UserEvent"
    assert (request.token, request.arguments) == ("screen-1", ["ready", 7])


def test_audio_that_could_not_be_played() -> None:
    error = {"type": "RENDER_ERROR", "reason": "UNKNOWN_ERROR", "message": "too long"}
    request = read(envelope.audio_error(Setting(), SESSION, NOON, "set-1", [error])).request
    assert type(request).__name__ == "RuntimeErrorEvent"
    assert request.token == "set-1"


def test_an_answer_to_a_permission_request() -> None:
    payload = {"permissionScope": "alexa::alerts:reminders:skill:readwrite", "status": "ACCEPTED"}
    request = read(envelope.connection_response(Setting(), SESSION, NOON, "AskFor", payload, "token")).request
    assert type(request).__name__ == "ConnectionsResponse"
    assert request.payload["status"] == "ACCEPTED"


@pytest.mark.parametrize(
    ("screen", "profile"),
    [
        ("show-5", ViewportProfile.HUB_LANDSCAPE_SMALL),
        ("show-8", ViewportProfile.HUB_LANDSCAPE_LARGE),
        ("spot", ViewportProfile.HUB_ROUND_SMALL),
        ("tv", ViewportProfile.TV_LANDSCAPE_XLARGE),
    ],
)
def test_a_screen_is_described_so_that_the_sdk_knows_it(screen: str, profile: ViewportProfile) -> None:
    read_envelope = read(envelope.launch(Setting(screen=SCREENS[screen]), SESSION, NOON))
    assert read_envelope.context.system.device.supported_interfaces.alexa_presentation_apl is not None
    assert get_viewport_profile(read_envelope) == profile


def test_every_request_of_a_session_has_an_id_of_its_own() -> None:
    first = envelope.launch(Setting(), SessionState("one", count=0), NOON)
    second = envelope.launch(Setting(), SessionState("one", count=1), NOON)
    assert first["request"]["requestId"] != second["request"]["requestId"]
