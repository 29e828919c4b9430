"""What the tenant's rules name for a grade, an overdue ticket or a low score is proposed."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from taizhang.domain.grades.confirmation_events import GradeAssigned
from taizhang.domain.sanctions.events import SanctionProposed
from taizhang.domain.sanctions.scores import ReportScore
from taizhang.domain.tickets.deadline_events import TicketOverdue

LOW = "考核评分在70分以下的,1年内党建工作不得评先进单位"


@pytest.fixture
def xinshao(source_town: Callable[[str], Any]) -> Any:
    return source_town("xinshao")


def proposals(town: Any) -> list[SanctionProposed]:
    return [event for event in town.answer() if isinstance(event, SanctionProposed)]


def unit_of(town: Any) -> str:
    from taizhang.domain.organisations.events import OrganisationRegistered

    found = (e.organisation for e in town.history if isinstance(e, OrganisationRegistered))
    return str(next(found))


def score(town: Any, points: str) -> list[SanctionProposed]:
    town.answer()
    unit = unit_of(town)
    town.do(ReportScore(organisation=unit, score=Decimal(points), source="年度考核"))
    return proposals(town)


@pytest.mark.rule("S3-36")
def test_low_score_bars_the_unit_from_being_advanced_for_a_year(xinshao: Any) -> None:
    found = score(xinshao, "69.5")[0]
    assert (found.target, found.bars, found.months) == ("unit", ["党建工作先进单位"], 12)
    assert (found.clause, found.ground) == (LOW, "年度考核得分 69.5")


@pytest.mark.rule("S3-38")
def test_low_score_freezes_the_persons_who_answer_for_it(xinshao: Any) -> None:
    found = score(xinshao, "69.5")[1]
    assert (found.target, found.months) == ("person", 12)
    assert found.bars == ["提拔", "重用", "调动", "评优"]


@pytest.mark.rule("S3-36")
def test_score_at_the_floor_is_the_tenants_choice(xinshao: Any) -> None:
    assert score(xinshao, "70") == []
    adopted = xinshao.authority.adoptions[-1].event.sections["sanctions"]
    held = [dict(each) | {"inclusive": True} for each in adopted["consequences"]]
    from msgspec.structs import replace

    rules = xinshao.authority.adoptions[-1].event
    sections = rules.sections | {"sanctions": adopted | {"consequences": held}}
    xinshao.given(replace(rules, sections=sections))
    assert len(score(xinshao, "70")) == 2


def test_score_above_the_floor_has_no_consequence(xinshao: Any) -> None:
    assert score(xinshao, "70.01") == []


def test_score_of_an_unknown_unit_is_refused(xinshao: Any) -> None:
    command = ReportScore(organisation="nowhere", score=Decimal(60), source="年度考核")
    assert xinshao.refusal(command).values["id"] == "nowhere"


@pytest.mark.rule("S2-31", "S2-32")
def test_overdue_ticket_costs_the_village_and_its_leader_the_honours(hunan: Any) -> None:
    hunan.answer()
    overdue = TicketOverdue(ticket="t", organisation="qingshan", due_on=date(2020, 6, 1))
    hunan.given(overdue)
    village, leader = proposals(hunan)
    assert (village.target, village.bars) == ("unit", ["年度评先评优"])
    assert village.clause == "对未按期完成工作目标的村(社区)取消年度评先评优资格"
    assert (leader.target, leader.bars) == ("above", ["年度评先评优", "换届交流易动"])
    assert village.ground == "问题“t”未按期完成整改，时限 2020-06-01"


def test_each_occasion_is_a_proposal_of_its_own(hunan: Any) -> None:
    overdue = TicketOverdue(ticket="t", organisation="qingshan", due_on=date(2020, 6, 1))
    hunan.given(overdue, overdue)
    found = proposals(hunan)
    assert len({each.sanction for each in found}) == len(found) == 4


def test_tenant_whose_rules_name_nothing_proposes_nothing(santangjie: Any) -> None:
    santangjie.given(TicketOverdue(ticket="t", organisation="jingui", due_on=date(2015, 6, 1)))
    assert proposals(santangjie) == []


@pytest.mark.parametrize(("grade", "count"), [("差", 1), ("好", 0)])
def test_grade_that_the_rules_name_is_followed_by_a_proposal(
    santangjie: Any, grade: str, count: int
) -> None:
    consequence = {"on": "grade", "grades": ["差"], "target": "unit", "measure": "通报批评"}
    adopted = santangjie.authority.adoptions[-1].event
    from msgspec.structs import replace

    section = adopted.sections["sanctions"] | {"consequences": [consequence]}
    sections = adopted.sections | {"sanctions": section}
    santangjie.given(replace(adopted, sections=sections))
    santangjie.given(GradeAssigned(cycle="c", subject="jingui", grade=grade, rationale=None))
    assert [each.measure for each in proposals(santangjie)] == ["通报批评"] * count
