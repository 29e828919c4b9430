"""The branch regulations hold from 28 October 2018 on, beside what the tenant's document says."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang import BRANCH_REGULATIONS
from taizhang_plugins.coverage.events import FoundingDue
from taizhang_plugins.coverage.limits import enough_members, most_units
from taizhang_plugins.coverage.party_events import LimitExceeded
from taizhang_plugins.coverage.rules import CoverageRules

BEFORE, SINCE = date(2018, 10, 27), date(2018, 10, 28)


@pytest.fixture
def wide(counted: Any) -> Any:
    """A tenant whose own document would let seven units found jointly, and asks nobody to found."""
    counted.amend("coverage.duty", members_min=None)
    rules = counted.authority.rules(counted.today).of(CoverageRules)
    modes = [dict_of(mode) | {"units_max": 7 if mode.joint else None} for mode in rules.modes]
    adopted = counted.authority.adoptions[-1].event
    section = adopted.sections["coverage"] | {"modes": modes}
    return counted.given(replace(adopted, sections=adopted.sections | {"coverage": section}))


def dict_of(mode: Any) -> dict[str, Any]:
    return {name: getattr(mode, name) for name in mode.__struct_fields__}


def joint(town: Any) -> Any:
    return town.authority.rules(SINCE).of(CoverageRules).mode("联合建立")


@pytest.mark.rule("S3-27")
def test_profile_is_verified_and_quotes_its_articles() -> None:
    profile = BRANCH_REGULATIONS.in_force(SINCE)
    assert profile is not None
    assert profile.verified
    assert BRANCH_REGULATIONS.in_force(BEFORE) is None
    assert "凡是有正式党员3人以上的，都应当成立党支部" in (profile.clause("founding.members") or "")
    assert "联合党支部覆盖单位一般不超过5个" in (profile.clause("joint.units") or "")


@pytest.mark.rule("S3-27")
def test_three_members_ought_to_found_by_the_regulations_alone(wide: Any) -> None:
    rules = wide.authority.rules(SINCE).of(CoverageRules)
    assert enough_members(rules, BEFORE) is None
    found = enough_members(rules, SINCE)
    assert found is not None
    assert (found.value, "第四条" in str(found.clause)) == (3, True)


@pytest.mark.rule("S3-27")
def test_tenant_may_ask_for_fewer_members_and_not_for_more(counted: Any) -> None:
    for own, held in ((2, 2), (5, 3)):
        counted.amend("coverage.duty", members_min=own)
        found = enough_members(counted.authority.rules(SINCE).of(CoverageRules), SINCE)
        assert found is not None
        assert found.value == held


@pytest.mark.rule("S3-27")
def test_joint_limit_of_the_regulations_is_soft_beside_the_tenants_own(wide: Any) -> None:
    limits = most_units(joint(wide), SINCE)
    assert [(limit.value, limit.soft) for limit in limits] == [(5, True), (7, True)]
    assert [limit.value for limit in most_units(joint(wide), BEFORE)] == [7]


@pytest.mark.rule("S3-27")
def test_region_is_no_joint_branch(wide: Any) -> None:
    region = wide.authority.rules(SINCE).of(CoverageRules).mode("区域建立")
    assert most_units(region, SINCE) == []


@pytest.mark.rule("S3-27")
def test_decision_holds_to_the_version_of_its_day(wide: Any, count: Any, found: Any) -> None:
    six = [f"qiye-{n}" for n in range(1, 7)]
    assert wide.warnings(found(*six)) == []
    wide.begin(SINCE)
    [warning] = wide.warnings(found(*six))
    assert "第五条" in warning.clause
    assert [e.most for e in wide.do(found(*six)) if isinstance(e, LimitExceeded)] == [5]
    *_, due = wide.do(count("xiehui", "20", "3"))
    assert isinstance(due, FoundingDue)
