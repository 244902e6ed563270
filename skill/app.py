"""Builds the skill, and holds the Lambda entry point. Wiring only."""

import os
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model.services.api_client import ApiClient

from skill import library, observe
from skill.apology import apology, part
from skill.intents import Apology, Conversation
from skill.observe import Observer
from skill.request.serializer import Serializer
from skill.settings import Settings
from skill.visit import Visits
from skill.warm import warm

if TYPE_CHECKING:
    from skill.memory import Store

SERIALIZER = Serializer()
INITIALIZATION = "AWS_LAMBDA_INITIALIZATION_TYPE"
"""How Lambda starts the process: `snap-start` where it will keep it in a snapshot."""


class WrongSkill(Exception):
    """A request meant for another skill; it gets no answer."""


@cache
def build_skill(settings: Settings, api_client: ApiClient | None = None) -> CustomSkill:
    """The skill with these settings. `api_client` carries the calls to Amazon's services."""
    return assemble(settings, visits_of(chosen_store(settings), api_client), Observer())


def chosen_store(settings: Settings) -> "Store | None":
    """The store the settings name. What remembers is imported only where there is one."""
    if settings.store is None:
        return None
    from skill.memory import store_of

    return store_of(settings.store)


def visits_of(store: "Store | None", api_client: ApiClient | None = None) -> Visits:
    """What begins and keeps conversations."""
    if store is None:
        return Visits(api_client)
    from skill.recollection import Recollection
    from skill.visit.lasting import LastingVisits

    return LastingVisits(Recollection(store), api_client)


def assemble(settings: Settings, visits: Visits, observer: Observer | None) -> CustomSkill:
    """A skill of these parts; without an observer, nobody is told of its turns."""
    builder = SkillBuilder()
    builder.skill_id = settings.skill_id  # type: ignore[assignment]  # the SDK infers None from its default
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
    store = chosen_store(Settings.from_environment(environment)) if INITIALIZATION in environment else None
    warm(assemble(Settings(), visits_of(store), None), everything=snapshot)
    if store:
        store.prepare()


prepare(os.environ)
