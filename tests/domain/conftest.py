"""Towns of the source tenants, and what nearly every test of the core has to have happened."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Self

import pytest
from msgspec.structs import replace

from taizhang import testing
from taizhang.app import installed
from taizhang.commands.command import Command
from taizhang.domain.cycles.events import CycleOpened, SubjectEnrolled
from taizhang.domain.meetings.events import MeetingCalled
from taizhang.events.event import Event
from taizhang.log.model import Selector
from taizhang.onboarding.file import TenantFile, load
from taizhang.onboarding.sources import source_tenants
from taizhang.rules.events import RulesAdopted
from taizhang.schemes import Schemes


class Town(testing.Town):
    """A tenant and all that has happened there."""

    def assessing(self, *units: str, cycle: str = "c") -> Self:
        """Units are assessed in an open cycle."""
        opened = CycleOpened(
            cycle=cycle,
            year=str(self.today.year),
            title="述职评议考核",
            deadline=date(self.today.year, 12, 31),
            subjects=len(units),
        )
        enrolled = (SubjectEnrolled(cycle=cycle, organisation=unit) for unit in units)
        return self.given(opened, *enrolled)

    def meeting(self, kind: str = "review", *, meeting: str = "m", cycle: str = "c") -> Self:
        """A meeting was called."""
        return self.given(MeetingCalled(meeting=meeting, cycle=cycle, kind=kind, place="礼堂"))

    def amend_kind(self, kind: str, provision: str, **parameters: Any) -> Self:
        """Adopt the rules anew, with other parameters of a provision of one kind of meeting."""
        adopted = self.authority.adoptions[-1].event
        meetings = adopted.sections["meetings"]
        kinds = [
            each | {provision: each.get(provision, {}) | parameters}
            if each["name"] == kind
            else each
            for each in meetings["kinds"]
        ]
        sections = adopted.sections | {"meetings": meetings | {"kinds": kinds}}
        return self.given(replace(adopted, sections=sections))


@pytest.fixture(scope="session")
def schemes() -> Schemes:
    return installed()[0]


@pytest.fixture(scope="session")
def files(schemes: Schemes) -> dict[str, TenantFile]:
    """The files of the five source tenants, by slug."""
    loaded = (load(path, schemes) for path in source_tenants())
    return {file.slug: file for file in loaded}


@pytest.fixture(scope="session")
def _opened(files: dict[str, TenantFile], schemes: Schemes) -> dict[str, Town]:
    towns = {}
    for slug, file in files.items():
        assert file.clock is not None
        towns[slug] = Town(schemes, file.clock)
        towns[slug].do(file.command(), "system")
    return towns


@pytest.fixture
def new_town(schemes: Schemes) -> Callable[[], Town]:
    """Makes towns where nothing has happened."""
    return lambda: Town(schemes)


@pytest.fixture
def source_town(_opened: dict[str, Town]) -> Callable[[str], Town]:
    """Makes a town that a source tenant's file was applied to: its rules, people and roles."""
    return lambda slug: _opened[slug].copy()


@pytest.fixture
def santangjie(source_town: Callable[[str], Town]) -> Town:
    """三堂街镇 2015: eight villages."""
    return source_town("santangjie")


@pytest.fixture
def hunan(source_town: Callable[[str], Town]) -> Town:
    """A Hunan town, 2020: 24 villages and communities."""
    return source_town("hunan-town")


@pytest.fixture
def university(source_town: Callable[[str], Town]) -> Town:
    """A university department, 2022: six branches."""
    return source_town("university-dept")


@pytest.fixture(name="boundary")
def boundary_of() -> Callable[[Command], list[Selector]]:
    return testing.boundary


@pytest.fixture(name="selected")
def selected_by() -> Callable[[Iterable[Selector], Event], bool]:
    return testing.selected


@pytest.fixture
def adopted_rules() -> Callable[..., RulesAdopted]:
    """Makes an adoption of these sections, in force since 2015."""

    def adopted(**sections: Any) -> RulesAdopted:
        return RulesAdopted(
            document="关于开展述职评议考核的通知",
            number=None,
            issued_on=None,
            effective_from=date(2015, 1, 1),
            sections=sections,
        )

    return adopted
