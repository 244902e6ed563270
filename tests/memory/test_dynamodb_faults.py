"""DynamoDB slow, refusing and dropping connections: in time, nothing lost, nothing doubled."""

import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pytest

from skill.memory import Conflict, Kept, StoreUnavailable
from skill.memory.dynamodb import DynamoDBStore
from tests.dynamodb_local import DynamoDBLocal, environment
from tests.memory.envelopes import NOW
from tests.memory.troubled import DONE, Trouble, Way, way_to

BUDGET_SECONDS = 2.5
SILENT = (Trouble.LATE, Trouble.LATE_BUT_DONE, Trouble.STUCK)
"""The troubles that cost the whole time for an answer."""
TROUBLES = [trouble for trouble in Trouble if trouble not in (Trouble.NONE, Trouble.LAST_ANSWER)]


@pytest.fixture(scope="module")
def one_way(dynamodb_local: DynamoDBLocal) -> Iterator[Way]:
    """A way to DynamoDB."""
    with way_to(dynamodb_local.port) as way:
        yield way


@pytest.fixture(scope="module")
def one_store(one_way: Way, dynamodb: DynamoDBStore, table: str) -> DynamoDBStore:
    """A store at the end of that way."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in one_way.environment.items():
            patch.setenv(name, value)
        store = DynamoDBStore(table)
        store.read("nobody")
    return store


@pytest.fixture
def way(one_way: Way, one_store: DynamoDBStore) -> Way:
    """The way, with nothing seen on it and one connection open."""
    one_way.troubles.clear()
    one_store.read("nobody")
    one_way.seen.clear()
    one_way.connections = 1
    return one_way


@pytest.fixture
def store(one_store: DynamoDBStore, way: Way) -> DynamoDBStore:
    """The store at its end."""
    return one_store


@pytest.mark.parametrize("trouble", TROUBLES, ids=[trouble.name for trouble in TROUBLES])
class TestOneTrouble:
    """The second attempt mends it, and nobody notices."""

    def test_a_read(self, store: DynamoDBStore, way: Way, dynamodb: DynamoDBStore, anna: str, trouble: Trouble) -> None:
        revision = dynamodb.write(anna, {"sets": 3}, 0, NOW, "before")
        way.troubles = [trouble]
        assert store.read(anna) == Kept({"sets": 3}, revision, "before")
        assert way.seen == ["GetItem", "GetItem"]

    @pytest.mark.parametrize("known", [False, True], ids=["new person", "known person"])
    def test_a_write_is_done_once(
        self, store: DynamoDBStore, way: Way, dynamodb: DynamoDBStore, anna: str, trouble: Trouble, known: bool
    ) -> None:
        read = dynamodb.write(anna, {"sets": 1}, 0, NOW) if known else 0
        way.troubles = [trouble]
        written = store.write(anna, {"sets": 2}, read, NOW, "this")
        assert dynamodb.read(anna) == Kept({"sets": 2}, written, "this")
        assert written == (read + 1 if known else NOW)
        assert len(way.seen) <= 2

    def test_setting_aside_is_done_once(
        self, store: DynamoDBStore, way: Way, dynamodb: DynamoDBStore, anna: str, trouble: Trouble
    ) -> None:
        dynamodb.write(anna, {"version": 99}, 0, NOW)
        way.troubles = [Trouble.NONE, trouble]
        store.set_aside(anna, NOW)
        assert dynamodb.read(anna) is None
        aside = dynamodb._table.get(f"{anna}#aside")
        assert aside is not None
        assert len(aside["records"]["L"]) == 1

    def test_forgetting(
        self, store: DynamoDBStore, way: Way, dynamodb: DynamoDBStore, anna: str, trouble: Trouble
    ) -> None:
        dynamodb.write(anna, {"sets": 1}, 0, NOW)
        way.troubles = [trouble]
        store.delete(anna)
        assert dynamodb.read(anna) is None


@pytest.mark.parametrize("trouble", TROUBLES, ids=[trouble.name for trouble in TROUBLES])
class TestTroubleUponTrouble:
    """Two attempts, then it gives up in time; the next turn puts it right."""

    def test_a_read_gives_up_in_time(self, store: DynamoDBStore, way: Way, anna: str, trouble: Trouble) -> None:
        way.troubles = [trouble] * 4
        began = time.monotonic()
        with pytest.raises(StoreUnavailable):
            store.read(anna)
        assert time.monotonic() - began < BUDGET_SECONDS
        assert len(way.seen) == 2

    def test_a_write_repeated_at_the_next_turn_is_done_once(
        self, store: DynamoDBStore, way: Way, dynamodb: DynamoDBStore, anna: str, trouble: Trouble
    ) -> None:
        read = dynamodb.write(anna, {"sets": 1}, 0, NOW)
        way.troubles = [trouble] * 2
        began = time.monotonic()
        with pytest.raises(StoreUnavailable):
            store.write(anna, {"sets": 2}, read, NOW, "turn seven")
        assert time.monotonic() - began < BUDGET_SECONDS
        found = dynamodb.read(anna)
        assert found is not None
        assert found.attributes == {"sets": 2 if trouble in DONE else 1}
        assert store.write(anna, {"sets": 2}, read, NOW + 9000, "turn seven") == read + 1
        assert dynamodb.read(anna) == Kept({"sets": 2}, read + 1, "turn seven")

    def test_a_write_that_has_grown_by_the_next_turn_knows_what_was_done(
        self, store: DynamoDBStore, way: Way, dynamodb: DynamoDBStore, anna: str, trouble: Trouble
    ) -> None:
        """It finds the record as it was, or itself in its way; never a stranger to merge with."""
        base = dynamodb.write(anna, {"sets": 1}, 0, NOW)
        way.troubles = [trouble] * 2
        with pytest.raises(StoreUnavailable):
            store.write(anna, {"sets": 2}, base, NOW, "turn seven")
        if trouble in DONE:
            with pytest.raises(Conflict) as conflict:
                store.write(anna, {"sets": 3}, base, NOW, "turn eight")
            base += 1
            assert conflict.value.kept == Kept({"sets": 2}, base, "turn seven")
        store.write(anna, {"sets": 3}, base, NOW, "turn eight")
        assert dynamodb.read(anna) == Kept({"sets": 3}, base + 1, "turn eight")


def test_a_lost_answer_does_not_hide_that_another_device_was_faster(
    store: DynamoDBStore, way: Way, dynamodb: DynamoDBStore, anna: str
) -> None:
    read = dynamodb.write(anna, {"sets": 1}, 0, NOW)
    dynamodb.write(anna, {"sets": 2}, read, NOW, "the other device")
    way.troubles = [Trouble.DROPPED_BUT_DONE]
    with pytest.raises(Conflict) as conflict:
        store.write(anna, {"sets": 2}, read, NOW, "this device")
    assert conflict.value.kept == dynamodb.read(anna)


def test_a_record_written_while_it_was_to_be_set_aside_is_not_lost(
    store: DynamoDBStore, way: Way, dynamodb: DynamoDBStore, anna: str
) -> None:
    read = dynamodb.write(anna, {"version": 99}, 0, NOW)
    way.before["TransactWriteItems"] = lambda: dynamodb.write(anna, {"sets": 1}, read, NOW)
    with pytest.raises(Conflict) as conflict:
        store.set_aside(anna, NOW)
    assert conflict.value.kept == dynamodb.read(anna)
    assert dynamodb._table.get(f"{anna}#aside") is None


def test_two_devices_set_a_record_aside_once(
    store: DynamoDBStore, way: Way, dynamodb: DynamoDBStore, anna: str
) -> None:
    dynamodb.write(anna, {"version": 99}, 0, NOW)
    way.before["TransactWriteItems"] = lambda: dynamodb.set_aside(anna, NOW)
    store.set_aside(anna, NOW)
    aside = dynamodb._table.get(f"{anna}#aside")
    assert aside is not None
    assert len(aside["records"]["L"]) == 1


def test_a_read_asks_for_the_last_finished_write(store: DynamoDBStore, way: Way, anna: str) -> None:
    """DynamoDB Local always gives it; the service only when asked."""
    store.read(anna)
    assert way.asked["ConsistentRead"] is True


def test_one_connection_serves_turn_after_turn(store: DynamoDBStore, way: Way, anna: str) -> None:
    revision = 0
    for sets in range(5):
        store.read(anna)
        revision = store.write(anna, {"sets": sets}, revision, NOW)
    assert way.connections == 1


def test_a_connection_closed_between_turns_is_opened_again(store: DynamoDBStore, way: Way, anna: str) -> None:
    way.troubles = [Trouble.LAST_ANSWER]
    assert store.read(anna) is None
    store.write(anna, {"sets": 1}, 0, NOW)
    assert way.connections == 2


def test_a_connection_that_died_silently_costs_one_attempt(store: DynamoDBStore, way: Way, anna: str) -> None:
    """As after Lambda froze the process for an hour: the old connection swallows what is sent."""
    way.troubles = [Trouble.LATE]
    assert store.read(anna) is None
    assert way.connections == 2


def test_an_address_that_never_accepts_is_given_up_in_time(
    dynamodb: DynamoDBStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as full, closing(socket.socket()) as first, closing(socket.socket()) as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for taken in (first, second):
            taken.setblocking(False)
            taken.connect_ex(full.getsockname())
        for name, value in environment(f"http://127.0.0.1:{full.getsockname()[1]}").items():
            monkeypatch.setenv(name, value)
        store = DynamoDBStore("memory")
        store._table._calls._connected()  # the client, which is made once, is not what is timed
        began = time.monotonic()
        with pytest.raises(StoreUnavailable):
            store.read("anybody")
        assert time.monotonic() - began < BUDGET_SECONDS


def test_an_address_where_nobody_is_is_given_up_at_once(
    dynamodb: DynamoDBStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    for name, value in environment(f"http://127.0.0.1:{port}").items():
        monkeypatch.setenv(name, value)
    with pytest.raises(StoreUnavailable):
        DynamoDBStore("memory").read("anybody")


def test_a_long_evening_of_troubles_loses_no_set_and_doubles_none(
    store: DynamoDBStore, way: Way, dynamodb: DynamoDBStore, anna: str
) -> None:
    """A turn whose save fails carries its sets into the next turn, as a session does."""
    quick = [trouble for trouble in Trouble if trouble not in SILENT]
    counts: Counter[str] = Counter()
    revision, unsettled = 0, set[str]()
    for turn in range(1, 61):
        way.troubles = [quick[turn * 7 % len(quick)], quick[turn * turn % len(quick)]]
        counts.update(trouble.name for trouble in way.troubles)
        unsettled.add(f"turn {turn}")
        try:
            revision = store.write(anna, {"sets": turn}, revision, NOW, f"turn {turn}")
        except StoreUnavailable:
            counts["not saved"] += 1
            continue
        except Conflict as conflict:
            mine = conflict.kept is not None and conflict.kept.write_id in unsettled
            counts["in its own way" if mine else "in a stranger's"] += 1
            way.troubles = []
            found = conflict.kept.revision if conflict.kept else 0
            revision = store.write(anna, {"sets": turn}, found, NOW, f"turn {turn}")
        unsettled.clear()
    print(dict(counts))
    assert counts["in its own way"] > 0 == counts["in a stranger's"]
    assert dynamodb.read(anna).attributes == {"sets": 60}  # type: ignore[union-attr]
