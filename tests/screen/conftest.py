"""What the tests of the drawn screens need, or one clear line that says what is missing."""

import pytest

from tests.screen.renderer import lacking, must_be_there


@pytest.fixture(scope="session")
def amazons_tools() -> None:
    """Amazon's renderer and linter, and a browser: skipped without them, except where they must be there."""
    missing = lacking()
    if missing and must_be_there():
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
