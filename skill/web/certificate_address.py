"""Which certificate addresses may be downloaded from.

The address comes from a header that anyone can write, so it decides nothing until it has passed here.
Amazon's rules: https, host s3.amazonaws.com (any case), a path that starts with /echo.api/ (this case)
after normalising, and port 443 if one is given.
https://developer.amazon.com/en-US/docs/alexa/custom-skills/host-a-custom-skill-as-a-web-service.html
"""

import posixpath
import re
from urllib.parse import SplitResult, urlsplit

from skill.web.errors import AddressError

HOST = "s3.amazonaws.com"
PORT = 443
LONGEST_ADDRESS = 512
"""Characters. Amazon's addresses have about 60."""

_PLAIN_PATH = re.compile(r"/[A-Za-z0-9._~/-]*")
_ALLOWED_PATH = re.compile(r"/echo\.api/.+")


def normalised(address: str) -> str:
    """The one address that stands for every allowed spelling of it.

    Spellings are folded together, so that a cache keyed by the result cannot be filled with copies of one
    certificate. For the same reason a query is refused: Amazon's addresses have none.

    Raises `AddressError` for an address that breaks a rule.
    """
    if len(address) > LONGEST_ADDRESS or not address.isascii() or not address.isprintable():
        raise AddressError("certificate address is overlong or not plain text")
    parts, port = _split(address)
    if parts.scheme.lower() != "https":
        raise AddressError("certificate address is not https")
    if parts.hostname is None or parts.hostname.lower() != HOST or parts.username is not None:
        raise AddressError("certificate address has another host")
    if port not in (None, PORT):
        raise AddressError("certificate address has another port")
    if parts.query:
        raise AddressError("certificate address has a query")
    return f"https://{HOST}{_normalised_path(parts.path)}"


def _split(address: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(address)
        return parts, parts.port
    except ValueError as error:
        raise AddressError("certificate address cannot be read") from error


def _normalised_path(path: str) -> str:
    # An escape (%2e%2e) or a backslash could mean one thing here and another to the server.
    if not _PLAIN_PATH.fullmatch(path):
        raise AddressError("certificate address has an unusual path")
    plain = posixpath.normpath("/" + path.lstrip("/"))
    if not _ALLOWED_PATH.fullmatch(plain):
        raise AddressError("certificate address has another path")
    return plain
