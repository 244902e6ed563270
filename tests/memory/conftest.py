"""The stores under test, and two people who use them."""

from hashlib import sha256
from pathlib import Path

import pytest

from skill.memory import Store
from skill.memory.dynamodb import DynamoDBStore
from skill.memory.sqlite import SQLiteStore
from tests.dynamodb_local import DynamoDBLocal, dynamodb_local
from tests.memory.tables import Tables

__all__ = ["dynamodb_local"]


@pytest.fixture(scope="session")
def tables(dynamodb_local: DynamoDBLocal) -> Tables:
    """The owner of the tables, who looks into them from outside."""
    return Tables(dynamodb_local)


@pytest.fixture(scope="session")
def table(tables: Tables) -> str:
    """An empty table's name."""
    return tables.create()


@pytest.fixture(scope="session")
def dynamodb(dynamodb_local: DynamoDBLocal, table: str) -> DynamoDBStore:
    """A store in DynamoDB Local, patient with a busy machine: what is tested here is not its haste."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("skill.memory.calls.ANSWER_SECONDS", 30)
        for name, value in dynamodb_local.environment.items():
            patch.setenv(name, value)
        store = DynamoDBStore(table)
        assert store.read("nobody") is None
    return store


@pytest.fixture
def local_environment(dynamodb_local: DynamoDBLocal, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment for a store the test makes itself."""
    for name, value in dynamodb_local.environment.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def sqlite(tmp_path: Path) -> SQLiteStore:
    """A store in a file that does not exist yet."""
    return SQLiteStore(tmp_path / "home" / "memory.sqlite3")


@pytest.fixture(params=["sqlite", "dynamodb"])
def store(request: pytest.FixtureRequest) -> Store:
    """Each of the stores in turn."""
    found: Store = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def anna(request: pytest.FixtureRequest) -> str:
    """A person nobody else's test knows."""
    return sha256(f"anna {request.node.nodeid}".encode()).hexdigest()


@pytest.fixture
def boris(request: pytest.FixtureRequest) -> str:
    """Another one."""
    return sha256(f"boris {request.node.nodeid}".encode()).hexdigest()
