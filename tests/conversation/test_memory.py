"""It remembers where you were: on any device, days later, and after a session that closed in silence."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_model.services.api_client import ApiClient
from ask_sdk_model.services.api_client_request import ApiClientRequest
from ask_sdk_model.services.api_client_response import ApiClientResponse

from skill import app, memory
from skill.memory import Kept, Store, StoreUnavailable, store_of
from skill.memory.person import digest
from skill.services import client
from tests.alexa import Alexa

DAY = 24 * 3600


class QuietAmazon(ApiClient):
    """Amazon's services for somebody without reminders, on a device that does not tell its time zone."""

    def invoke(self, request: ApiClientRequest | None) -> ApiClientResponse:
        if request and "/reminders" in (request.url or ""):
            return ApiClientResponse(status_code=200, body='{"totalCount": "0", "alerts": []}', headers=[])
        return ApiClientResponse(status_code=403, body="", headers=[])


@dataclass
class Household:
    """Devices that share a store."""

    path: Path
    devices: list[Alexa] = field(default_factory=list)

    @property
    def store(self) -> Store:
        store = store_of(f"sqlite:{self.path}")
        assert store is not None
        return store

    def device(self, **changes: Any) -> Alexa:
        """One more device of the same account."""
        self.devices.append(Alexa(**changes))
        return self.devices[-1]

    @property
    def record(self) -> dict[str, Any]:
        """What is kept of the account."""
        kept = self.store.read(self.person)
        return dict(kept.attributes) if kept else {}

    @property
    def place(self) -> int | None:
        """The leg the record leads back to, if any."""
        place = self.record["place"]
        return place["at"] if place else None

    @property
    def person(self) -> str:
        """The key of the account in the pretend envelopes."""
        return digest("account", "amzn1.ask.account.test")


@pytest.fixture
def household(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Household]:
    """A household whose coach remembers."""
    path = tmp_path / "memory.db"
    monkeypatch.setenv("STORE", f"sqlite:{path}")
    monkeypatch.setattr(client, "HttpClient", QuietAmazon)
    app.build_skill.cache_clear()
    yield Household(path)
    app.build_skill.cache_clear()


def test_the_next_session_goes_on_with_the_other_leg(household: Household) -> None:
    """The session closed in silence after the left leg; an hour later, on another device."""
    alexa = household.device()
    alexa.is_holding()
    alexa.does_the_set()
    alexa.sends({"type": "SessionEndedRequest", "reason": "EXCEEDED_MAX_REPROMPTS"})
    kitchen = household.device(now=alexa.now)
    kitchen.waits(3600)
    back = kitchen.opens()
    assert back.heard.startswith("Welcome back. You had finished the left leg of the seated stretch.")
    assert "pain, tingling or numbness" in back.heard
    assert back.heard.endswith("say ready for the right leg. Someone else? Say start over.")
    assert kitchen.hears("ReadyIntent").heard.startswith("The seated stretch, right leg.")


def test_a_set_whose_end_nobody_saw_is_assumed_and_can_be_taken_back(household: Household) -> None:
    """Some devices never tell that a session ended."""
    alexa = household.device()
    alexa.is_holding()
    alexa.waits(600)
    back = alexa.opens()
    assert back.heard.startswith("Welcome back. I take it you finished the left leg of the seated stretch.")
    assert household.record["history"]["sets"] == 1
    assert "Then the left leg of the seated stretch comes again." in alexa.hears("AMAZON.RepeatIntent").heard
    assert household.record["history"]["sets"] == 0
    assert alexa.hears("ReadyIntent").heard.startswith("The seated stretch, left leg.")
    alexa.hears("ReadyIntent")
    alexa.does_the_set()
    alexa.hears("ReadyIntent")
    assert household.record["history"]["sets"] == 1


def test_a_launch_in_the_middle_of_a_set_keeps_the_holds_that_are_done(household: Household) -> None:
    """Opened again in hold two: one hold counts."""
    alexa = household.device()
    alexa.is_holding()
    alexa.waits(alexa.hold(2)[0] + 10)
    back = alexa.opens()
    assert back.heard.startswith("Welcome back. You had done 1 hold of the left leg, in the seated stretch.")
    alexa.hears("ReadyIntent")
    assert alexa.hears("ReadyIntent").holds == [30_000, 30_000]


def test_after_a_day_the_routine_begins_anew_and_choices_are_kept(household: Household) -> None:
    alexa = household.device()
    alexa.is_in_position()
    alexa.hears("SetHoldIntent", hold="PT45S")
    alexa.hears("ReadyIntent")
    alexa.does_the_set()
    alexa.hears("AMAZON.StopIntent")
    alexa.waits(2 * DAY)
    assert alexa.opens().heard.startswith("Welcome back to Hamstring Coach.")
    assert alexa.hears("ReadyIntent").heard.startswith("The seated stretch, left leg.")
    assert alexa.hears("ReadyIntent").holds[0] == 45_000


def test_someone_else_says_start_over(household: Household) -> None:
    """A household shares a speaker."""
    alexa = household.device()
    alexa.is_holding()
    alexa.does_the_set()
    alexa.hears("AMAZON.StopIntent")
    alexa.opens()
    assert "From the beginning." in alexa.hears("AMAZON.StartOverIntent").heard
    assert "left leg" in alexa.hears("ReadyIntent").heard


def test_after_a_safety_stop_there_is_no_place_to_go_back_to(household: Household) -> None:
    alexa = household.device()
    alexa.is_holding()
    alexa.does_the_set()
    alexa.hears("ReadyIntent")
    alexa.reports("pins and needles in my toes")
    assert household.record["place"] is None
    assert alexa.opens().heard.startswith("Welcome back to Hamstring Coach.")
    assert "sides" not in alexa.attributes


def test_a_check_clears_the_place_until_ready(household: Household) -> None:
    alexa = household.device()
    alexa.is_holding()
    alexa.does_the_set()
    alexa.hears("ReadyIntent")
    alexa.reports("it hurts")
    assert household.place is None
    alexa.hears("ReadyIntent")
    assert household.place == 1


def test_how_am_i_doing(household: Household) -> None:
    """Sets, days, days in a row, and the article's promise honestly put."""
    alexa = household.device()
    assert "Nothing yet" in alexa.hears("ProgressIntent").heard
    for _ in range(2):
        alexa.opens()
        alexa.hears("ReadyIntent")
        alexa.hears("ReadyIntent")
        alexa.does_the_set()
        alexa.hears("AMAZON.StopIntent")
        alexa.waits(DAY)
    progress = household.device(now=alexa.now).hears("ProgressIntent")
    assert progress.heard.startswith("You've finished 2 sets, on 2 days, 2 days in a row.")
    assert "many weeks" in progress.heard
    assert not progress.listens


def test_forget_me_asks_then_deletes_everything(household: Household) -> None:
    alexa = household.device()
    alexa.is_holding()
    alexa.does_the_set()
    alexa.hears("AMAZON.StopIntent")
    asked = household.device(now=alexa.now).hears("ForgetMeIntent")
    assert asked.heard.endswith("Say yes to delete it all, or no.")
    assert household.record
    other = household.devices[-1]
    assert other.hears("AMAZON.NoIntent").heard == "Okay, everything stays as it is."
    other.new = True
    other.attributes = {}
    other.hears("ForgetMeIntent")
    assert "everything" in other.hears("AMAZON.YesIntent").heard.lower()
    assert household.record == {}
    assert other.opens().heard.startswith("Welcome to Hamstring Coach.")


def test_disabling_the_skill_deletes_the_account_and_its_people(household: Household) -> None:
    alexa = household.device()
    alexa.person = "amzn1.ask.person.sister"
    alexa.is_holding()
    alexa.hears("AMAZON.StopIntent", after=30)
    sister: str = household.record["people"][0]
    assert household.store.read(sister) is not None
    alexa.sends({"type": "AlexaSkillEvent.SkillDisabled"})
    assert household.store.read(sister) is None
    assert household.record == {}


class Counting(Store):
    """A store that notes what is asked of it, and whose failures come and go."""

    def __init__(self, inner: Store) -> None:
        self.inner = inner
        self.down = False
        self.calls: list[str] = []

    def asked(self, call: str) -> Store:
        """The store itself, when it is up."""
        self.calls.append(call)
        if self.down:
            raise StoreUnavailable("down")
        return self.inner

    def read(self, person: str) -> Kept | None:
        return self.asked("read").read(person)

    def write(self, person: str, attributes: Any, revision: int, now: int, write_id: str | None = None) -> int:
        return self.asked("write").write(person, attributes, revision, now, write_id)

    def delete(self, person: str) -> None:
        self.asked("delete").delete(person)

    def set_aside(self, person: str, now: int) -> None:
        self.asked("set_aside").set_aside(person, now)


@pytest.fixture
def store(household: Household, monkeypatch: pytest.MonkeyPatch) -> Counting:
    """The household's store, watched."""
    watched = Counting(household.store)
    monkeypatch.setattr(memory, "store_of", lambda setting: watched)
    app.build_skill.cache_clear()
    return watched


def test_nothing_is_written_when_nothing_changed(household: Household, store: Counting) -> None:
    """One read as the session starts; a write only when something changed."""
    alexa = household.device()
    alexa.opens()
    assert store.calls == ["read"]
    alexa.hears("WhyStretchIntent")
    alexa.hears("SafetyTipsIntent")
    assert store.calls == ["read"]
    alexa.hears("ReadyIntent")
    alexa.hears("ReadyIntent")
    alexa.does_the_set()
    alexa.hears("ReadyIntent")
    assert store.calls.count("read") == 1
    assert 2 <= store.calls.count("write") <= 3


@pytest.mark.parametrize("down_at", ["launch", "set", "settling", "all"])
def test_when_the_store_is_down_the_routine_goes_on_and_nothing_is_lost(
    household: Household, store: Counting, down_at: str
) -> None:
    """What could not be saved is saved at the next turn; the person hears nothing of it."""
    alexa = household.device()
    ready = partial(alexa.hears, "ReadyIntent")
    for name, step in (("launch", alexa.opens), ("gate", ready), ("set", ready)):
        store.down = down_at in (name, "all")
        assert "went wrong" not in step().heard
    alexa.does_the_set()
    store.down = down_at in ("settling", "all")
    assert alexa.hears("ReadyIntent").heard.startswith("The seated stretch, right leg.")
    store.down = False
    alexa.hears("ReadyIntent")
    assert household.record["history"]["sets"] == 1
    assert household.record["place"]["at"] == 1


def test_a_newer_record_is_set_aside_not_lost(household: Household) -> None:
    household.store.write(household.person, {"schema": 99, "future": True}, 0, 1_700_000_000_000)
    alexa = household.device()
    assert alexa.opens().heard.startswith("Welcome to Hamstring Coach.")
    alexa.hears("ReadyIntent")
    alexa.hears("ReadyIntent")
    assert household.record["schema"] == 1


def test_a_reminder_is_offered_once_and_never_again(household: Household) -> None:
    """At the end of the first routine, and not at the end of the second."""
    endings = []
    alexa = household.device()
    for _ in range(2):
        alexa.opens()
        alexa.hears("AMAZON.StartOverIntent")
        alexa.hears("ChooseStretchIntent", stretch="seated")
        alexa.hears("ReadyIntent")
        alexa.hears("AMAZON.NextIntent")
        endings.append(alexa.hears("AMAZON.NextIntent").heard)
    assert ["remind me every day" in ending for ending in endings] == [True, False]
