"""新邵县, 2012, as its file has it."""

from collections.abc import Callable

import pytest

from taizhang.testing import Town


@pytest.fixture
def xinshao(source_town: Callable[[str], Town]) -> Town:
    return source_town("xinshao")
