"""What can go wrong with a call to one of Amazon's services.

ServiceError
├── NotCallable       the request brought nothing to call with, or an address no token may be sent to
├── Unreachable       no connection, or it broke off
├── TimedOut          no whole answer in time; whether the service acted is unknown
├── Malformed         an answer that is not what the documentation promises
└── Declined          an HTTP status that is no success, with the service's own code where it gave one
    ├── Unauthorized  401
    ├── Forbidden     403
    ├── Missing       404
    ├── Busy          429
    └── Failing       5xx

No message holds an id, a token, an address or a part of an answer: all of them may go to the log.
"""


class ServiceError(Exception):
    """Anything a service did that is no answer."""


class NotCallable(ServiceError):
    """Nothing was sent: there is no address or token, or not one that can be used."""


class Unreachable(ServiceError):
    """The service could not be reached, or the connection broke off."""


class TimedOut(ServiceError):
    """The service took too long."""


class Malformed(ServiceError):
    """The answer cannot be read."""


class Declined(ServiceError):
    """The service answered that it will not, or cannot."""

    def __init__(self, status: int, code: str = "") -> None:
        super().__init__(f"the service answered {status} {code}".strip())
        self.status = status
        self.code = code
        """The service's own word for the reason, such as DEVICE_NOT_SUPPORTED; empty if it gave none."""


class Unauthorized(Declined):
    """The token is not accepted: mostly, the permission it should carry was never given."""


class Forbidden(Declined):
    """The token is known, and this may still not be done."""


class Missing(Declined):
    """There is no such thing, or no longer."""


class Busy(Declined):
    """Too many calls of this skill."""


class Failing(Declined):
    """The service itself is in trouble."""


def declined(status: int, code: str = "") -> Declined:
    """The error for an HTTP status that is no success."""
    if status >= 500:
        return Failing(status, code)
    kinds = {401: Unauthorized, 403: Forbidden, 404: Missing, 429: Busy}
    return kinds.get(status, Declined)(status, code)
