"""A report says what became of last year's commitments and of tickets carried over (S1-06)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from taizhang.domain.cycles.events import SubjectEnrolled
from taizhang.domain.reports.commands import AcceptReport
from taizhang.domain.reports.contents import Account, Commitment
from taizhang.domain.reports.rows import Report
from taizhang.domain.tickets.events import TicketClosed, TicketOpened, TicketReopened

pytestmark = pytest.mark.rule("S1-06")

UNIT = "jingui"
ACTOR = "village:jingui"
PROMISES = [Commitment(number=1, text="建好活动室"), Commitment(number=2, text="补开党课")]
ReportOf = Callable[..., Any]


def opened(ticket: str, unit: str = UNIT) -> TicketOpened:
    return TicketOpened(
        ticket=ticket,
        organisation=unit,
        cycle=None,
        source="inspection",
        problem="活动室漏雨",
        due_on=date(2016, 6, 30),
        clause=None,
    )


def closed(ticket: str) -> TicketClosed:
    return TicketClosed(ticket=ticket, organisation=UNIT)


def enrolled(cycle: str) -> SubjectEnrolled:
    return SubjectEnrolled(cycle=cycle, organisation=UNIT)


def said(*accounts: tuple[str, str]) -> list[Account]:
    return [Account(of=of, id=id, outcome="done", text="已办") for of, id in accounts]  # type: ignore[arg-type]


@pytest.fixture
def promised(santangjie: Any, report: ReportOf) -> Any:
    """金桂村's report of the year before, with two commitments, was accepted."""
    santangjie.assessing(UNIT, cycle="before")
    command = report(UNIT, range(1, 7), cycle="before", commitments=PROMISES)
    santangjie.do(command, ACTOR)
    santangjie.do(AcceptReport(cycle="before", organisation=UNIT), "secretary")
    return santangjie


def codes(town: Any, command: Any) -> list[tuple[str, Any]]:
    found = town.warnings(command, ACTOR)
    return [(w.refusal.code, w.values.get("number") or w.values.get("ticket")) for w in found]


@pytest.mark.rule("S1-14")
def test_commitments_are_kept_with_the_report(promised: Any) -> None:
    assert promised.folded(Report)["before", UNIT].commitments == PROMISES


def test_each_commitment_is_told_on_submission_and_refused_on_review(
    promised: Any, report: ReportOf
) -> None:
    promised.given(enrolled("c"))
    command = report(UNIT, range(1, 7), accounts=said(("commitment", "1")))
    assert codes(promised, command) == [("reports.commitment_unaccounted", 2)]
    promised.do(command, ACTOR)
    [reason] = promised.reasons(AcceptReport(cycle="c", organisation=UNIT), "secretary")
    assert (reason.refusal.code, reason.refusal.rule) == ("reports.commitment_unaccounted", "S1-06")
    assert reason.values == {"cycle": "before", "number": 2, "text": "补开党课"}
    assert reason.clause.startswith("本单位的选择：文件要求述突出问题的整改落实情况")


def test_report_that_accounts_for_all_of_them_passes(promised: Any, report: ReportOf) -> None:
    promised.given(enrolled("c"))
    accounts = said(("commitment", "1"), ("commitment", "2"))
    promised.do(report(UNIT, range(1, 7), accounts=accounts), ACTOR)
    assert promised.do(AcceptReport(cycle="c", organisation=UNIT), "secretary")


def test_commitments_of_a_report_that_never_passed_bind_nobody(
    santangjie: Any, report: ReportOf
) -> None:
    santangjie.assessing(UNIT, cycle="before")
    santangjie.do(report(UNIT, cycle="before", commitments=PROMISES), ACTOR)
    santangjie.given(enrolled("c"))
    assert codes(santangjie, report(UNIT, range(1, 7))) == []


def test_only_the_cycle_before_binds(promised: Any, report: ReportOf) -> None:
    promised.given(enrolled("between"), enrolled("c"))
    assert codes(promised, report(UNIT, range(1, 7))) == []


def test_cycle_that_is_entered_later_is_not_the_one_before(promised: Any, report: ReportOf) -> None:
    promised.given(enrolled("c"), enrolled("later"))
    found = codes(promised, report(UNIT, range(1, 7)))
    assert [number for _, number in found] == [1, 2]


def test_ticket_that_was_open_at_enrolment_is_accounted_for(
    santangjie: Any, report: ReportOf
) -> None:
    santangjie.given(opened("t1"), opened("t2"), enrolled("c"), closed("t2"))
    command = report(UNIT, range(1, 7), accounts=said(("ticket", "t2")))
    santangjie.do(command, ACTOR)
    [reason] = santangjie.reasons(AcceptReport(cycle="c", organisation=UNIT), "secretary")
    assert reason.refusal.code == "reports.ticket_unaccounted"
    assert reason.values == {"ticket": "t1", "text": "活动室漏雨"}
    assert reason.clause.startswith("本单位的选择")


def test_closed_tickets_and_those_of_the_cycle_itself_are_not_asked_for(
    santangjie: Any, report: ReportOf
) -> None:
    santangjie.given(opened("t1"), closed("t1"), enrolled("c"), opened("t2"))
    assert codes(santangjie, report(UNIT, range(1, 7))) == []


def test_reopened_ticket_is_asked_for(santangjie: Any, report: ReportOf) -> None:
    again = TicketReopened(ticket="t1", organisation=UNIT, reason="又漏了")
    santangjie.given(opened("t1"), closed("t1"), again, enrolled("c"))
    found = codes(santangjie, report(UNIT, range(1, 7)))
    assert found == [("reports.ticket_unaccounted", "t1")]


def test_tickets_of_another_unit_are_its_own(villages: Any, report: ReportOf) -> None:
    villages.given(opened("t1", "shiqiao"), SubjectEnrolled(cycle="d", organisation=UNIT))
    assert codes(villages, report(UNIT, range(1, 7), cycle="d")) == []
    reason = villages.refusal(report(UNIT, accounts=said(("ticket", "t1"))), ACTOR)
    assert reason.refusal.code == "reports.unknown_account"


def test_account_of_a_commitment_that_nobody_made_is_refused(
    promised: Any, report: ReportOf
) -> None:
    promised.given(enrolled("c"))
    reason = promised.refusal(report(UNIT, accounts=said(("commitment", "3"))), ACTOR)
    assert reason.refusal.code == "reports.unknown_account"
    assert reason.values == {"kind": "整改承诺", "kind_en": "commitment", "id": "3"}


def test_two_accounts_of_one_commitment_are_refused(promised: Any, report: ReportOf) -> None:
    promised.given(enrolled("c"))
    twice = said(("commitment", "1"), ("commitment", "1"))
    reason = promised.refusal(report(UNIT, accounts=twice), ACTOR)
    assert (reason.refusal.code, reason.values["times"]) == ("reports.accounted_twice", 2)


@pytest.mark.rule("S1-14")
def test_two_commitments_of_one_number_are_refused(villages: Any, report: ReportOf) -> None:
    reason = villages.refusal(report(UNIT, commitments=[PROMISES[0]] * 2), ACTOR)
    assert reason.refusal.code == "reports.commitment_twice"
    assert reason.values == {"number": 1, "times": 2}


@pytest.mark.parametrize(
    ("asked", "missing"),
    [("commitments", "reports.commitment_unaccounted"), ("tickets", "reports.ticket_unaccounted")],
)
def test_what_is_asked_is_the_tenants_choice(
    promised: Any, report: ReportOf, asked: str, missing: str
) -> None:
    promised.given(opened("t1"), enrolled("c"))
    promised.amend("reports.accounts", **{"commitments": False, "tickets": False, asked: True})
    assert {code for code, _ in codes(promised, report(UNIT, range(1, 7)))} == {missing}


def test_commitments_are_asked_for_by_the_university_with_its_clause(
    university: Any, report: ReportOf
) -> None:
    unit, actor = "jiaogong-1", "branch:jiaogong-1"
    university.amend("reports.checklist", items=[])
    university.assessing(unit, cycle="before")
    university.do(report(unit, range(1, 6), cycle="before", commitments=PROMISES[:1]), actor)
    university.do(AcceptReport(cycle="before", organisation=unit), "secretary")
    university.assessing(unit)
    university.do(report(unit, range(1, 6)), actor)
    reason = university.refusal(AcceptReport(cycle="c", organisation=unit), "secretary")
    assert reason.clause.startswith("参加述职的党组织书记要认真梳理分析上年度整改承诺")


def test_ticket_opened_meanwhile_makes_a_conflict(
    boundary: Any, selected: Any, report: ReportOf
) -> None:
    assert selected(boundary(report(UNIT)), opened("t9"))
