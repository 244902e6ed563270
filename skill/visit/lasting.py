"""Conversations that begin from a record, and are kept after every turn."""

from functools import partial
from typing import Any

from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.services.api_client import ApiClient

from skill.coach.moves import Answer
from skill.coach.record import recall, settled_by
from skill.coach.session import Session
from skill.memory import Unidentified, account_key, person_key
from skill.recollection import Recollection, Remembered
from skill.request import Ask
from skill.visit.visits import MEMORY, Visit, Visits, carried


class LastingVisits(Visits):
    """Begins and keeps conversations with what is remembered of whoever speaks."""

    recollection: Recollection

    def __init__(self, recollection: Recollection, api_client: ApiClient | None = None) -> None:
        super().__init__(api_client)
        self.recollection = recollection

    def begin(self, envelope: RequestEnvelope, ask: Ask, allowance: int) -> Visit:
        """The conversation a request belongs to: carried on, or begun from the record."""
        if ask.new or MEMORY not in ask.attributes:
            return self.arrive(envelope, ask, allowance)
        session = carried(ask)
        try:
            remembered = Remembered.load(ask.attributes[MEMORY])
        except ValueError:
            return Visit(session, ask.locale)
        settled = settled_by(session, ask.now, allowance, remembered.day)
        return Visit(session, ask.locale, remembered, settled)

    def arrive(self, envelope: RequestEnvelope, ask: Ask, allowance: int) -> Visit:
        """A new conversation, begun from the record."""
        try:
            person, account = person_key(envelope), account_key(envelope)
        except Unidentified:
            return Visit(Session(), ask.locale)
        from skill.services.time_zone import default_time_zone, time_zone  # only who is remembered has a calendar

        zone = partial(time_zone, envelope, self.api_client)
        remembered = self.recollection.begin(person, account, ask.now, zone, default_time_zone(ask.locale))
        recalled = recall(remembered.record, ask.now, allowance, remembered.day)
        return Visit(recalled.session, ask.locale, remembered, recalled.settled, arrived=True)

    def keep(self, visit: Visit, answer: Answer, now: int) -> dict[str, Any]:
        """Save what the turn changed. The attributes that carry the record on."""
        if visit.remembered is None:
            return {}
        if answer.forgotten:
            blank = Remembered(visit.remembered.person, visit.remembered.account)
            return {MEMORY: blank.dump()}
        just_failed = visit.arrived and visit.remembered.revision is None
        keep = self.recollection.put_off if just_failed else self.recollection.keep
        return {MEMORY: keep(visit.remembered, answer.session, visit.settled, now).dump()}

    def forget_account(self, envelope: RequestEnvelope, now: int) -> None:
        """Delete all of an account whose owner disabled the skill. Raises StoreError, and Amazon repeats it."""
        self.recollection.forget_account(account_key(envelope), now)
