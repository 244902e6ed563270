"""The setting `STORE`."""

from pathlib import Path

import pytest

from skill.memory import StoreError, store_of
from skill.memory.dynamodb import DynamoDBStore
from skill.memory.errors import Conflict, StoreUnavailable, Unidentified, Unreadable
from skill.memory.sqlite import SQLiteStore
from skill.settings import SettingError


@pytest.mark.parametrize("setting", [None, "", "none"])
def test_no_store(setting: str | None) -> None:
    assert store_of(setting) is None


def test_a_table() -> None:
    assert isinstance(store_of("dynamodb:hamstring-coach.memory_2"), DynamoDBStore)


def test_a_file_is_not_made_before_it_is_needed(tmp_path: Path) -> None:
    assert isinstance(store_of(f"sqlite:{tmp_path}/memory.sqlite3"), SQLiteStore)
    assert not list(tmp_path.iterdir())


def test_a_path_may_hold_a_colon(tmp_path: Path) -> None:
    store = store_of(f"sqlite:{tmp_path}/a:b")
    assert store is not None
    store.write("anna", {}, 0, 1)
    assert (tmp_path / "a:b").exists()


@pytest.mark.parametrize(
    "setting",
    ["dynamodb", "dynamodb:", "dynamodb:a", "dynamodb:no spaces", "sqlite", "sqlite:", "redis:x", "None", " none"],
)
def test_anything_else_is_refused_in_one_line_that_names_it(setting: str) -> None:
    with pytest.raises(SettingError) as refused:
        store_of(setting)
    assert repr(setting) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_dynamodb_without_botocore_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skill.memory.setting.find_spec", lambda name: None)
    with pytest.raises(SettingError, match="botocore"):
        store_of("dynamodb:memory")


@pytest.mark.parametrize("error", [StoreUnavailable, Unreadable, Unidentified, Conflict])
def test_whatever_a_store_raises_can_be_caught_as_one(error: type[Exception]) -> None:
    assert issubclass(error, StoreError)
