"""What a scheme of members records counts like one's own facts, where one is installed."""

from datetime import date
from typing import Any

import pytest

from taizhang import Event, Scheme
from taizhang.app import installed
from taizhang.core import OrganisationId, OrganisationRegistered, PersonId
from taizhang.onboarding.sources import source_tenants
from taizhang.schemes import Schemes
from taizhang.tenancy.events import PluginSwitchedOn
from taizhang.testing import Town, opened
from taizhang_plugins.coverage.cultivating import AdmitMember
from taizhang_plugins.coverage.listing import ListUnit
from taizhang_plugins.coverage.target_events import TargetMet
from taizhang_plugins.coverage.unit_rows import TwoNewUnit


class Confirmed(Event, name="members.activist_confirmed", title="确定入党积极分子", annuls=True):
    organisation: OrganisationId
    person: PersonId
    confirmed_on: date
    branch: str = "第一党支部"


class Admitted(Event, name="members.admitted", title="发展党员", annuls=True):
    organisation: OrganisationId
    person: PersonId
    admitted_on: date
    volunteer: bool = True


DAY = date(2012, 5, 4)
CONFIRMED = Confirmed(organisation="qiye-1", person="jiji-1", confirmed_on=DAY)
ADMITTED = Admitted(organisation="qiye-1", person="dangyuan-1", admitted_on=DAY)


@pytest.fixture(scope="module")
def both() -> Schemes:
    """The installed schemes, and one of members."""
    members = Scheme(name="members", title="党员", events=(Confirmed, Admitted))
    return Schemes([*installed()[0].all, members])


@pytest.fixture
def county(both: Schemes) -> Town:
    path = next(path for path in source_tenants() if path.parent.name == "xinshao")
    town = opened(path, both).given(PluginSwitchedOn(plugin="members"))
    town.given(OrganisationRegistered(organisation="qiye-1", name="示例厂1", kind="非公有制企业"))
    town.do(ListUnit(organisation="qiye-1", township="xiangzhen-1"))
    town.answer()
    return town


def met(town: Town) -> list[int]:
    return [event.year for event in town.history if isinstance(event, TargetMet)]


@pytest.mark.rule("S3-26")
def test_facts_of_the_other_scheme_meet_the_target(county: Any, count: Any) -> None:
    county.do(count())
    county.given(CONFIRMED)
    county.answer()
    assert met(county) == []
    county.given(ADMITTED)
    county.answer()
    assert met(county) == [2012]
    row = county.folded(TwoNewUnit)["qiye-1",]
    assert (row.activists, row.admitted, row.gap) == (
        {"jiji-1": DAY},
        {"dangyuan-1": DAY},
        False,
    )


@pytest.mark.rule("S3-26")
def test_facts_from_before_the_count_are_seen(county: Any, count: Any) -> None:
    county.given(CONFIRMED, ADMITTED)
    county.do(count())
    assert met(county) == [2012]


@pytest.mark.rule("S3-26")
def test_person_whom_the_other_scheme_has_is_not_counted_twice(county: Any, count: Any) -> None:
    county.do(count())
    county.given(ADMITTED)
    ask = AdmitMember(organisation="qiye-1", person="dangyuan-1")
    assert county.code_of(ask) == "coverage.exists"


def test_facts_about_other_units_are_not_seen(county: Any, count: Any) -> None:
    county.do(count())
    county.given(
        Confirmed(organisation="qiye-2", person="jiji-1", confirmed_on=DAY),
        Admitted(organisation="qiye-2", person="dangyuan-1", admitted_on=DAY),
    )
    county.answer()
    assert met(county) == []
