"""What every store promises, held by each of them."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Any

import pytest
from ask_sdk_core.attributes_manager import AttributesManager
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from skill.memory import Conflict, Kept, Store, Unidentified, person_key
from tests.memory.envelopes import NOW, VOICE, request
from tests.memory.racing import add_one

JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False, allow_infinity=False) | some.text(),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(), inner, max_size=4),
    max_leaves=12,
)


def test_somebody_new_has_nothing(store: Store, anna: str) -> None:
    assert store.read(anna) is None


def test_what_is_written_is_read(store: Store, anna: str) -> None:
    revision = store.write(anna, {"sets": 3, "pace": 1.2, "order": ["left", "right"]}, 0, NOW, "first")
    assert store.read(anna) == Kept({"sets": 3, "pace": 1.2, "order": ["left", "right"]}, revision, "first")


def test_each_write_is_one_revision_more(store: Store, anna: str) -> None:
    first = store.write(anna, {"sets": 1}, 0, NOW)
    second = store.write(anna, {"sets": 2}, first, NOW)
    assert 0 < first < second == first + 1
    assert store.read(anna).revision == second  # type: ignore[union-attr]


def test_a_write_replaces_all_attributes(store: Store, anna: str) -> None:
    first = store.write(anna, {"sets": 1, "hold": 30}, 0, NOW)
    store.write(anna, {"sets": 2}, first, NOW)
    assert store.read(anna).attributes == {"sets": 2}  # type: ignore[union-attr]


def test_people_are_kept_apart(store: Store, anna: str, boris: str) -> None:
    store.write(anna, {"sets": 1}, 0, NOW)
    store.write(boris, {"sets": 7}, 0, NOW)
    store.delete(anna)
    assert store.read(anna) is None
    assert store.read(boris).attributes == {"sets": 7}  # type: ignore[union-attr]


def test_the_second_device_to_begin_a_record_is_told_of_the_first(store: Store, anna: str) -> None:
    store.write(anna, {"sets": 1}, 0, NOW)
    with pytest.raises(Conflict) as conflict:
        store.write(anna, {"sets": 1}, 0, NOW)
    assert conflict.value.kept == store.read(anna)


def test_of_two_devices_with_the_same_revision_one_alone_writes(store: Store, anna: str) -> None:
    """Even if they want the very same: both count one set more, and two were done."""
    read = store.write(anna, {"sets": 1}, 0, NOW)
    store.write(anna, {"sets": 2}, read, NOW)
    with pytest.raises(Conflict) as conflict:
        store.write(anna, {"sets": 2}, read, NOW)
    assert conflict.value.kept == store.read(anna)
    assert conflict.value.kept.revision == read + 1  # type: ignore[union-attr]


def test_the_loser_merges_with_what_the_conflict_brought(store: Store, anna: str) -> None:
    read = store.write(anna, {"left": 1, "right": 1}, 0, NOW)
    store.write(anna, {"left": 2, "right": 1}, read, NOW)
    with pytest.raises(Conflict) as conflict:
        store.write(anna, {"left": 1, "right": 2}, read, NOW)
    won = conflict.value.kept
    assert won is not None
    store.write(anna, {**won.attributes, "right": 2}, won.revision, NOW)
    assert store.read(anna).attributes == {"left": 2, "right": 2}  # type: ignore[union-attr]


def test_a_record_forgotten_meanwhile_does_not_come_back_unasked(store: Store, anna: str) -> None:
    read = store.write(anna, {"sets": 1}, 0, NOW)
    store.delete(anna)
    with pytest.raises(Conflict) as conflict:
        store.write(anna, {"sets": 2}, read, NOW)
    assert conflict.value.kept is None
    assert store.read(anna) is None


def test_a_record_begun_again_is_not_taken_for_the_forgotten_one(store: Store, anna: str) -> None:
    forgotten = store.write(anna, {"sets": 9}, 0, NOW)
    store.delete(anna)
    store.write(anna, {"sets": 1}, 0, NOW + 1)
    with pytest.raises(Conflict):
        store.write(anna, {"sets": 10}, forgotten, NOW + 2)
    assert store.read(anna).attributes == {"sets": 1}  # type: ignore[union-attr]


@pytest.mark.parametrize("earlier", [0, 1])
def test_a_write_whose_answer_was_lost_may_be_repeated(store: Store, anna: str, earlier: int) -> None:
    """At the next turn, so at another time; it is neither refused nor done twice."""
    read = 0
    for _ in range(earlier):
        read = store.write(anna, {"sets": 1}, read, NOW)
    done = store.write(anna, {"sets": 2}, read, NOW, "turn seven")
    assert store.write(anna, {"sets": 2}, read, NOW + 5000, "turn seven") == done
    assert store.read(anna) == Kept({"sets": 2}, done, "turn seven")


def test_more_than_was_lost_is_a_conflict_that_names_the_lost_write(store: Store, anna: str) -> None:
    """So a writer sees that it is only in its own way, and has nothing to merge."""
    store.write(anna, {"sets": 2}, 0, NOW, "turn seven")
    with pytest.raises(Conflict) as conflict:
        store.write(anna, {"sets": 3}, 0, NOW, "turn seven")
    assert conflict.value.kept.write_id == "turn seven"  # type: ignore[union-attr]


def test_a_lost_write_others_have_written_over_is_a_conflict(store: Store, anna: str) -> None:
    mine = store.write(anna, {"sets": 2}, 0, NOW, "turn seven")
    store.write(anna, {"sets": 3}, mine, NOW, "the other device")
    with pytest.raises(Conflict):
        store.write(anna, {"sets": 2}, 0, NOW, "turn seven")


def test_to_forget_is_final_and_may_be_repeated(store: Store, anna: str) -> None:
    store.write(anna, {"sets": 1}, 0, NOW)
    store.delete(anna)
    store.delete(anna)
    assert store.read(anna) is None


def test_a_record_set_aside_lets_the_person_start_afresh(store: Store, anna: str, boris: str) -> None:
    store.write(anna, {"version": 99}, 0, NOW)
    store.write(boris, {"sets": 7}, 0, NOW)
    store.set_aside(anna, NOW)
    assert store.read(anna) is None
    store.write(anna, {"sets": 1}, 0, NOW)
    assert store.read(anna).attributes == {"sets": 1}  # type: ignore[union-attr]
    assert store.read(boris).attributes == {"sets": 7}  # type: ignore[union-attr]


def test_nothing_can_be_set_aside_again_and_again(store: Store, anna: str) -> None:
    store.set_aside(anna, NOW)
    store.set_aside(anna, NOW)
    assert store.read(anna) is None


@pytest.mark.parametrize("value", [{1, 2}, b"bytes", float("nan"), float("inf"), object()])
def test_what_json_does_not_have_is_refused_before_anything_is_written(store: Store, anna: str, value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        store.write(anna, {"value": value}, 0, NOW)
    assert store.read(anna) is None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(attributes=some.dictionaries(some.text(), JSON, max_size=5))
def test_every_json_value_comes_back_as_it_was(store: Store, attributes: dict[str, Any]) -> None:
    person = sha256(repr(attributes).encode(errors="backslashreplace")).hexdigest()
    store.delete(person)
    revision = store.write(person, attributes, 0, NOW, "any")
    assert store.read(person) == Kept(attributes, revision, "any")


def test_a_year_of_practice_fits(store: Store, anna: str) -> None:
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 31)]
    store.write(anna, {"days": days}, 0, NOW)
    assert store.read(anna).attributes == {"days": days}  # type: ignore[union-attr]


def test_threads_lose_nothing_and_double_nothing(store: Store, anna: str) -> None:
    with ThreadPoolExecutor(6) as threads:
        conflicts = sum(threads.map(lambda _: add_one(store, anna), range(60)))
    print(f"{type(store).__name__}: 60 increments by 6 threads, {conflicts} conflicts")
    assert store.read(anna).attributes == {"count": 60}  # type: ignore[union-attr]


class TestBehindAskSDK:
    """The same store behind ask-sdk's attributes manager."""

    @pytest.fixture(autouse=True)
    def nobody_known(self, store: Store) -> None:
        store.delete(person_key(request(voice=VOICE)))

    def test_attributes_travel_from_session_to_session(self, store: Store) -> None:
        today = AttributesManager(request(voice=VOICE), store)
        assert today.persistent_attributes == {}
        today.persistent_attributes["sets"] = 1
        today.save_persistent_attributes()
        tomorrow = AttributesManager(request(voice=VOICE), store)
        assert tomorrow.persistent_attributes["sets"] == 1

    def test_one_turn_may_save_twice(self, store: Store) -> None:
        turn = AttributesManager(request(voice=VOICE), store)
        for sets in (1, 2):
            turn.persistent_attributes["sets"] = sets
            turn.save_persistent_attributes()
        assert AttributesManager(request(voice=VOICE), store).persistent_attributes["sets"] == 2

    def test_two_devices_do_not_overwrite_each_other(self, store: Store) -> None:
        kitchen = AttributesManager(request(voice=VOICE, request_id="kitchen"), store)
        bedroom = AttributesManager(request(voice=VOICE, request_id="bedroom"), store)
        for device in (kitchen, bedroom):
            device.persistent_attributes["sets"] = 1
        kitchen.save_persistent_attributes()
        with pytest.raises(Conflict):
            bedroom.save_persistent_attributes()

    def test_the_revision_is_the_stores_and_no_attribute(self, store: Store) -> None:
        turn = AttributesManager(request(voice=VOICE), store)
        turn.persistent_attributes["sets"] = 1
        turn.save_persistent_attributes()
        kept = store.read(person_key(request(voice=VOICE)))
        assert kept is not None
        assert kept.attributes == {"sets": 1}
        assert turn.persistent_attributes["revision"] == kept.revision

    def test_a_save_repeated_after_a_lost_answer_is_done_once(self, store: Store) -> None:
        for _ in range(2):
            store.save_attributes(request(voice=VOICE), {"sets": 1})
        assert store.read(person_key(request(voice=VOICE))).attributes == {"sets": 1}  # type: ignore[union-attr]

    def test_whoever_asks_to_be_forgotten_is(self, store: Store) -> None:
        turn = AttributesManager(request(voice=VOICE), store)
        turn.persistent_attributes["sets"] = 1
        turn.save_persistent_attributes()
        turn.delete_persistent_attributes()
        assert AttributesManager(request(voice=VOICE), store).persistent_attributes == {}

    def test_nobody_is_remembered_as_nobody(self, store: Store) -> None:
        with pytest.raises(Unidentified):
            store.get_attributes(request(account=None))
