"""Every model file, one after the other."""

import pytest

from tests.interaction_model.model import MODELS, Model, read


@pytest.fixture(params=MODELS, ids=lambda path: str(path.stem), scope="module")
def model(request: pytest.FixtureRequest) -> Model:
    return read(request.param)
