"""A review meeting of 三堂街镇 that was called: two villages are assessed."""

from typing import Any

import pytest


@pytest.fixture
def town(santangjie: Any) -> Any:
    return santangjie.assessing("jingui", "shiqiao").meeting()
