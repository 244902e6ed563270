"""The desk over HTTP: the API for programs. The page's own part is `page_api`."""

from flask import Blueprint, Flask, Response, jsonify, request, url_for
from werkzeug.exceptions import Gone

from skill.app import WrongSkill
from speaker.desk.desk import Desk
from speaker.desk.given import given, json_object
from speaker.desk.guard import guard
from speaker.desk.page_api import page_api
from speaker.desk.parts import PartMissing
from speaker.desk.sounds import Sound
from speaker.desk.told import said

Answer = Response | tuple[Response, int]


def create_app(desk: Desk) -> Flask:
    """The application that serves this desk."""
    app = Flask(__name__, static_folder=None)
    app.json.sort_keys = False  # type: ignore[attr-defined]  # of Flask's usual provider
    guard(app)
    app.register_blueprint(_api(desk))
    app.register_blueprint(_sounds(desk))
    app.register_blueprint(page_api(desk))
    app.register_error_handler(PartMissing, _off)
    return app


def _api(desk: Desk) -> Blueprint:
    api = Blueprint("api", __name__)

    @api.get("/health")
    def health() -> Answer:
        return jsonify(status="ok")

    @api.post("/alexa")
    def alexa() -> Answer:
        event = json_object(request)
        try:
            return jsonify(desk.handler(event, None))
        except WrongSkill as refused:
            return jsonify(error=str(refused)), 403

    @api.post("/say")
    def say() -> Answer:
        wish = given(request, "text", "session", "elapsed_ms", "locale", "screen")
        text, elapsed = wish.text("text"), wish.milliseconds()
        with desk.conversation(**wish.place(desk)) as conversation:
            turns = conversation.say(text, elapsed)
            answer = desk.sounding(conversation, turns).get("answer")
        # What ended by itself before is no answer to these words.
        turn = turns[-1] if turns and turns[-1].said else None
        return jsonify(said(turn, text, _address(answer) if turn and answer else None))

    return api


def _address(sound: Sound) -> str:
    return url_for("sounds.whole", identity=sound.id, _external=True)


def _sounds(desk: Desk) -> Blueprint:
    sounds = Blueprint("sounds", __name__, url_prefix="/sounds")

    def found(identity: str) -> Sound:
        sound = desk.shelf.get(identity)
        if sound is None:
            raise Gone("this sound is not kept any more")
        return sound

    @sounds.get("/<identity>.wav")
    def whole(identity: str) -> Answer:
        size, stream = found(identity).wav()
        return Response(stream, mimetype="audio/wav", headers={"Content-Length": str(size)})

    @sounds.get("/<identity>.pcm")
    def streamed(identity: str) -> Answer:
        sound = found(identity)
        stream, rate = sound.stream(), sound.sampling_rate
        return Response(stream, mimetype="application/octet-stream", headers={"Sampling-Rate": str(rate)})

    @sounds.get("/<identity>.json")
    def cues(identity: str) -> Answer:
        sound = found(identity)
        return jsonify(length=sound.length, cues=sound.cues(), notices=sound.notices())

    return sounds


def _off(missing: PartMissing) -> Answer:
    return jsonify(error=str(missing)), 503
