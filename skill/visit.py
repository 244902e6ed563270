"""One person's conversation, with what is remembered of them: begun, and kept after every turn."""

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.services.api_client import ApiClient

from skill.coach.line import Clock
from skill.coach.moves import Answer
from skill.coach.record import Settled, recall, settled_by
from skill.coach.reply import Effect
from skill.coach.session import Session
from skill.coach.wish import Practice
from skill.memory import Unidentified, account_key, person_key
from skill.recollection import Recollection, Remembered
from skill.request import Ask, load

if TYPE_CHECKING:
    from skill.effects import Outcome

MEMORY = "memory"
"""The session attribute that carries the record from turn to turn."""


class Visit(NamedTuple):
    """A conversation at the beginning of a turn."""

    session: Session
    locale: str
    remembered: Remembered | None = None
    settled: Settled | None = None
    """The set this turn counts."""
    arrived: bool = False
    """The conversation begins with this turn."""

    def practice(self, now: int) -> Practice | None:
        """What was practised so far; None where nothing is kept."""
        return self.remembered.practice(now) if self.remembered else None

    def completed(self, answer: Answer) -> bool:
        """Whether a set came to its end before this turn, while it ran or after the conversation was left."""
        return bool(self.settled and self.settled.finished) or answer.session.sets > self.session.sets


class Visits:
    """Begins and keeps conversations; with no recollection, nothing outlasts them."""

    def __init__(self, recollection: Recollection | None, api_client: ApiClient) -> None:
        self.recollection = recollection
        self.api_client = api_client

    def begin(self, envelope: RequestEnvelope, ask: Ask, allowance: int) -> Visit:
        """The conversation a request belongs to: carried on, or begun from the record."""
        session = load({name: value for name, value in ask.attributes.items() if name != MEMORY})
        if self.recollection is None:
            return Visit(session, ask.locale)
        if MEMORY in ask.attributes and not ask.new:
            try:
                remembered = Remembered.load(ask.attributes[MEMORY])
            except ValueError:
                return Visit(session, ask.locale)
            settled = settled_by(session, ask.now, allowance, remembered.day)
            return Visit(session, ask.locale, remembered, settled)
        return self.arrive(envelope, ask, allowance, self.recollection)

    def arrive(self, envelope: RequestEnvelope, ask: Ask, allowance: int, recollection: Recollection) -> Visit:
        """A new conversation, begun from the record."""
        try:
            person, account = person_key(envelope), account_key(envelope)
        except Unidentified:
            return Visit(Session(), ask.locale)
        from skill.services.time_zone import default_time_zone, time_zone  # only who is remembered has a calendar

        zone = partial(time_zone, envelope, self.api_client)
        remembered = recollection.begin(person, account, ask.now, zone, default_time_zone(ask.locale))
        recalled = recall(remembered.record, ask.now, allowance, remembered.day)
        return Visit(recalled.session, ask.locale, remembered, recalled.settled, arrived=True)

    def perform(self, effect: Effect, envelope: RequestEnvelope, visit: Visit, clock: Clock | None) -> "Outcome":
        """Do what an answer wants done first."""
        from skill.effects import Doing, perform  # with all of the reminders; few turns want anything done

        doing = Doing(envelope, self.api_client, visit.locale, clock, self.recollection, visit.remembered)
        return perform(effect, doing)

    def keep(self, visit: Visit, answer: Answer, now: int) -> dict[str, Any]:
        """Save what the turn changed. The attributes that carry the record on."""
        if self.recollection is None or visit.remembered is None:
            return {}
        if answer.forgotten:
            blank = Remembered(visit.remembered.person, visit.remembered.account)
            return {MEMORY: blank.dump()}
        just_failed = visit.arrived and visit.remembered.revision is None
        keep = self.recollection.put_off if just_failed else self.recollection.keep
        return {MEMORY: keep(visit.remembered, answer.session, visit.settled, now).dump()}

    def forget_account(self, envelope: RequestEnvelope, now: int) -> None:
        """Delete all of an account whose owner disabled the skill. Raises StoreError, and Amazon repeats it."""
        if self.recollection:
            self.recollection.forget_account(account_key(envelope), now)
