import pytest

from taizhang.app import installed
from taizhang.schemes import Schemes


@pytest.fixture(scope="session")
def schemes() -> Schemes:
    """The core's areas and the installed plugins."""
    return installed()[0]
