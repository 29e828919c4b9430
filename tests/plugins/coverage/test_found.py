"""Party organisations are founded singly, jointly or regionally; no unit is covered twice."""

from datetime import date
from typing import Any

import pytest

from taizhang.core import ObligationMet, ObligationMissed, ObligationOwed, ObligationWaived
from taizhang_plugins.coverage.changing import DissolvePartyOrganisation
from taizhang_plugins.coverage.events import FoundingDue, FoundingMet
from taizhang_plugins.coverage.listing import CloseUnit
from taizhang_plugins.coverage.names import Figure
from taizhang_plugins.coverage.party_events import LimitExceeded, PartyOrganisationFounded
from taizhang_plugins.coverage.party_rows import PartyOrganisation
from taizhang_plugins.coverage.township_rows import TownshipCoverage
from taizhang_plugins.coverage.unit_rows import TwoNewUnit

CLAUSE = "采取单独建立、联合建立、区域建立等方式,集中组建一批非公有制企业党组织"
SIX = tuple(f"qiye-{n}" for n in range(1, 7))


def of(town: Any, kind: type[Any]) -> list[Any]:
    found = [event for event in town.history if isinstance(event, kind)]
    return [e for e in found if getattr(e, "obligation", "coverage.").startswith("coverage.")]


@pytest.mark.rule("S3-27")
def test_founding_singly_covers_the_unit(counted: Any, found: Any) -> None:
    founded, _ = counted.do(found())
    assert founded == PartyOrganisationFounded(
        party_organisation="zhibu-1",
        name="示例厂党支部",
        mode="单独建立",
        township="xiangzhen-1",
        units=["qiye-1"],
        lying_in={"qiye-1": "xiangzhen-1"},
        members=Figure("3", 3, 3),
        document="新组发〔2012〕1号（示例）",
        founded_on=counted.today,
    )
    row = counted.folded(TwoNewUnit)["qiye-1",]
    assert (row.party_organisation, row.mode) == ("zhibu-1", "单独建立")
    party = counted.folded(PartyOrganisation)["zhibu-1",]
    assert (party.covers, party.founded_on, party.exceptions) == (1, counted.today, [])


@pytest.mark.rule("S3-27")
def test_coverage_is_counted_by_township_and_mode(counted: Any, found: Any) -> None:
    counted.do(found())
    counted.do(found("qiye-2", "qiye-3", "qiye-5", party_organisation="zhibu-2"))
    first, second = (counted.folded(TownshipCoverage)[f"xiangzhen-{n}",] for n in (1, 2))
    assert (first.units, first.covered) == (5, 3)
    assert first.covered_by_mode == {"单独建立": 1, "联合建立": 2}
    assert first.led_by_mode == {"单独建立": 1, "联合建立": 1}
    assert (second.covered_by_mode, second.led) == ({"联合建立": 1}, 0)


@pytest.mark.rule("S3-27")
def test_unit_that_is_covered_is_refused_with_the_clause(counted: Any, found: Any) -> None:
    counted.do(found())
    [reason] = counted.reasons(found("qiye-1", "qiye-2", party_organisation="zhibu-2"))
    assert (reason.refusal.code, reason.refusal.rule) == ("coverage.covered", "S3-27")
    assert reason.values == {"name": "示例厂1", "party_name": "示例厂党支部"}
    assert reason.clause == CLAUSE


@pytest.mark.rule("S3-27")
def test_mode_that_the_document_does_not_name_is_refused(counted: Any, found: Any) -> None:
    reason = counted.refusal(found(mode="挂靠建立"))
    assert (reason.refusal.code, reason.values["modes"]) == (
        "coverage.unknown_mode",
        "单独建立、联合建立、区域建立",
    )
    assert reason.clause == CLAUSE


@pytest.mark.rule("S3-27")
def test_two_units_are_no_single_founding(counted: Any, found: Any) -> None:
    reason = counted.refusal(found("qiye-1", "qiye-2", mode="单独建立"))
    assert (reason.refusal.code, reason.values["most"]) == ("coverage.too_many_units", 1)
    assert reason.clause == "本单位的选择：文件未写覆盖几家，演示选择按字面，一家"


@pytest.mark.rule("S3-27")
def test_one_unit_is_no_joint_founding(counted: Any, found: Any) -> None:
    reason = counted.refusal(found(mode="联合建立"))
    assert (reason.refusal.code, reason.values["least"]) == ("coverage.too_few_units", 2)
    assert reason.clause == "本单位的选择：文件未写覆盖几家，演示选择至少两家"
    assert counted.code_of(found("qiye-1", "qiye-1", mode="联合建立")) == "coverage.too_few_units"


@pytest.mark.rule("S3-27")
def test_five_units_found_jointly_without_a_warning(counted: Any, found: Any) -> None:
    assert counted.warnings(found(*SIX[:5])) == []


@pytest.mark.rule("S3-27")
def test_six_units_are_warned_of_and_the_exception_is_recorded(counted: Any, found: Any) -> None:
    ask = found(*SIX, reason="六家同在一个园区")
    [warning] = counted.warnings(ask)
    assert (warning.refusal.code, warning.values["most"]) == ("coverage.many_units", 5)
    choice = "本单位的选择：文件未写覆盖几家，演示选择一般不超过 5 家"
    assert warning.clause == choice
    [exceeded] = [e for e in counted.do(ask) if isinstance(e, LimitExceeded)]
    assert exceeded == LimitExceeded(
        party_organisation="zhibu-1",
        mode="联合建立",
        units=6,
        most=5,
        clause=choice,
        reason="六家同在一个园区",
    )
    [kept] = counted.folded(PartyOrganisation)["zhibu-1",].exceptions
    assert (kept.units, kept.most) == (6, 5)


@pytest.mark.rule("S3-27")
def test_region_has_no_limit_of_its_own(counted: Any, found: Any) -> None:
    assert counted.warnings(found(*SIX, mode="区域建立")) == []


@pytest.mark.rule("S3-27")
def test_too_few_members_are_refused(listed: Any, count: Any, found: Any) -> None:
    listed.do(count("qiye-1", members="2"))
    reason = listed.refusal(found())
    assert reason.refusal.code == "coverage.too_few_members"
    assert (reason.values["members"], reason.values["names"]) == ("2", "“示例厂1”")
    assert reason.clause == "本单位的选择：文件未写党员人数，演示选择正式党员 3 人以上"


@pytest.mark.rule("S3-27")
def test_members_of_several_units_add_up(listed: Any, count: Any, found: Any) -> None:
    listed.do(count("qiye-1", members="2"))
    listed.do(count("qiye-2", members="1"))
    founded, *_ = listed.do(found("qiye-1", "qiye-2"))
    assert founded.members == Figure("3", 3, 3)


@pytest.mark.rule("S3-27")
@pytest.mark.parametrize(("members", "written"), [("约3", "3"), ("2以上", "2 以上")])
def test_members_that_leave_it_open_are_warned_of(
    listed: Any, count: Any, found: Any, members: str, written: str
) -> None:
    listed.do(count("qiye-1", members=members))
    codes = [(w.refusal.code, w.values["members"]) for w in listed.warnings(found())]
    assert codes == ([] if written == "3" else [("coverage.members_open", written)])


@pytest.mark.rule("S3-27")
def test_unit_that_was_never_counted_leaves_it_open(listed: Any, found: Any) -> None:
    [warning] = listed.warnings(found())
    assert (warning.refusal.code, warning.values["members"]) == ("coverage.members_open", "0 以上")


def test_every_unit_that_cannot_be_covered_is_named(counted: Any, found: Any) -> None:
    counted.do(CloseUnit(organisation="qiye-1", reason="停产"))
    counted.do(found("qiye-2"))
    reasons = counted.reasons(found("qiye-1", "qiye-2", party_organisation="zhibu-2"))
    assert [(r.refusal.code, r.values["name"]) for r in reasons] == [
        ("coverage.not_listed", "示例厂1"),
        ("coverage.covered", "示例厂2"),
    ]


def test_identifier_is_given_once(counted: Any, found: Any) -> None:
    counted.do(found())
    assert counted.code_of(found("qiye-2")) == "coverage.exists"


def test_place_that_is_no_township_is_refused(counted: Any, found: Any) -> None:
    assert counted.code_of(found(township="xianzhi-1")) == "coverage.not_of_the_kind"
    assert counted.code_of(found(township="x")) == "domain.unknown"


@pytest.mark.rule("S3-27")
def test_unit_with_three_members_ought_to_found_within_the_tenants_days(
    listed: Any, count: Any
) -> None:
    *_, due = listed.do(count(employees="20", members="3"))
    assert due == FoundingDue(
        organisation="qiye-1",
        township="xiangzhen-1",
        members=Figure("3", 3, 3),
        least=3,
        due=date(2012, 12, 11),
    )
    assert listed.folded(TwoNewUnit)["qiye-1",].founding_due == date(2012, 12, 11)
    assert len(listed.do(count(employees="20", members="4"))) == 1
    listed.answer()
    [owed] = of(listed, ObligationOwed)
    assert (owed.obligation, owed.subject, owed.due) == (
        "coverage.founding",
        "qiye-1",
        date(2012, 12, 11),
    )


@pytest.mark.rule("S3-27")
@pytest.mark.parametrize("members", ["2", "2以上", "0"])
def test_unit_whose_members_may_be_fewer_does_not(listed: Any, count: Any, members: str) -> None:
    assert len(listed.do(count(employees="20", members=members))) == 1


@pytest.mark.rule("S3-27")
def test_founding_singly_is_what_ought_to_be_done(listed: Any, count: Any, found: Any) -> None:
    listed.do(count(employees="20", members="3"))
    assert listed.do(found())[1:] == [
        FoundingMet(organisation="qiye-1", township="xiangzhen-1", due=date(2012, 12, 11))
    ]
    listed.answer()
    assert [e.subject for e in of(listed, ObligationMet)] == ["qiye-1"]
    assert listed.folded(TwoNewUnit)["qiye-1",].founding_due is None


@pytest.mark.rule("S3-27")
def test_founding_jointly_is_not_where_the_tenant_names_the_single_mode_only(
    counted: Any, found: Any
) -> None:
    counted.do(found("qiye-1", "qiye-2"))
    counted.answer()
    assert of(counted, FoundingMet) == []
    counted.begin(date(2012, 12, 12))
    assert len(of(counted, ObligationMissed)) == 8


def test_tenant_without_a_number_asks_nobody_to_found(listed: Any, count: Any) -> None:
    listed.amend("coverage.duty", members_min=None)
    [reported] = listed.do(count(employees="20", members="9"))
    assert reported.enough == "no"


def test_closed_unit_need_not_found(listed: Any, count: Any) -> None:
    listed.do(count(employees="20", members="3"))
    listed.answer()
    listed.do(CloseUnit(organisation="qiye-1", reason="停产"))
    listed.answer()
    listed.begin(date(2012, 12, 12))
    assert of(listed, ObligationMissed) == []


@pytest.mark.parametrize("backwards", [False, True])
def test_founding_of_a_unit_that_closed_before_any_policy_saw_it_is_waived(
    listed: Any, count: Any, answered_apart: Any, backwards: bool
) -> None:
    listed.answer()
    listed.do(count(employees="20", members="3"))
    listed.do(CloseUnit(organisation="qiye-1", reason="停产"))
    answered_apart(listed, backwards=backwards)
    listed.begin(date(2012, 12, 12))
    assert len(of(listed, ObligationWaived)) == 1
    assert of(listed, ObligationMissed) == []


def test_two_foundings_for_one_unit_make_a_conflict(
    counted: Any, found: Any, boundary: Any, selected: Any
) -> None:
    [first, *_] = counted.do(found("qiye-1", "qiye-2"))
    other = found("qiye-2", "qiye-3", party_organisation="zhibu-2")
    assert selected(boundary(other), first)


def test_only_a_clerk_founds(counted: Any, found: Any) -> None:
    assert counted.code_of(found(), "unit:xiangzhen-1") == "commands.forbidden"


@pytest.mark.rule("S3-27")
def test_unit_whose_organisation_was_dissolved_ought_to_found_again(
    listed: Any, count: Any, found: Any
) -> None:
    listed.do(count(employees="20", members="3"))
    listed.do(found())
    listed.begin(date(2012, 10, 1))
    listed.do(DissolvePartyOrganisation(party_organisation="zhibu-1", document="批复"))
    listed.do(count(employees="20", members="3"))
    listed.answer()
    assert [owed.key for owed in of(listed, ObligationOwed)] == ["2012-12-11", "2012-12-30"]
    listed.begin(date(2012, 12, 31))
    assert [missed.key for missed in of(listed, ObligationMissed)] == ["2012-12-30"]
