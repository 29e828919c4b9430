"""新邵县, 2012, as its file has it; the harness is the one of the core's own areas."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_path = Path(__file__).parents[2] / "domain" / "conftest.py"
_spec = importlib.util.spec_from_file_location("given_when_then", _path)
assert _spec
assert _spec.loader
_harness = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_harness)

schemes = _harness.schemes
files = _harness.files
_opened = _harness._opened
source_town = _harness.source_town
boundary_of = _harness.boundary_of
selected_by = _harness.selected_by


@pytest.fixture
def xinshao(source_town: Callable[[str], Any]) -> Any:
    return source_town("xinshao")
