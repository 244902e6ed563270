"""The same with Amazon's adapter for DynamoDB, counting its greetings: something to compare with."""

import os
from typing import Any

import boto3
from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import CustomSkillBuilder
from ask_sdk_dynamodb.adapter import DynamoDbAdapter  # type: ignore[import-not-found]
from ask_sdk_model.response import Response


class Greeting(AbstractRequestHandler):
    """Answers every request; reads the count as a session begins, and writes it every time."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        memory = handler_input.attributes_manager
        kept: dict[str, Any] = memory.persistent_attributes
        kept["greetings"] = int(kept.get("greetings", 0)) + 1
        memory.save_persistent_attributes()
        return handler_input.response_builder.speak("Hello, world.").ask("Say hello.").response


adapter = DynamoDbAdapter(table_name=os.environ["GREETINGS"], dynamodb_resource=boto3.resource("dynamodb"))
builder = CustomSkillBuilder(persistence_adapter=adapter)
builder.add_request_handler(Greeting())
handler = builder.lambda_handler()
