"""The only builder of responses: a reply rendered as speech, audio and, where there is one, screen.

Amazon's order: the screen is shown, the speech is said, then the audio document plays, then the microphone opens.
"""

from ask_sdk_model.directive import Directive
from ask_sdk_model.response import Response
from ask_sdk_model.ui.card import Card
from ask_sdk_model.ui.play_behavior import PlayBehavior
from ask_sdk_model.ui.reprompt import Reprompt
from ask_sdk_model.ui.simple_card import SimpleCard
from ask_sdk_model.ui.ssml_output_speech import SsmlOutputSpeech

from skill.audio import document
from skill.coach.line import Line
from skill.coach.reply import Effect, Reply
from skill.coach.session import Session
from skill.coach.timeline import Timeline
from skill.library import Words
from skill.speech import asked_again, paced, speak, speak_timeline, written


def respond(
    reply: Reply, session: Session, words: Words, plain: bool, screen: bool = False, touched: bool = False
) -> Response:
    """The response to send. `plain` sends timelines as speech instead of audio documents.

    `screen`: the device has one. `touched`: it answers a touch, so its speech replaces what is being said;
    a voice is silenced by the wake word, a touch silences nothing.
    """
    slower = session.slower
    lines = [*reply.lines, *([reply.ask] if reply.ask and not reply.timeline else [])]
    speech = speak(lines, words, slower)
    directives: list[Directive] = []
    if reply.timeline and plain:
        speech = f"{speech} {speak_timeline(reply.timeline, words, slower)}"
    elif reply.timeline:
        directives.append(play(reply.timeline, session, words))
    if reply.effect is Effect.ASK_PERMISSION:
        directives.append(permission(session.reminder))
    elif screen:
        directives += shown(reply, session, words)
    behavior = PlayBehavior.REPLACE_ALL if touched else None
    return Response(
        output_speech=SsmlOutputSpeech(ssml=f"<speak>{speech}</speak>", play_behavior=behavior) if speech else None,
        reprompt=reprompt(reply, session, words, plain),
        card=consent_card() if reply.consent_card else card(reply.card, words),
        directives=directives or None,
        should_end_session=None if not speech else not reply.listens,
    )


def permission(reminder: str) -> Directive:
    """The directive that has Alexa ask whether the skill may set reminders; its time comes back with the answer."""
    from skill.services.permission import permission_request

    return permission_request(reminder)


def consent_card() -> Card:
    """The card by which reminders can be allowed in the Alexa app."""
    from skill.services.permission import permission_card

    return permission_card()


def play(timeline: Timeline, session: Session, words: Words) -> Directive:
    """The directive that plays a timeline, named after the turn."""
    # Here, as it reads all that the SDK knows of audio documents, and a question in passing needs none.
    from ask_sdk_model.interfaces.alexa.presentation.apla.render_document_directive import RenderDocumentDirective

    return RenderDocumentDirective(
        token=str(session.turn), document=document(timeline, words, session.slower), datasources={}
    )


def shown(reply: Reply, session: Session, words: Words) -> list[Directive]:
    """The directive that shows a reply, named after the turn; none when there is nothing to show."""
    # Here, as a device without a screen never needs these, and the SDK's reads some 70 modules.
    from ask_sdk_model.interfaces.alexa.presentation.apl.render_document_directive import RenderDocumentDirective

    from skill.screen import show

    seen = show(reply, session, words)
    if seen is None:
        return []
    return [RenderDocumentDirective(str(session.turn), dict(seen.document), dict(seen.datasources))]


def reprompt(reply: Reply, session: Session, words: Words, plain: bool) -> Reprompt | None:
    """What is said when the prompt got no answer: the prompt again, or a patient silence before it.

    Built by hand: the SDK's builder drops a reprompt's directives.
    """
    if reply.ask is None:
        return None
    slower = session.slower
    again = asked_again(reply.ask, words)
    if reply.quiet is None:
        return Reprompt(output_speech=framed(paced(again, slower)))
    first = speak([segment.line for segment in reply.quiet.segments[:1] if segment.line], words, slower)
    if plain:
        return Reprompt(output_speech=framed(f"{first} {speak_timeline(reply.quiet, words, slower)}"))
    return Reprompt(output_speech=framed(first), directives=[play(reply.quiet, session, words)])


def framed(ssml: str) -> SsmlOutputSpeech:
    """SSML in its frame."""
    return SsmlOutputSpeech(ssml=f"<speak>{ssml}</speak>")


def card(line: Line | None, words: Words) -> SimpleCard | None:
    """A card for the Alexa app."""
    if line is None:
        return None
    phrase = words.phrases[line.key]
    return SimpleCard(title=phrase.title, content=written(phrase.show, line, words))
