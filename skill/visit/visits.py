"""A conversation and, where nothing is remembered, all there is to beginning one."""

from typing import TYPE_CHECKING, Any, NamedTuple

from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.services.api_client import ApiClient

from skill.coach.line import Clock
from skill.coach.moves import Answer
from skill.coach.reply import Effect
from skill.coach.session import Session
from skill.coach.wish import Practice
from skill.request import Ask, load

if TYPE_CHECKING:
    from skill.coach.record import Settled
    from skill.effects import Outcome
    from skill.recollection import Recollection, Remembered

MEMORY = "memory"
"""The session attribute that carries the record from turn to turn."""


class Visit(NamedTuple):
    """A conversation at the beginning of a turn."""

    session: Session
    locale: str
    remembered: "Remembered | None" = None
    settled: "Settled | None" = None
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
    """Conversations that nothing outlasts."""

    recollection: "Recollection | None" = None

    def __init__(self, api_client: ApiClient | None = None) -> None:
        """`api_client` carries the calls to Amazon's services; by default one of our own, made for the first call."""
        self._api_client = api_client

    @property
    def api_client(self) -> ApiClient:
        """What carries a call to Amazon's services."""
        if self._api_client is None:
            from skill.services.client import HttpClient  # few conversations make a call

            self._api_client = HttpClient()
        return self._api_client

    def begin(self, _envelope: RequestEnvelope, ask: Ask, _allowance: int) -> Visit:
        """The conversation a request belongs to."""
        return Visit(carried(ask), ask.locale)

    def perform(self, effect: Effect, envelope: RequestEnvelope, visit: Visit, clock: Clock | None) -> "Outcome":
        """Do what an answer wants done first."""
        from skill.effects import Doing, perform  # with all of the reminders; few turns want anything done

        doing = Doing(envelope, self.api_client, visit.locale, clock, self.recollection, visit.remembered)
        return perform(effect, doing)

    def keep(self, _visit: Visit, _answer: Answer, _now: int) -> dict[str, Any]:
        """Save what the turn changed. The attributes that carry the record on."""
        return {}

    def forget_account(self, envelope: RequestEnvelope, now: int) -> None:
        """Delete all of an account whose owner disabled the skill. Raises StoreError, and Amazon repeats it."""


def carried(ask: Ask) -> Session:
    """The session that a request brings along."""
    return load({name: value for name, value in ask.attributes.items() if name != MEMORY})
