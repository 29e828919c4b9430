"""Units join and leave a party organisation, and it is dissolved."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang_plugins.coverage.changing import (
    DissolvePartyOrganisation,
    JoinPartyOrganisation,
    LeavePartyOrganisation,
)
from taizhang_plugins.coverage.events import FoundingMet
from taizhang_plugins.coverage.listing import CloseUnit
from taizhang_plugins.coverage.party_events import LimitExceeded, UnitJoined, UnitLeft
from taizhang_plugins.coverage.party_rows import PartyOrganisation
from taizhang_plugins.coverage.township_rows import TownshipCoverage
from taizhang_plugins.coverage.unit_rows import TwoNewUnit

JOIN = JoinPartyOrganisation(party_organisation="zhibu-1", organisation="qiye-3")
LEAVE = LeavePartyOrganisation(organisation="qiye-2", reason="另行单独组建")
DISSOLVE = DissolvePartyOrganisation(party_organisation="zhibu-1", document="撤销批复")


@pytest.fixture
def joint(counted: Any, found: Any) -> Any:
    """Two units of the first township have founded jointly."""
    counted.do(found("qiye-1", "qiye-2"))
    return counted


@pytest.mark.rule("S3-27")
def test_unit_joins(joint: Any) -> None:
    [joined] = joint.do(JOIN)
    assert joined == UnitJoined(
        party_organisation="zhibu-1",
        name="示例厂党支部",
        organisation="qiye-3",
        township="xiangzhen-1",
        mode="联合建立",
    )
    assert joint.folded(PartyOrganisation)["zhibu-1",].units == ["qiye-1", "qiye-2", "qiye-3"]
    assert joint.folded(TwoNewUnit)["qiye-3",].mode == "联合建立"
    assert joint.folded(TownshipCoverage)["xiangzhen-1",].covered == 3


@pytest.mark.rule("S3-27")
def test_unit_that_joined_is_covered(joint: Any, found: Any) -> None:
    joint.do(JOIN)
    reason = joint.refusal(found("qiye-3", party_organisation="zhibu-2"))
    assert reason.refusal.code == "coverage.covered"
    assert reason.values["party_name"] == "示例厂党支部"
    assert joint.code_of(JOIN) == "coverage.covered"


@pytest.mark.rule("S3-27")
def test_sixth_unit_is_warned_of_and_recorded(joint: Any) -> None:
    for number in (3, 4, 5):
        joint.do(JoinPartyOrganisation(party_organisation="zhibu-1", organisation=f"qiye-{number}"))
    sixth = JoinPartyOrganisation(
        party_organisation="zhibu-1", organisation="qiye-6", reason="同一商会"
    )
    assert [w.refusal.code for w in joint.warnings(sixth)] == ["coverage.many_units"]
    [exceeded] = [e for e in joint.do(sixth) if isinstance(e, LimitExceeded)]
    assert (exceeded.units, exceeded.most, exceeded.reason) == (6, 5, "同一商会")


@pytest.mark.rule("S3-27")
def test_single_organisation_takes_no_second_unit(counted: Any, found: Any) -> None:
    counted.do(found())
    reason = counted.refusal(JOIN)
    assert (reason.refusal.code, reason.values["units_many"]) == ("coverage.too_many_units", 2)
    assert reason.clause == "本单位的选择：文件未写覆盖几家，演示选择按字面，一家"


def test_fifty_units_are_as_many_as_an_event_is_about(counted: Any, found: Any) -> None:
    [region, *_] = counted.do(found("qiye-1", "qiye-2", mode="区域建立"))
    units = [f"jia-{number}" for number in range(50)]
    counted.given(
        replace(
            region,
            party_organisation="zhibu-9",
            units=units,
            lying_in=dict.fromkeys(units, "xiangzhen-1"),
        )
    )
    ask = JoinPartyOrganisation(party_organisation="zhibu-9", organisation="qiye-3")
    assert counted.code_of(ask) == "coverage.full"
    dissolve = DissolvePartyOrganisation(party_organisation="zhibu-9", document="批复")
    assert counted.do(dissolve)


@pytest.mark.rule("S3-27")
def test_mode_that_the_rules_name_no_more_takes_nobody(joint: Any) -> None:
    adopted = joint.authority.adoptions[-1].event.sections["coverage"]["modes"]
    amend(joint, [mode for mode in adopted if mode["name"] != "联合建立"])
    reason = joint.refusal(JOIN)
    assert (reason.refusal.code, reason.values["mode"]) == ("coverage.mode_gone", "联合建立")
    assert "单独建立、联合建立、区域建立" in reason.clause


def amend(town: Any, modes: list[Any]) -> None:
    adopted = town.authority.adoptions[-1].event
    section = adopted.sections["coverage"] | {"modes": modes}
    town.given(replace(adopted, sections=adopted.sections | {"coverage": section}))


@pytest.mark.rule("S3-27")
def test_unit_that_left_can_found_for_itself(joint: Any, found: Any) -> None:
    [left] = joint.do(LEAVE)
    assert (left.organisation, left.mode) == ("qiye-2", "联合建立")
    assert joint.folded(TownshipCoverage)["xiangzhen-1",].covered_by_mode == {"联合建立": 1}
    events = joint.do(found("qiye-2", party_organisation="zhibu-2"))
    assert isinstance(events[-1], FoundingMet)


def test_unit_that_joined_leaves_with_its_mode(joint: Any) -> None:
    joint.do(JOIN)
    [left] = joint.do(LeavePartyOrganisation(organisation="qiye-3", reason="另行组建"))
    assert left.mode == "联合建立"


def test_unit_that_is_not_covered_cannot_leave(counted: Any) -> None:
    reason = counted.refusal(LEAVE)
    assert (reason.refusal.code, reason.values["name"]) == ("coverage.not_covered", "示例厂2")


def test_closed_unit_leaves_its_party_organisation_first(joint: Any) -> None:
    left, _ = joint.do(CloseUnit(organisation="qiye-2", reason="停产"))
    assert isinstance(left, UnitLeft)
    township = joint.folded(TownshipCoverage)["xiangzhen-1",]
    assert (township.units, township.covered, township.led) == (4, 1, 1)


@pytest.mark.rule("S3-27")
def test_dissolved_organisation_covers_nobody(joint: Any, found: Any) -> None:
    joint.do(JOIN)
    [dissolved] = joint.do(DISSOLVE)
    assert dissolved.units == ["qiye-1", "qiye-2", "qiye-3"]
    row = joint.folded(PartyOrganisation)["zhibu-1",]
    assert (row.covers, row.dissolved_on) == (0, joint.today)
    township = joint.folded(TownshipCoverage)["xiangzhen-1",]
    assert (township.covered, township.led, township.covered_by_mode) == (0, 0, {})
    assert joint.folded(TwoNewUnit)["qiye-3",].party_organisation is None
    assert joint.do(found("qiye-3", party_organisation="zhibu-2"))


def test_what_is_dissolved_or_unknown_is_refused(joint: Any) -> None:
    joint.do(DISSOLVE)
    assert joint.code_of(DISSOLVE) == "coverage.unknown_party_organisation"
    assert joint.code_of(JOIN) == "coverage.unknown_party_organisation"
    other = DissolvePartyOrganisation(party_organisation="x", document="批复")
    assert joint.code_of(other) == "coverage.unknown_party_organisation"
