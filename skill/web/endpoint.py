"""One request from the socket to its answer: verified, seen for the first time, and only then dispatched."""

import logging
import traceback
from datetime import datetime

from flask import Response, jsonify, request
from werkzeug.exceptions import HTTPException

from skill.web.adapter import Dispatcher
from skill.web.envelope import Envelope, read_envelope
from skill.web.errors import RefusedError, ReplayError, SkillError
from skill.web.replay import TakenRequests
from skill.web.settings import Clock
from skill.web.verification import Verifier

_log = logging.getLogger("skill.web")


class Endpoint:
    """Answers what is posted to the skill's address: with 200, or 400, and 500 only if the skill breaks."""

    def __init__(self, verifier: Verifier | None, taken: TakenRequests, dispatcher: Dispatcher, clock: Clock) -> None:
        """`verifier` of None lets everything in that has the shape of a request."""
        self._verifier = verifier
        self._taken = taken
        self._dispatcher = dispatcher
        self._clock = clock

    def answer(self) -> Response:
        """The answer to the request that Flask is serving. Never raises; a refusal gives no reason."""
        try:
            return self._answer()
        except RefusedError as error:
            _log.warning("refused: %s", error)
            return Response(status=400)
        except SkillError as error:
            _log.error("the skill broke on a request: %s", _where(error.args[0]))
            return Response(status=500)
        except HTTPException as error:
            _log.warning("refused: %s", error.name)
            return Response(status=400)
        except Exception as error:
            _log.error("refused, by a mistake of ours: %s", _where(error))
            return Response(status=400)

    def _answer(self) -> Response:
        # Read here, the bytes cannot be taken for a form later, whatever type they are said to have.
        body = request.get_data()
        if self._verifier is None:
            read_envelope(body)
            return self._dispatcher.answer()
        now = self._clock()
        envelope = self._verifier.verify(request.headers, body, now)
        if envelope.is_skill_event:
            return self._answer_to_event(envelope, now)
        if not self._take(envelope, now):
            raise ReplayError("request was taken before")
        return self._dispatcher.answer()

    def _answer_to_event(self, envelope: Envelope, now: datetime) -> Response:
        """Amazon sends an event until it gets a 200, so a repeat of one that was handled gets just that.

        An event is remembered after it is handled and not before. If we die in between, the repeat is
        handled as the first one should have been; the handlers of events must bear that, and forgetting
        a person twice is no different from forgetting them once.
        """
        if self._taken.knows(envelope.request_id):
            return jsonify({"version": "1.0", "response": {}})
        answer = self._dispatcher.answer()
        self._take(envelope, now)
        return answer

    def _take(self, envelope: Envelope, now: datetime) -> bool:
        return self._taken.take(envelope.request_id, envelope.sent_at + envelope.tolerance, now)


def _where(error: BaseException) -> str:
    """What kind of error, and where. Its message is left out, since it may quote what a person said."""
    return f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}"
