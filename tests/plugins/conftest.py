"""What tests of schemes share: the installed schemes, and towns opened from the source tenants."""

from collections.abc import Callable, Iterable

import pytest

from taizhang import Command, Event
from taizhang.app import installed
from taizhang.log.model import Selector
from taizhang.onboarding.file import TenantFile, load
from taizhang.onboarding.sources import source_tenants
from taizhang.schemes import Schemes
from taizhang.testing import Town, boundary, opened, selected


@pytest.fixture(scope="session")
def schemes() -> Schemes:
    return installed()[0]


@pytest.fixture(scope="session")
def files(schemes: Schemes) -> dict[str, TenantFile]:
    """The files of the five source tenants, by slug."""
    loaded = (load(path, schemes) for path in source_tenants())
    return {file.slug: file for file in loaded}


@pytest.fixture(scope="session")
def _towns(files: dict[str, TenantFile], schemes: Schemes) -> dict[str, Town]:
    return {slug: opened(file, schemes) for slug, file in files.items()}


@pytest.fixture
def source_town(_towns: dict[str, Town]) -> Callable[[str], Town]:
    """Makes a town that a source tenant's file was applied to: its rules, people and roles."""
    return lambda slug: _towns[slug].copy()


@pytest.fixture(name="boundary")
def boundary_of() -> Callable[[Command], list[Selector]]:
    return boundary


@pytest.fixture(name="selected")
def selected_by() -> Callable[[Iterable[Selector], Event], bool]:
    return selected
