"""The Flask application: the skill's address, and two addresses that tell how the process is."""

import logging
from collections.abc import Mapping

from flask import Flask, Response, jsonify
from werkzeug.exceptions import HTTPException

from skill.web.adapter import Dispatcher
from skill.web.certificates import Certificates
from skill.web.download import Downloads
from skill.web.endpoint import Endpoint
from skill.web.errors import ReplayError
from skill.web.replay import TakenRequests
from skill.web.settings import VERIFY_VARIABLE, WebSettings, read_settings
from skill.web.verification import Verifier

LARGEST_BODY = 256 * 1024
"""Bytes. Alexa's requests have a few thousand; the state we carry in them cannot pass 24,000."""

_log = logging.getLogger("skill.web")


def create_app(config: Mapping[str, object] | None = None) -> Flask:
    """A WSGI application that answers Alexa at `/`, and `/health` and `/ready` to whoever runs it.

    Whatever `config` leaves out comes from the environment, then from safe defaults; see
    `skill.web.settings`. The skill is built here, so a process that starts is one that can answer.
    Raises `SettingsError` when it may not start.
    """
    settings = read_settings(config or {})
    app = Flask("skill.web", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    taken = TakenRequests(settings.replay_file)
    dispatcher = Dispatcher(settings.skill, settings.skill_id, app)
    endpoint = Endpoint(_verifier(settings), taken, dispatcher, settings.clock)
    app.add_url_rule("/", "skill", endpoint.answer, methods=["POST"])
    app.add_url_rule("/health", "health", _health)
    app.add_url_rule("/ready", "ready", lambda: _ready(taken))
    app.register_error_handler(HTTPException, _bare)
    return app


def _verifier(settings: WebSettings) -> Verifier | None:
    if not settings.verified:
        _log.warning("%s is off: anyone may post as Alexa. Never run this in public.", VERIFY_VARIABLE)
        return None
    return Verifier(Certificates(settings.trusted_roots, Downloads(settings.fetch)), settings.skill_id)


def _health() -> Response:
    return jsonify({"alive": True})


def _ready(taken: TakenRequests) -> tuple[Response, int]:
    """Whether a request can be answered: the skill is built, and requests taken can be remembered."""
    try:
        taken.knows("ready")
    except ReplayError as error:
        _log.error("not ready: %s", error)
        return jsonify({"ready": False}), 503
    return jsonify({"ready": True}), 200


def _bare(error: HTTPException) -> Response:
    """The status of an error, without the page that explains it."""
    headers = {name: value for name, value in error.get_headers() if name == "Allow"}
    return Response(status=error.code or 400, headers=headers)
