"""One call over the network, in bounded time: the SDK's `ApiClient` on the standard library.

The SDK's own client (`ask_sdk_core.api_client`) sets no time-out at all, so one slow service would hold the answer
until Alexa gives up. What the network needs is imported with the first call, for few sessions make one.
"""

import time

from ask_sdk_model.services.api_client import ApiClient
from ask_sdk_model.services.api_client_request import ApiClientRequest
from ask_sdk_model.services.api_client_response import ApiClientResponse

from skill.services.errors import TimedOut

SECONDS = 1.5
"""For one call: name look-up, connection, request and the whole answer. Alexa waits some 8 s for the skill."""

SECONDS_IN_ALL = 3.0
"""Within these the last of several calls has to begin."""


class HttpClient(ApiClient):
    """Sends a request once: nothing is tried again, no redirect followed. Safe for several threads.

    Only `https` is spoken, since every call carries the person's token; `http` reaches this machine itself alone.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds

    def invoke(self, request: ApiClientRequest) -> ApiClientResponse:
        """The answer, whatever its status. Raises a ServiceError when there is none."""
        from skill.services.exchange import exchange

        return exchange(request, self.seconds)


class Budget(ApiClient):
    """Several calls for one answer of the skill: once its time is spent, none begins any more."""

    def __init__(self, client: ApiClient, seconds: float = SECONDS_IN_ALL) -> None:
        self._client = client
        self._end = time.monotonic() + seconds

    def invoke(self, request: ApiClientRequest) -> ApiClientResponse:
        """The answer of the client. Raises TimedOut when it is too late to ask, and what the client raises."""
        if time.monotonic() >= self._end:
            raise TimedOut("no time left for another call")
        return self._client.invoke(request)
