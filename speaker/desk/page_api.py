"""What the page asks of the desk, and the page itself."""

from pathlib import Path

import numpy as np
from flask import Blueprint, Response, jsonify, request, send_from_directory
from werkzeug.exceptions import BadRequest, NotFound

from speaker.amazon import Status
from speaker.desk.conversation import Conversation, Turns
from speaker.desk.desk import Desk
from speaker.desk.given import Given, given
from speaker.desk.guard import LARGEST_SOUND
from speaker.desk.status import RENDERER, RENDERER_OFF, status_of
from speaker.desk.told import shown

PAGE = Path(__file__).with_name("page")
_PLACE = ("session", "locale", "screen", "elapsed_ms")


class PageApi:
    """The page's requests."""

    def __init__(self, desk: Desk) -> None:
        """To this desk."""
        self._desk = desk

    def status(self) -> Response:
        """What this machine has, and what it has not."""
        models = self._desk.models
        locale = Given(request.args, ("locale",)).choice("locale", models) or next(iter(models))
        return jsonify(status_of(self._desk, locale))

    def say(self) -> Response:
        """Words were typed."""
        wish = given(request, "text", *_PLACE)
        text, elapsed = wish.text("text"), wish.milliseconds()
        with self._desk.conversation(**wish.place(self._desk)) as conversation:
            return self._told(conversation, conversation.say(text, elapsed), heard=text)

    def hear(self) -> Response:
        """Words were spoken: 16,000 samples a second, two bytes each, lowest first."""
        request.max_content_length = LARGEST_SOUND
        wish = Given(request.args, _PLACE)
        elapsed, place = wish.written_milliseconds(), wish.place(self._desk)
        data = request.get_data()
        if not data or len(data) % 2:
            raise BadRequest("the body must be samples of two bytes each")
        with self._desk.conversation(**place) as conversation:
            ears = self._desk.ears.of(conversation.setting.locale).get()
            text, why, has_words = ears.hear(np.frombuffer(data, "<i2").astype(np.int16))
            if text is not None:
                return self._told(conversation, conversation.say(text, elapsed), heard=text)
            return self._told(conversation, conversation.mumble(elapsed) if has_words else (), why=why)

    def touch(self) -> Response:
        """The document on the screen sent an event."""
        wish = given(request, "token", "arguments", "source", "components", *_PLACE)
        token, arguments, elapsed = wish.text("token"), wish.items("arguments"), wish.milliseconds()
        source, components = wish.object("source"), wish.object("components")
        with self._desk.conversation(**wish.place(self._desk)) as conversation:
            return self._told(conversation, conversation.touch(token, arguments, source, components, elapsed))

    def over(self) -> Response:
        """The answer, its reprompt and both waits are over."""
        wish = given(request, *_PLACE)
        elapsed = wish.milliseconds()
        with self._desk.conversation(**wish.place(self._desk)) as conversation:
            return self._told(conversation, conversation.run_out(elapsed))

    def permission(self) -> Response:
        """Amazon's question was answered; with a scope, on the card in the Alexa app."""
        wish = given(request, "status", "scope", *_PLACE)
        status = Status(wish.choice("status", list(Status)) or Status.NOT_ANSWERED)
        scope = wish.text("scope") if wish.is_given("scope") else None
        elapsed = wish.milliseconds()
        with self._desk.conversation(**wish.place(self._desk)) as conversation:
            if scope is None:
                return self._told(conversation, conversation.decide(status, elapsed))
            conversation.allow(scope, status)
            return self._told(conversation, ())

    def _told(self, conversation: Conversation, turns: Turns, **rest: str) -> Response:
        sounds = self._desk.sounding(conversation, turns)
        told = [shown(turn, {}) for turn in turns[:-1]] + [shown(turn, sounds) for turn in turns[-1:]]
        return jsonify(turns=told, in_session=conversation.in_session, **rest)


def page_api(desk: Desk) -> Blueprint:
    """Everything the page talks to, and its files."""
    page, api = Blueprint("page", __name__), PageApi(desk)
    page.add_url_rule("/", view_func=index)
    page.add_url_rule("/page/<path:name>", view_func=part)
    page.add_url_rule("/renderer/index.js", view_func=renderer)
    page.add_url_rule("/desk/status", view_func=api.status)
    for view in (api.say, api.hear, api.touch, api.over, api.permission):
        page.add_url_rule(f"/desk/{view.__name__}", view_func=view, methods=["POST"])
    return page


def index() -> Response:
    """The page."""
    return send_from_directory(PAGE, "index.html")


def part(name: str) -> Response:
    """A part of the page."""
    return send_from_directory(PAGE, name)


def renderer() -> Response:
    """Amazon's renderer."""
    if not RENDERER.is_file():
        raise NotFound(RENDERER_OFF)
    return send_from_directory(RENDERER.parent, RENDERER.name, mimetype="text/javascript", max_age=3600)
