"""Calls to DynamoDB: in time, or not at all.

Importing this module imports botocore, which takes longer than all the rest of the skill's own code; so the store
does it at first use. DynamoDB is made to answer in milliseconds; it gets half a second for connecting and 0.7 s for
an answer. Two such attempts with a pause between them stay under 2.5 s, while a skill has 8 s for everything.
botocore's own retries pause for up to a second and more at random, so they are off.
Not within that time: looking up the host's name, and looking for credentials outside Lambda.

botocore takes an answer that was cut short, or that is none, for an empty one: it does not count the bytes, and
compares DynamoDB's checksum only in its own retries. An empty answer to a read would say that nothing is known of
the person. So every call must ask which capacity it used, and an answer without that is none.
"""

import os
import threading
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

import botocore.session
from botocore import exceptions
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from skill.memory.errors import StoreUnavailable

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CONNECT_SECONDS = 0.5
ANSWER_SECONDS = 0.7
PAUSE_SECONDS = 0.05
"""Between the two attempts."""

UNMET = ("ConditionalCheckFailed", "ConditionalCheckFailedException")
"""An unmet condition, among the reasons of a transaction and of a single write."""

PASSING = (
    "InternalServerError",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingException",
    "TransactionCanceledException",
    "TransactionConflictException",
    "TransactionInProgressException",
)
"""Refusals after which a second attempt may succeed."""

Item = Mapping[str, Any]
"""A stored item, each value with its type: `{"revision": {"N": "3"}}`."""

Answer = TypeVar("Answer", bound=Mapping[str, Any])


class Garbled(Exception):
    """An answer that is not DynamoDB's, or not all of it."""


UNANSWERED = (
    exceptions.ChecksumError,  # only some releases of botocore compare it; Lambda brings its own
    exceptions.ConnectionError,
    exceptions.HTTPClientError,
    ResponseParserError,
    Garbled,
)
"""Whatever happened on the way; a second attempt may succeed as well."""

FAILURES = (BotoCoreError, ClientError, ResponseParserError, Garbled)
"""Everything a call raises."""


class Unmet(Exception):
    """The condition of a write does not hold."""

    item: Item
    """What stands in the way; empty when there is nothing."""

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.item = item


class Calls:
    """Calls through one client, made at first use, whose connections stay open from turn to turn."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._client: DynamoDBClient | None = None
        self._made_by = 0

    def make(self, operation: "Callable[[DynamoDBClient], Answer]") -> Answer:
        """The answer to a call, at the second attempt if need be.

        Raises Unmet if its condition does not hold, StoreUnavailable if both attempts were in vain.
        """
        try:
            client = self._connected()
            try:
                return whole(operation(client))
            except FAILURES as error:
                if not is_passing(error):
                    raise
            # A connection that died unnoticed, while Lambda had the process frozen, fails here as well: the
            # second attempt opens a new one.
            time.sleep(PAUSE_SECONDS)
            return whole(operation(client))
        except ClientError as error:
            raise refusal(error) from error
        except FAILURES as error:
            raise StoreUnavailable(f"DynamoDB gave no answer: {type(error).__name__}") from error

    def _connected(self) -> "DynamoDBClient":
        with self._lock:
            # A connection must not cross a fork.
            if self._client is None or self._made_by != os.getpid():
                config = Config(
                    connect_timeout=CONNECT_SECONDS,
                    read_timeout=ANSWER_SECONDS,
                    retries={"total_max_attempts": 1},
                )
                session = botocore.session.Session()
                self._client = cast("DynamoDBClient", session.create_client("dynamodb", config=config))
                self._made_by = os.getpid()
            return self._client


def whole(answer: Answer) -> Answer:
    """The answer, if it is one; else Garbled."""
    if "ConsumedCapacity" not in answer:
        raise Garbled
    return answer


def code(error: ClientError) -> str:
    """DynamoDB's name for a refusal."""
    return str(error.response.get("Error", {}).get("Code", "without a code"))


def is_passing(error: Exception) -> bool:
    """Whether a second attempt may succeed."""
    if isinstance(error, ClientError):
        busy = code(error) in PASSING or error.response["ResponseMetadata"]["HTTPStatusCode"] >= 500
        return busy and not isinstance(refusal(error), Unmet)
    return isinstance(error, UNANSWERED)


def refusal(error: ClientError) -> Unmet | StoreUnavailable:
    """What a refusal means to the store."""
    reasons: list[Item] = [*error.response.get("CancellationReasons", []), {**error.response, "Code": code(error)}]
    for reason in reasons:
        if reason.get("Code") in UNMET:
            return Unmet(reason.get("Item", {}))
    return StoreUnavailable(f"DynamoDB refused: {code(error)}")
