"""The Reminders API and the device settings API, as far as the skill calls them, on a port of their own."""

import threading
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

from flask import Flask, Response, jsonify, request
from tzlocal import get_localzone_name
from werkzeug.serving import WSGIRequestHandler, make_server

from speaker.amazon.accounts import Account, Accounts

_REMINDERS = "alexa::alerts:reminders:skill:readwrite"
_LARGEST = 64 * 1024

Answer = Response | tuple[Response, int] | tuple[str, int]


class QuietRequests(WSGIRequestHandler):
    """Serves without a line for every request."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - named by werkzeug
        """Nothing is logged."""


class Services:
    """The services, running until closed."""

    def __init__(self, accounts: Accounts) -> None:
        """Listens on a free port of this machine alone."""
        self._server = make_server("127.0.0.1", 0, service_app(accounts), threaded=True, request_handler=QuietRequests)
        self.endpoint = f"http://127.0.0.1:{self._server.port}"
        threading.Thread(target=self._server.serve_forever, name="services", daemon=True).start()

    def close(self) -> None:
        """Stops listening."""
        self._server.shutdown()
        self._server.server_close()


def service_app(accounts: Accounts) -> Flask:
    """Answers as Amazon documents it; an unknown token is refused."""
    app, services = Flask(__name__, static_folder=None), ServiceApi(accounts)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST
    app.add_url_rule("/v2/devices/<device_id>/settings/System.timeZone", view_func=services.time_zone)
    reminders = "/v1/alerts/reminders"
    app.add_url_rule(reminders, view_func=services.reminders)
    app.add_url_rule(reminders, view_func=services.remind, methods=["POST"])
    app.add_url_rule(f"{reminders}/<token>", view_func=services.forget, methods=["DELETE"])
    return app


class ServiceApi:
    """The operations."""

    def __init__(self, accounts: Accounts) -> None:
        """For these people."""
        self._accounts = accounts

    def time_zone(self, device_id: str) -> Answer:
        """The device's time zone, which is this machine's; 204 when it has none."""
        account = self._caller()
        if account is None or account.device_id != device_id:
            return _refused(401, "INVALID_BEARER_TOKEN")
        name = local_time_zone()
        return jsonify(name) if name else ("", 204)

    def reminders(self) -> Answer:
        """Every reminder of the account."""
        account = self._caller(_REMINDERS)
        if account is None:
            return _refused(401, "UNAUTHORIZED")
        found = account.reminders
        return jsonify({"totalCount": str(len(found)), "alerts": list(found), "links": None})

    def remind(self) -> Answer:
        """Sets one."""
        account = self._caller(_REMINDERS)
        if account is None:
            return _refused(401, "UNAUTHORIZED")
        wish = request.get_json(silent=True)
        if not isinstance(wish, dict) or not isinstance(wish.get("trigger"), dict):
            return _refused(400, "INVALID_TRIGGER_TYPE")
        reminder = account.remind(wish)
        return jsonify(reminder) if reminder else _refused(403, "MAX_REMINDERS_EXCEEDED")

    def forget(self, token: str) -> Answer:
        """Deletes one."""
        account = self._caller(_REMINDERS)
        if account is None:
            return _refused(401, "UNAUTHORIZED")
        return ("", 200) if account.forget(token) else _refused(404, "ALERT_NOT_FOUND")

    def _caller(self, scope: str | None = None) -> Account | None:
        """Whose token the request shows, where it allows this."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        account = self._accounts.of_token(token)
        return account if account and (scope is None or account.allows(scope)) else None


def local_time_zone() -> str | None:
    """The IANA name of this machine's time zone; None when it has none."""
    try:
        return get_localzone_name()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _refused(status: int, code: str) -> Answer:
    return jsonify({"code": code, "message": code.replace("_", " ").capitalize()}), status
