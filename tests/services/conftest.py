"""Clients of Amazon's services: a patient one, and one that is quick to give up."""

import pytest

from skill.services.client import HttpClient
from skill.services.exchange import tls

QUICK = 0.3
"""Seconds: long for this machine to answer itself, short to wait for in a test."""


@pytest.fixture
def client() -> HttpClient:
    """For calls that are answered. The trusted roots are read anew."""
    tls.cache_clear()
    return HttpClient(seconds=5)


@pytest.fixture
def hasty() -> HttpClient:
    """For calls that are not."""
    return HttpClient(QUICK)
