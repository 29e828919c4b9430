"""What an inspection found is sorted by type, and goes into the ledger where it is to be mended."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.inspections.events import FindingRecorded, InspectionHeld
from taizhang.domain.inspections.holding import Finding, HoldInspection
from taizhang.domain.inspections.rows import Finding as FindingRow
from taizhang.domain.inspections.rows import FindingType, Inspection
from taizhang.domain.tickets.events import TicketOpened
from taizhang.domain.tickets.opening import OpenTicket

CLAUSE = "学院党委将采取定期、不定期抽查或专项暗访督查等方式,跟踪督促整改落实"


def held(**other: Any) -> HoldInspection:
    told: dict[str, Any] = {
        "inspection": "i-1",
        "organisation": "jiaogong-1",
        "kind": "定期抽查",
        "scope": "整改承诺落实情况",
        "inspectors": ["督查一组"],
    }
    return HoldInspection(**told | other)


@pytest.mark.rule("S1-18")
def test_covert_inspection_is_entered_once_it_was_held(branch: Any, covert: Any) -> None:
    recorded = branch.do(covert, "supervisor")
    assert recorded == [
        InspectionHeld(
            inspection="i-2",
            organisation="jiaogong-1",
            kind="专项暗访督查",
            announced=False,
            scope="组织生活",
            inspectors=["督查一组"],
            followed=[],
            findings=2,
        ),
        FindingRecorded(
            finding="f-1",
            inspection="i-2",
            organisation="jiaogong-1",
            type="组织生活不规范",
            text="十一月没有召开支部党员大会",
            due_on=date(2022, 12, 31),
        ),
        FindingRecorded(
            finding="f-2",
            inspection="i-2",
            organisation="jiaogong-1",
            type="其他",
            text="活动室标牌破损",
            due_on=None,
        ),
    ]


@pytest.mark.rule("S1-18")
def test_unannounced_inspection_shows_no_plan(branch: Any, covert: Any) -> None:
    assert branch.warnings(covert) == []
    branch.do(covert)
    row = branch.folded(Inspection)["i-2",]
    assert (row.state, row.planned_on, row.announced) == ("held", None, False)
    assert (row.held_on, row.finding_count) == (date(2022, 12, 20), 2)


@pytest.mark.rule("S1-18")
def test_planned_inspection_is_held_as_planned(branch: Any, planned: Any) -> None:
    branch.do(planned)
    branch.begin(date(2022, 12, 23))
    assert branch.do(held())[0].announced
    row = branch.folded(Inspection)["i-1",]
    assert (row.planned_on, row.held_on) == (date(2022, 12, 23), date(2022, 12, 23))


@pytest.mark.rule("S1-18")
@pytest.mark.parametrize("other", [{"kind": "不定期抽查"}, {"organisation": "jiaogong-2"}])
def test_planned_inspection_is_held_no_other_way(branch: Any, planned: Any, other: Any) -> None:
    branch.do(planned)
    reason = branch.refusal(held(**other))
    assert reason.refusal.code == "inspections.another_plan"
    assert reason.values["kind"] == "定期抽查"


@pytest.mark.rule("S1-18")
def test_regular_check_without_a_plan_is_told(branch: Any) -> None:
    [reason] = branch.warnings(held())
    assert reason.refusal.code == "inspections.not_planned"
    assert reason.values == {"kind": "定期抽查", "name": "教工第一党支部"}
    assert branch.do(held())[0].announced is False


@pytest.mark.rule("S1-18")
def test_finding_with_a_day_becomes_a_ticket(branch: Any, covert: Any) -> None:
    branch.answer()
    branch.do(covert)
    [opened] = [each for each in branch.answer() if isinstance(each, TicketOpened)]
    assert (opened.organisation, opened.source) == ("jiaogong-1", "inspection")
    assert opened.ticket.startswith("f-1-")
    assert opened.problem == "督查发现（组织生活不规范）：十一月没有召开支部党员大会"
    assert (opened.due_on, opened.clause) == (date(2022, 12, 31), CLAUSE)


@pytest.mark.rule("S1-18")
def test_findings_are_counted_by_type(branch: Any, covert: Any) -> None:
    branch.do(covert)
    again = Finding(finding="f-3", type="其他", text="台账缺页")
    branch.do(replace(covert, inspection="i-3", findings=[again]))
    row = branch.folded(FindingType)["jiaogong-1", "其他"]
    assert (row.times, row.last) == (2, date(2022, 12, 20))
    assert branch.folded(FindingRow)["f-3",].inspection == "i-3"


@pytest.mark.rule("S1-18")
def test_type_that_the_tenant_does_not_name_is_refused(branch: Any, covert: Any) -> None:
    other = Finding(finding="f-9", type="迟到", text="迟到")
    reason = branch.refusal(replace(covert, findings=[other]))
    assert (reason.refusal.code, reason.values["type"]) == ("inspections.unknown_type", "迟到")
    assert reason.clause == "本单位的选择：文件未写督查发现的问题如何分类，演示选择这四类"


@pytest.mark.rule("S1-18")
def test_mending_that_is_followed_up_is_the_units_own(branch: Any) -> None:
    ticket: dict[str, Any] = {"source": "comment", "problem": "记录不全"}
    due = date(2022, 12, 31)
    branch.do(OpenTicket(ticket="t-1", organisation="jiaogong-1", due_on=due, **ticket))
    branch.do(OpenTicket(ticket="t-2", organisation="jiaogong-2", due_on=due, **ticket))
    assert branch.do(held(followed=["t-1"]))[0].followed == ["t-1"]
    reason = branch.refusal(held(inspection="i-5", followed=["t-1", "t-2"]))
    assert reason.refusal.code == "inspections.not_its_ticket"
    assert reason.values == {"name": "教工第一党支部", "ticket": "t-2"}


def test_finding_to_be_mended_before_today_is_refused(branch: Any, covert: Any) -> None:
    [late, _] = covert.findings
    command = replace(covert, findings=[replace(late, due_on=date(2022, 12, 19))])
    assert branch.code_of(command) == "tickets.due_in_the_past"


def test_identifier_of_a_finding_is_given_once(branch: Any, covert: Any) -> None:
    [first, _] = covert.findings
    assert branch.code_of(replace(covert, findings=[first, first])) == "domain.taken"
    branch.do(covert)
    assert branch.code_of(replace(covert, inspection="i-3")) == "domain.taken"


def test_inspection_is_held_once(branch: Any, covert: Any) -> None:
    branch.do(covert)
    again = branch.refusal(replace(covert, findings=[]))
    assert (again.refusal.code, again.values["state"]) == ("domain.wrong_state", "已开展")


def test_two_who_enter_one_inspection_make_a_conflict(
    branch: Any, covert: Any, boundary: Any, selected: Any
) -> None:
    [first, *_] = branch.do(covert)
    assert selected(boundary(covert), first)


def test_branch_enters_no_inspection(branch: Any, covert: Any) -> None:
    assert branch.code_of(covert, "branch:jiaogong-1") == "commands.forbidden"
