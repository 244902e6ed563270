"""Keeps everybody out but this machine's own page and programs."""

from collections.abc import Mapping

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

LARGEST_JSON = 256 * 1024
LARGEST_SOUND = 2 * 1024 * 1024
"""In bytes; a minute of speech."""

_HOSTS = ("127.0.0.1", "localhost", "[::1]")
# Amazon's renderer evaluates code of its own and sets styles on what it draws; nothing comes from elsewhere.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "microphone=(self)",
}


def guard(app: Flask) -> None:
    """Adds the checks, the headers and short JSON answers to whatever goes wrong."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_JSON
    app.before_request(_refuse_others)
    app.after_request(_with_headers)
    app.register_error_handler(HTTPException, _told)


def _refuse_others() -> tuple[Response, int] | None:
    if _name(request.host) not in _HOSTS:
        return jsonify(error="this answers to 127.0.0.1 and localhost only"), 403
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.host}":
        return jsonify(error="this answers to its own page only"), 403
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        return jsonify(error="this answers to its own page only"), 403
    return None


def _name(host: str) -> str:
    """The host without its port."""
    if host.endswith("]"):
        return host
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def _with_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _told(error: HTTPException) -> tuple[Response, int]:
    messages = {
        404: "there is nothing here",
        405: "this takes another method",
        413: "this is too large",
        500: "something went wrong here; the terminal says what",
    }
    code = error.code or 500
    return jsonify(error=messages.get(code, error.description or error.name)), code
