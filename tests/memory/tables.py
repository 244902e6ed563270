"""DynamoDB's tables as their owner sees them, past the store."""

import secrets
from typing import TYPE_CHECKING, Any, cast

import botocore.session

from tests.dynamodb_local import DynamoDBLocal

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Item = dict[str, Any]


class Tables:
    """The tables of one DynamoDB Local."""

    def __init__(self, local: DynamoDBLocal) -> None:
        client = botocore.session.Session().create_client(
            "dynamodb",
            region_name=local.environment["AWS_DEFAULT_REGION"],
            endpoint_url=local.environment["AWS_ENDPOINT_URL_DYNAMODB"],
            aws_access_key_id=local.environment["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=local.environment["AWS_SECRET_ACCESS_KEY"],
        )
        self._client = cast("DynamoDBClient", client)

    def create(self) -> str:
        """Make a table as the template declares it; its name."""
        name = f"memory-{secrets.token_hex(4)}"
        self._client.create_table(
            TableName=name,
            KeySchema=[{"AttributeName": "person", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "person", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        expiry = {"Enabled": True, "AttributeName": "expires"}
        self._client.update_time_to_live(TableName=name, TimeToLiveSpecification=expiry)  # type: ignore[arg-type]
        return name

    def item(self, table: str, person: str) -> Item | None:
        """What stands under this key."""
        return self._client.get_item(TableName=table, Key={"person": {"S": person}}).get("Item")

    def put(self, table: str, item: Item) -> None:
        """Put an item there, whatever it is."""
        self._client.put_item(TableName=table, Item=item)
