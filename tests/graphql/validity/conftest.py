"""The schema of two towns' rows, that documents are judged by."""

from typing import Any

import pytest


@pytest.fixture(scope="session")
def types(engine: Any) -> Any:
    return engine.served.types
