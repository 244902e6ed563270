"""Lasting memory in a DynamoDB table: for the skill in the cloud.

ask-sdk has an adapter of its own for DynamoDB. It asks boto3 for a resource while its class is being read, so
that merely importing it needs a region and takes a third of a second; boto3's resources are no longer
developed; and it overwrites without looking. So this one stands on botocore's client, which is made at first use.

The table has the key `person` (text) and nothing else that must be declared, except time to live on `expires`.
The skill needs the permissions GetItem, PutItem, UpdateItem and DeleteItem on it.
"""

import secrets
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from skill.memory.errors import Conflict, Unreadable
from skill.memory.kept import Kept, expiry, intended, kept, settled, text
from skill.memory.store import Store

if TYPE_CHECKING:
    from skill.memory.calls import Item
    from skill.memory.table import Table

ASIDE = "#aside"
"""Added to a person's key, the key of the item that holds what was set aside."""


class DynamoDBStore(Store):
    """A store in one table. An item holds the attributes as one JSON text, see `kept`.

    An operation takes 2.5 s at the most, setting aside twice that, before it raises StoreUnavailable.
    """

    def __init__(self, table: str) -> None:
        self._name = table

    def prepare(self) -> None:
        """See Store. It imports botocore."""
        _ = self._table

    def read(self, person: str) -> Kept | None:
        """See Store."""
        item = self._table.get(person)
        return None if item is None else _kept(item)

    def write(
        self, person: str, attributes: Mapping[str, Any], revision: int, now: int, write_id: str | None = None
    ) -> int:
        """See Store."""
        wish = intended(attributes, revision, now, write_id)
        item = {
            "person": {"S": person},
            "revision": {"N": str(wish.revision)},
            "write_id": {"S": wish.write_id},
            "attributes": {"S": text(wish.attributes)},
            "expires": {"N": str(expiry(now))},
        }
        read = {":revision": {"N": str(revision)}} if revision else {}
        found = self._table.put(item, "revision = :revision" if read else "attribute_not_exists(person)", read)
        return wish.revision if found is None else settled(wish, _kept(found) if found else None)

    def delete(self, person: str) -> None:
        """See Store."""
        table = self._table
        table.transact([table.delete(person), table.delete(person + ASIDE)], secrets.token_hex(16))

    def set_aside(self, person: str, now: int) -> None:
        """See Store. Another device's write at the same moment raises Conflict."""
        table = self._table
        if (item := table.get(person)) is None:
            return
        record = {"M": {**item, "set_aside_at": {"N": str(now)}}}
        append = table.append(person + ASIDE, record, {"N": str(expiry(now))})
        found = table.transact([append, table.delete(person, item)], secrets.token_hex(16))
        if found:
            raise Conflict(_kept(found))

    @cached_property
    def _table(self) -> "Table":
        from skill.memory.table import Table  # not before it is needed: it imports botocore

        return Table(self._name)


def _kept(item: "Item") -> Kept:
    try:
        return kept(item["attributes"]["S"], int(item["revision"]["N"]), item["write_id"]["S"])
    except (KeyError, ValueError) as error:
        raise Unreadable("a record lacks a part") from error
