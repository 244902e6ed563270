"""One DynamoDB table: what the store does with its items."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from skill.memory.calls import Calls, Item, Unmet

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef


class Table:
    """A table with the key `person`. Every method may raise StoreUnavailable."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._calls = Calls()

    def get(self, person: str) -> Item | None:
        """The item of this key, as the last finished write left it."""
        answer = self._calls.make(
            lambda client: client.get_item(
                TableName=self._name, Key=key(person), ConsistentRead=True, ReturnConsumedCapacity="TOTAL"
            )
        )
        return answer.get("Item")

    def put(self, item: Item, condition: str, values: Item) -> Item | None:
        """Write an item if the condition holds. Otherwise the item in the way, empty when there is none."""
        given: dict[str, Any] = {"ExpressionAttributeValues": values} if values else {}
        try:
            self._calls.make(
                lambda client: client.put_item(
                    TableName=self._name,
                    Item=item,
                    ConditionExpression=condition,
                    ReturnValuesOnConditionCheckFailure="ALL_OLD",
                    ReturnConsumedCapacity="TOTAL",
                    **given,
                )
            )
        except Unmet as unmet:
            return unmet.item
        return None

    def transact(self, actions: "Sequence[TransactWriteItemTypeDef]", token: str) -> Item | None:
        """Do all of these or nothing; with the same token, once only.

        If a condition does not hold, the item in the way as `put` tells it.
        """
        try:
            self._calls.make(
                lambda client: client.transact_write_items(
                    TransactItems=actions, ClientRequestToken=token, ReturnConsumedCapacity="TOTAL"
                )
            )
        except Unmet as unmet:
            return unmet.item
        return None

    def delete(self, person: str, unchanged: Item | None = None) -> "TransactWriteItemTypeDef":
        """The action that deletes an item; with one that was read, only if it still has that revision."""
        action: dict[str, Any] = {"TableName": self._name, "Key": key(person)}
        if unchanged is not None:
            # A corrupt item may have no revision, or one of another type.
            revision = unchanged.get("revision")
            action["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
            action["ConditionExpression"] = "attribute_not_exists(revision)"
            if revision:
                action["ConditionExpression"] = "revision = :revision"
                action["ExpressionAttributeValues"] = {":revision": revision}
        return cast("TransactWriteItemTypeDef", {"Delete": action})

    def append(self, person: str, record: Item, expires: Item) -> "TransactWriteItemTypeDef":
        """The action that adds a record to the list in an item, beginning one if there is none."""
        values = {":none": {"L": []}, ":new": {"L": [record]}, ":expires": expires}
        update = "SET records = list_append(if_not_exists(records, :none), :new), expires = :expires"
        action = {
            "TableName": self._name,
            "Key": key(person),
            "UpdateExpression": update,
            "ExpressionAttributeValues": values,
        }
        return cast("TransactWriteItemTypeDef", {"Update": action})


def key(person: str) -> dict[str, Any]:
    """The key of an item."""
    return {"person": {"S": person}}
