"""Clients of Amazon's services: a patient one, and one that is quick to give up."""

import pytest

from skill.services import HttpClient

QUICK = 0.3
"""Seconds: long for this machine to answer itself, short to wait for in a test."""


@pytest.fixture
def client() -> HttpClient:
    """For calls that are answered."""
    return HttpClient(seconds=5)


@pytest.fixture
def hasty() -> HttpClient:
    """For calls that are not."""
    return HttpClient(QUICK)
