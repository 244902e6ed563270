"""From an intent to a move, and the thin handlers the SDK calls. The table is `content/intents.toml`."""

from functools import cache

from ask_sdk_core.dispatch_components.exception_components import AbstractExceptionHandler
from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model.intent_request import IntentRequest
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.response import Response

from skill import library, observe, triage
from skill.apology import apologise, at_rest
from skill.coach.line import Clock
from skill.coach.moves import Answer, Knowledge, respond_to
from skill.coach.reply import Effect
from skill.coach.routine import Leg, Stretch
from skill.coach.triage import Framing, Report
from skill.coach.wish import Wish
from skill.observe import Observer
from skill.request import Ask, dump, read
from skill.request.slots import choice, clock, number, seconds
from skill.respond import respond
from skill.speech import speaking_time
from skill.visit import Visit, Visits

STRETCHES, LEGS = frozenset(Stretch), frozenset(Leg)


@cache
def knowledge(locale: str, renderer: str) -> Knowledge:
    """All the coach knows before anybody speaks."""
    return Knowledge(
        prescription=library.prescription(),
        timing=library.timing(),
        assess=triage.assess,
        moves=library.moves(),
        speaking=speaking_time(library.words(locale), library.speech_rate()),
        renderer=renderer,
        tips=library.tips(),
    )


def wish_of(ask: Ask) -> Wish:
    """What a request asks of the coach."""
    stretch, leg = choice(ask.slots, "stretch"), choice(ask.slots, "leg")
    return Wish(
        move=ask.touch[0] if ask.touch else move_of(ask.name),
        now=ask.now,
        stretch=Stretch(stretch) if stretch in STRETCHES else None,
        leg=Leg(leg) if leg in LEGS else None,
        other_leg=leg == "other",
        hold_seconds=seconds(ask.slots.get("hold")),
        repetitions=number(ask.slots.get("repetitions")),
        clock=clock(ask.slots.get("time")) or Clock.of(ask.token),
        report=report_of(ask),
        token=ask.token,
    )


def move_of(name: str) -> str:
    """The move an intent, or another request, asks for."""
    return library.intents().get(name, "not_understood")


def is_stale(ask: Ask) -> bool:
    """A touch on an earlier screen, a second touch on the same, or one that no screen of ours offers."""
    if ask.touch is None:
        return False
    move, turn = ask.touch
    return move not in library.touches() or turn != str(ask.attributes.get("turn"))


def report_of(ask: Ask) -> Report | None:
    """The report a request carries: the slot's own words, and what its sentence said of them.

    Free text comes without the words that carried it; an intent that tells which they were gives them back.
    """
    symptom, description = ask.slots.get("symptom"), ask.slots.get("description")
    slot = symptom or description
    if slot is None:
        return None
    framing = library.framings().get(ask.name, Framing.STATED)
    if carrier := library.carried().get(ask.name):
        return Report(f"{carrier} {slot.value.lower()}", framing)
    return Report(slot.value.lower(), framing, is_fragment=slot is description)


class Conversation(AbstractRequestHandler):
    """Every request there is."""

    def __init__(self, audio: str, visits: Visits, observer: Observer | None) -> None:
        self.audio = audio
        self.visits = visits
        self.observer = observer

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        """Read, decide, render; the session is written once, last."""
        began = self.observer.clock() if self.observer else 0.0
        envelope = handler_input.request_envelope
        ask = read(envelope)
        if ask.name == "AlexaSkillEvent.SkillDisabled":
            self.visits.forget_account(envelope, ask.now)
            return Response()
        if is_stale(ask):
            return Response()
        words = library.words(ask.locale)
        known = knowledge(words.locale, self.audio)
        visit = self.visits.begin(envelope, ask, known.timing.allowance)
        answer = self.answer(envelope, visit, wish_of(ask), known)
        plain = answer.session.plain or self.audio == "ssml"
        response = respond(answer.reply, answer.session, words, plain, ask.device.screen, ask.touch is not None)
        kept = self.visits.keep(visit, answer, ask.now)
        handler_input.attributes_manager.session_attributes = dump(answer.session) | kept
        if self.observer:
            self.observer.turn(began, answer.reply.event, visit.completed(answer))
        return response

    def answer(self, envelope: RequestEnvelope, visit: Visit, wish: Wish, known: Knowledge) -> Answer:
        """The coach's answer; where it wants something done first, the answer to what came of it."""
        wish = wish._replace(practice=visit.practice(wish.now), outcome=consent_in(envelope))
        answer = respond_to(visit.session, wish, known)
        if answer.reply.effect in (None, Effect.ASK_PERMISSION):
            return answer
        clock = wish.clock or Clock.of(visit.session.reminder)
        outcome = self.visits.perform(answer.reply.effect, envelope, visit, clock)
        return respond_to(visit.session, wish._replace(outcome=outcome.name, clock=outcome.clock or clock), known)


def consent_in(envelope: RequestEnvelope) -> str:
    """What came of asking for a permission; blank for every other request."""
    if not envelope.request or envelope.request.object_type != "Connections.Response":
        return ""
    from skill.services.permission import consent

    return consent(envelope) or ""


class Apology(AbstractExceptionHandler):
    """Whatever went wrong: a short apology with a way on, and the session as it was, at rest."""

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:
        return True

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        """Apologise, and keep what the session had. An event Amazon repeats until it is acknowledged stays open."""
        request = handler_input.request_envelope.request
        if request and str(request.object_type).startswith("AlexaSkillEvent."):
            raise exception
        observe.failure(exception)
        named = isinstance(request, IntentRequest) and request.intent and request.intent.name
        in_doubt = bool(named) and move_of(str(named)) == "report"
        manager = handler_input.attributes_manager
        manager.session_attributes = at_rest(manager.session_attributes or {}, in_doubt)
        return apologise(handler_input.request_envelope, in_doubt)
