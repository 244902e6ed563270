"""What DynamoDB holds, seen from outside the store."""

import subprocess
import sys
from pathlib import Path

import pytest

from skill.memory import StoreUnavailable, Unreadable
from skill.memory.dynamodb import DynamoDBStore
from tests.memory.envelopes import NOW
from tests.memory.tables import Item, Tables

DAY = 24 * 60 * 60
SOUND: Item = {
    "revision": {"N": "3"},
    "write_id": {"S": "one"},
    "attributes": {"S": "{}"},
    "expires": {"N": "1800000000"},
}
CORRUPT: dict[str, Item] = {
    "without attributes": {"attributes": {"NULL": True}},
    "attributes cut short": {"attributes": {"S": '{"sets": '}},
    "attributes that are a list": {"attributes": {"S": "[]"}},
    "attributes nested beyond reason": {"attributes": {"S": "[" * 100_000}},
    "a revision in words": {"revision": {"S": "three"}},
    "a broken revision": {"revision": {"N": "2.5"}},
    "revision nought": {"revision": {"N": "0"}},
    "no write id": {"write_id": {"N": "1"}},
}


def test_an_item_is_small_and_says_nothing_in_clear_but_what_is_remembered(
    dynamodb: DynamoDBStore, tables: Tables, table: str, anna: str
) -> None:
    dynamodb.write(anna, {"sets": 3}, 0, NOW, "first")
    assert tables.item(table, anna) == {
        "person": {"S": anna},
        "revision": {"N": str(NOW)},
        "write_id": {"S": "first"},
        "attributes": {"S": '{"sets":3}'},
        "expires": {"N": str(NOW // 1000 + 400 * DAY)},
    }


def test_each_write_puts_the_expiry_off(dynamodb: DynamoDBStore, tables: Tables, table: str, anna: str) -> None:
    first = dynamodb.write(anna, {}, 0, NOW)
    dynamodb.write(anna, {}, first, NOW + 1000 * DAY)
    item = tables.item(table, anna)
    assert item is not None
    assert item["expires"] == {"N": str(NOW // 1000 + 401 * DAY)}


@pytest.mark.parametrize("damage", CORRUPT.values(), ids=CORRUPT.keys())
def test_a_corrupt_item_is_told_and_kept_aside(
    dynamodb: DynamoDBStore, tables: Tables, table: str, anna: str, damage: Item
) -> None:
    corrupt = {"person": {"S": anna}, **SOUND, **damage}
    tables.put(table, corrupt)
    with pytest.raises(Unreadable):
        dynamodb.read(anna)
    with pytest.raises(Unreadable):
        dynamodb.write(anna, {"sets": 1}, 0, NOW)
    dynamodb.set_aside(anna, NOW)
    assert dynamodb.read(anna) is None
    aside = tables.item(table, f"{anna}#aside")
    assert aside is not None
    assert aside["records"] == {"L": [{"M": {**corrupt, "set_aside_at": {"N": str(NOW)}}}]}


def test_an_item_with_a_key_alone_is_corrupt_too(
    dynamodb: DynamoDBStore, tables: Tables, table: str, anna: str
) -> None:
    tables.put(table, {"person": {"S": anna}})
    with pytest.raises(Unreadable):
        dynamodb.read(anna)
    dynamodb.set_aside(anna, NOW)
    assert dynamodb.read(anna) is None


def test_what_was_set_aside_before_stays_beside_it_and_all_expires(
    dynamodb: DynamoDBStore, tables: Tables, table: str, anna: str
) -> None:
    for version in (98, 99):
        dynamodb.write(anna, {"version": version}, 0, NOW)
        dynamodb.set_aside(anna, NOW + version)
    aside = tables.item(table, f"{anna}#aside")
    assert aside is not None
    assert [record["M"]["attributes"]["S"] for record in aside["records"]["L"]] == [
        '{"version":98}',
        '{"version":99}',
    ]
    assert aside["expires"] == {"N": str((NOW + 99) // 1000 + 400 * DAY)}


def test_to_forget_takes_what_was_set_aside_too(dynamodb: DynamoDBStore, tables: Tables, table: str, anna: str) -> None:
    dynamodb.write(anna, {"version": 99}, 0, NOW)
    dynamodb.set_aside(anna, NOW)
    dynamodb.write(anna, {"sets": 1}, 0, NOW)
    dynamodb.delete(anna)
    assert tables.item(table, anna) is None
    assert tables.item(table, f"{anna}#aside") is None


def test_a_record_too_large_for_dynamodb_is_told_as_not_saved(dynamodb: DynamoDBStore, anna: str) -> None:
    with pytest.raises(StoreUnavailable, match="ValidationException"):
        dynamodb.write(anna, {"days": "x" * 410_000}, 0, NOW)
    assert dynamodb.read(anna) is None


def test_a_table_that_is_not_there(
    dynamodb: DynamoDBStore, local_environment: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skill.memory.calls.ANSWER_SECONDS", 30)
    with pytest.raises(StoreUnavailable, match="ResourceNotFoundException"):
        DynamoDBStore("no-such-table").read("anybody")


@pytest.mark.parametrize("missing", ["AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID"])
def test_without_region_or_credentials_it_is_unavailable_and_no_more(
    local_environment: None, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.delenv(missing)
    monkeypatch.delenv("AWS_REGION", raising=False)
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(StoreUnavailable):
        DynamoDBStore("memory").read("anybody")


IMPORTED = """
import sys
import skill.app
from skill.memory import store_of
store = store_of("dynamodb:memory")
assert store is not None
{more}
print(sorted({{name.split(".")[0] for name in sys.modules}} & {{"boto3", "botocore"}}))
"""


@pytest.mark.parametrize(("more", "imported"), [("", "[]"), ("store.prepare()", "['botocore']")])
def test_the_skill_needs_no_botocore_until_memory_is_used_or_prepared(more: str, imported: str) -> None:
    """And never a region or credentials for that: the environment is empty."""
    command = [sys.executable, "-c", IMPORTED.format(more=more)]
    root = Path(__file__).parent.parent.parent
    done = subprocess.run(command, cwd=root, env={}, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == imported
