"""Requests, as far as memory looks at them."""

from datetime import UTC, datetime

from ask_sdk_model.context import Context
from ask_sdk_model.interfaces.system.system_state import SystemState
from ask_sdk_model.launch_request import LaunchRequest
from ask_sdk_model.person import Person
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.session import Session
from ask_sdk_model.user import User

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOW = 1_795_348_800_000
"""Noon in milliseconds."""
ACCOUNT, VOICE = "amzn1.ask.account.HOUSEHOLD", "amzn1.ask.person.ANNA"


def request(
    account: str | None = ACCOUNT, voice: str | None = None, request_id: str | None = "one", session: bool = False
) -> RequestEnvelope:
    """A launch at noon. The account stands in the context, or only in the session."""
    user = User(user_id=account) if account else None
    system = SystemState(user=None if session else user, person=Person(person_id=voice) if voice else None)
    return RequestEnvelope(
        context=Context(system=system),
        session=Session(user=user) if session else None,
        request=LaunchRequest(request_id=request_id, timestamp=NOON),
    )
