"""The application that the tests of the server run: a real endpoint that trusts the test's own authority.

The directory in `SERVED_FROM` holds what it needs: `chain.pem`, `root.pem`, the file of taken requests, and
`door`, a pipe. A request whose id is `wait` is answered when somebody writes to that pipe.
"""

import os
from pathlib import Path

from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model.response import Response
from cryptography.x509 import load_pem_x509_certificates
from flask import Flask

from skill.web import create_app
from tests.web.alexa import SKILL_ID, FrozenClock, Greeter, skill_of


class AtTheDoor(AbstractRequestHandler):
    """Waits for word from outside before it answers."""

    def __init__(self, door: Path) -> None:
        self._door = door

    def can_handle(self, handler_input: HandlerInput) -> bool:
        request = handler_input.request_envelope.request
        return request is not None and request.request_id == "wait"

    def handle(self, handler_input: HandlerInput) -> Response:
        return handler_input.response_builder.speak(self._door.read_text()).response


def application() -> Flask:
    """For gunicorn: `tests.web.served:application()`."""
    directory = Path(os.environ["SERVED_FROM"])
    chain = (directory / "chain.pem").read_bytes()
    return create_app(
        {
            "skill": skill_of(AtTheDoor(directory / "door"), Greeter()),
            "skill_id": SKILL_ID,
            "replay_file": directory / "taken",
            "fetch": lambda _: chain,
            "trusted_roots": load_pem_x509_certificates((directory / "root.pem").read_bytes()),
            "clock": FrozenClock(),
        }
    )
