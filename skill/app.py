"""Builds the skill, and holds the Lambda entry point. Wiring only."""

import os
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model.services.api_client import ApiClient

from skill import library, observe
from skill.apology import apology, part
from skill.intents import Apology, Conversation
from skill.memory import Store, store_of
from skill.observe import Observer
from skill.recollection import Recollection
from skill.request.serializer import Serializer
from skill.services.client import HttpClient
from skill.settings import Settings
from skill.visit import Visits
from skill.warm import warm

SERIALIZER = Serializer()
INITIALIZATION = "AWS_LAMBDA_INITIALIZATION_TYPE"
"""How Lambda starts the process: `snap-start` where it will keep it in a snapshot."""


class WrongSkill(Exception):
    """A request meant for another skill; it gets no answer."""


@cache
def build_skill(settings: Settings, api_client: ApiClient | None = None) -> CustomSkill:
    """The skill with these settings. `api_client` carries the calls to Amazon's services."""
    return assemble(settings, store_of(settings.store), api_client or HttpClient(), Observer())


def assemble(settings: Settings, store: Store | None, api_client: ApiClient, observer: Observer | None) -> CustomSkill:
    """A skill of these parts; without an observer, nobody is told of its turns."""
    builder = SkillBuilder()
    builder.skill_id = settings.skill_id  # type: ignore[assignment]  # the SDK infers None from its default
    visits = Visits(Recollection(store) if store else None, api_client)
    builder.add_request_handler(Conversation(settings.audio, visits, observer))
    builder.add_exception_handler(Apology())
    skill = builder.create()
    skill.serializer = SERIALIZER
    return skill


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Answer one request: the Lambda function. A request for another skill raises WrongSkill."""
    settings = Settings.from_environment()
    refuse_others(event, settings)
    try:
        skill = build_skill(settings)
        envelope = SERIALIZER.envelope(event)
        return cast(dict[str, Any], skill.serializer.serialize(skill.invoke(envelope, context)))
    except Exception as error:
        observe.failure(error)
        return apology(event)


def refuse_others(event: object, settings: Settings) -> None:
    """Raise WrongSkill for a request that is not for the skill set in the settings."""
    if settings.skill_id is None:
        return
    envelope = event if isinstance(event, Mapping) else {}
    application = part(part(part(envelope, "context"), "System"), "application")
    if application.get("applicationId") != settings.skill_id:
        raise WrongSkill("the request names another skill")


def prepare(environment: Mapping[str, str]) -> None:
    """Load ahead what a first turn needs; for a snapshot, what any turn does. A setting that cannot be raises here."""
    library.clinic()
    snapshot = environment.get(INITIALIZATION) == "snap-start"
    warm(assemble(Settings(), None, HttpClient(), None), everything=snapshot)
    if INITIALIZATION in environment and (store := store_of(Settings.from_environment(environment).store)):
        store.prepare()


prepare(os.environ)
