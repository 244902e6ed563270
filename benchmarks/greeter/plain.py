"""The least a skill on ask-sdk can be: something to compare with."""

from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model.response import Response


class Greeting(AbstractRequestHandler):
    """Answers every request."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        return handler_input.response_builder.speak("Hello, world.").ask("Say hello.").response


builder = SkillBuilder()
builder.add_request_handler(Greeting())
handler = builder.lambda_handler()
