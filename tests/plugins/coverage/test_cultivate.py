"""Activist and member within the year meet the target; else it is a gap at the year's end."""

from datetime import date
from typing import Any

import pytest

from taizhang.core import (
    ObligationMet,
    ObligationMissed,
    ObligationOwed,
    ObligationWaived,
    TicketOpened,
)
from taizhang.domain.organisations.reorganising import Reorganisation, ReorganiseUnits
from taizhang_plugins.coverage.cultivating import AdmitMember, ConfirmActivist
from taizhang_plugins.coverage.events import HeadcountReported
from taizhang_plugins.coverage.gaps import FindGap
from taizhang_plugins.coverage.listing import CloseUnit, ListUnit
from taizhang_plugins.coverage.target_events import GapFound, TargetMet, TargetSet
from taizhang_plugins.coverage.township_rows import TownshipCoverage
from taizhang_plugins.coverage.unit_rows import TwoNewUnit

ACTIVIST = ConfirmActivist(organisation="qiye-1", person="jiji-1")
MEMBER = AdmitMember(organisation="qiye-1", person="dangyuan-1")
CLAUSE = "对职工超过50人以上的非公有制企业,帮助其在年内培养一名入党积极分子,发展一名党员"
NEW_YEAR = date(2013, 1, 1)


@pytest.fixture
def large(listed: Any, count: Any) -> Any:
    """The first enterprise has 60 employees, and so a target."""
    listed.do(count())
    listed.answer()
    return listed


def of(town: Any, kind: type[Any]) -> list[Any]:
    found = [event for event in town.history if isinstance(event, kind)]
    return [e for e in found if getattr(e, "obligation", "coverage.").startswith("coverage.")]


@pytest.mark.rule("S3-26")
def test_one_activist_and_one_member_meet_the_target(large: Any) -> None:
    [confirmed] = large.do(ACTIVIST)
    assert confirmed.confirmed_on == large.today
    row = large.folded(TwoNewUnit)["qiye-1",]
    assert (row.lacking_activists, row.lacking_members, row.gap) == (0, 1, True)
    _, met = large.do(MEMBER, "unit:xiangzhen-1")
    assert met == TargetMet(
        organisation="qiye-1", township="xiangzhen-1", year=2012, key="2012", late=False
    )
    assert not large.folded(TwoNewUnit)["qiye-1",].gap


@pytest.mark.rule("S3-26")
def test_two_members_and_no_activist_do_not(large: Any) -> None:
    large.do(MEMBER)
    assert len(large.do(AdmitMember(organisation="qiye-1", person="dangyuan-2"))) == 1


@pytest.mark.rule("S3-26")
def test_what_came_earlier_in_the_year_counts(listed: Any, count: Any) -> None:
    listed.do(ACTIVIST)
    listed.do(MEMBER)
    *_, met = listed.do(count())
    assert isinstance(met, TargetMet)


@pytest.mark.rule("S3-26")
def test_what_came_the_year_before_does_not_count(listed: Any, count: Any) -> None:
    listed.do(ACTIVIST)
    listed.do(MEMBER)
    listed.begin(NEW_YEAR)
    assert [type(event) for event in listed.do(count())] == [HeadcountReported, TargetSet]
    row = listed.folded(TwoNewUnit)["qiye-1",]
    assert (row.target_year, row.lacking_activists, row.lacking_members) == (2013, 1, 1)


@pytest.mark.rule("S3-26")
def test_target_asks_as_many_as_the_tenant_says(listed: Any, count: Any) -> None:
    listed.amend("coverage.cultivation", activists=2, members=0)
    listed.do(count())
    assert len(listed.do(ACTIVIST)) == 1
    *_, met = listed.do(ConfirmActivist(organisation="qiye-1", person="jiji-2"))
    assert isinstance(met, TargetMet)


def test_person_is_entered_once(large: Any) -> None:
    large.do(ACTIVIST)
    assert large.code_of(ACTIVIST) == "coverage.exists"
    large.do(MEMBER)
    assert large.code_of(MEMBER) == "coverage.exists"


def test_unlisted_unit_cultivates_nobody_here(county: Any) -> None:
    assert county.code_of(ACTIVIST) == "coverage.not_listed"


@pytest.mark.rule("S3-26")
def test_target_is_owed_by_the_years_end_and_met(large: Any) -> None:
    [owed] = of(large, ObligationOwed)
    assert (owed.obligation, owed.rule) == ("coverage.cultivation", "S3-26")
    assert (owed.subject, owed.key, owed.due) == ("qiye-1", "2012", date(2012, 12, 31))
    large.do(ACTIVIST)
    large.do(MEMBER)
    large.answer()
    [met] = of(large, ObligationMet)
    assert (met.subject, met.key, met.late) == ("qiye-1", "2012", False)
    large.begin(NEW_YEAR)
    assert of(large, ObligationMissed) == of(large, GapFound) == []


@pytest.mark.rule("S3-26")
def test_gap_is_listed_when_the_year_is_over_and_opens_a_ticket(large: Any) -> None:
    large.do(ACTIVIST)
    large.begin(NEW_YEAR)
    [gap] = of(large, GapFound)
    assert (gap.organisation, gap.year, gap.activists, gap.members) == ("qiye-1", 2012, 0, 1)
    assert gap.clause == CLAUSE
    row = large.folded(TwoNewUnit)["qiye-1",]
    assert (row.gap, row.missed) == (True, True)
    assert large.folded(TownshipCoverage)["xiangzhen-1",].gaps == 1
    [ticket] = of(large, TicketOpened)
    assert (ticket.organisation, ticket.due_on) == ("qiye-1", date(2013, 3, 2))
    assert ticket.problem == "2012 年培养任务未完成：还缺党员 1 名"
    assert ticket.clause == CLAUSE


@pytest.mark.rule("S3-26")
def test_gap_opens_no_ticket_where_the_tenant_only_lists(large: Any) -> None:
    large.amend("coverage.cultivation", ticket_days=None)
    large.begin(NEW_YEAR)
    assert len(of(large, GapFound)) == 1
    assert of(large, TicketOpened) == []


@pytest.mark.rule("S3-26")
def test_member_entered_late_for_the_year_closes_the_gap(large: Any) -> None:
    large.do(ACTIVIST)
    large.begin(NEW_YEAR)
    *_, met = large.do(MEMBER, on=date(2012, 12, 30))
    assert isinstance(met, TargetMet)
    assert met.late
    row = large.folded(TwoNewUnit)["qiye-1",]
    assert (row.gap, row.missed) == (False, False)
    township = large.folded(TownshipCoverage)["xiangzhen-1",]
    assert (township.targets, township.targets_met, township.gaps) == (1, 1, 0)


@pytest.mark.rule("S3-26")
def test_closed_enterprise_leaves_the_gap_list(large: Any) -> None:
    [closed] = [
        e
        for e in large.do(CloseUnit(organisation="qiye-1", reason="停产"))
        if type(e).__name__ == "UnitClosed"
    ]
    assert closed.targets == ["2012"]
    assert not large.folded(TwoNewUnit)["qiye-1",].gap
    large.answer()
    large.begin(NEW_YEAR)
    assert of(large, ObligationMissed) == of(large, GapFound) == []


@pytest.mark.rule("S3-26")
@pytest.mark.parametrize("backwards", [False, True])
def test_target_of_a_unit_that_closed_before_any_policy_saw_it_is_waived(
    listed: Any, count: Any, answered_apart: Any, backwards: bool
) -> None:
    listed.answer()
    listed.do(count())
    listed.do(CloseUnit(organisation="qiye-1", reason="停产"))
    answered_apart(listed, backwards=backwards)
    [waived] = of(listed, ObligationWaived)
    assert (waived.key, waived.reason) == ("2012", "已移出两新组织台账：停产")
    listed.begin(NEW_YEAR)
    assert of(listed, ObligationMissed) == of(listed, GapFound) == []


@pytest.mark.rule("S3-26")
def test_nothing_lacks_of_a_unit_that_is_closed_or_has_met_its_target(large: Any) -> None:
    other = large.copy()
    other.do(CloseUnit(organisation="qiye-1", reason="停产"))
    large.do(ACTIVIST)
    large.do(MEMBER)
    ask = FindGap(organisation="qiye-1", year=2012)
    assert large.do(ask, "policy:test") == other.do(ask, "policy:test") == []


@pytest.mark.rule("S3-26")
def test_gap_is_found_once(large: Any) -> None:
    ask = FindGap(organisation="qiye-1", year=2012)
    assert len(large.do(ask, "policy:test")) == 1
    assert large.do(ask, "policy:test") == []


@pytest.mark.rule("S3-26")
def test_dissolved_enterprise_hands_its_target_on_to_nobody(large: Any) -> None:
    large.do(
        ReorganiseUnits(
            change=Reorganisation.DISSOLUTION,
            organisations=["qiye-1"],
            tickets="xiangzhen-1",
            since=large.today,
            document="注销公告",
        )
    )
    large.answer()
    large.begin(NEW_YEAR)
    assert of(large, ObligationMissed) == of(large, GapFound) == []
    assert not large.folded(TwoNewUnit)["qiye-1",].gap


@pytest.mark.rule("S3-26")
def test_unit_that_is_listed_again_gets_its_target_again(large: Any, count: Any) -> None:
    large.do(CloseUnit(organisation="qiye-1", reason="误列"))
    large.answer()
    assert large.folded(TownshipCoverage)["xiangzhen-1",].targets == 0
    large.do(ListUnit(organisation="qiye-1", township="xiangzhen-1"))
    assert not large.folded(TwoNewUnit)["qiye-1",].gap
    assert [type(event) for event in large.do(count())] == [HeadcountReported, TargetSet]
    large.answer()
    large.begin(NEW_YEAR)
    assert [gap.year for gap in of(large, GapFound)] == [2012]
    assert large.folded(TownshipCoverage)["xiangzhen-1",].targets == 1
