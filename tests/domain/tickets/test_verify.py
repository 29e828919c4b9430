"""Found mended by somebody who neither answers for the mending nor reported it."""

from typing import Any

import pytest

from taizhang.domain.tickets.assigning import AssignTicket
from taizhang.domain.tickets.closing import CloseTicket
from taizhang.domain.tickets.events import TicketVerified
from taizhang.domain.tickets.progress import ReportProgress
from taizhang.domain.tickets.reopening import ReopenTicket
from taizhang.domain.tickets.rows import Ticket
from taizhang.domain.tickets.verifying import VerifyTicket

COMMAND = VerifyTicket(ticket="t", finding="现场核实")
DONE = ReportProgress(ticket="t", text="已修缮", evidence="照片", finished=True)


@pytest.mark.rule("S3-24")
def test_somebody_else_finds_it_mended(mended: Any) -> None:
    assert mended.do(COMMAND, "supervisor") == [
        TicketVerified(ticket="t", organisation="jingui", verifier="supervisor", finding="现场核实")
    ]
    assert mended.folded(Ticket)["t",].verifier == "supervisor"


@pytest.mark.rule("S3-24")
def test_who_reported_it_does_not_verify_it(assigned: Any) -> None:
    assigned.do(DONE, "clerk")
    reason = assigned.refusal(COMMAND, "clerk")
    assert (reason.refusal.code, reason.refusal.rule) == ("tickets.verifier_mended_it", "S3-24")
    assert reason.values == {"verifier": "clerk"}
    assert reason.clause.startswith("本单位的选择：文件只写“督促抓好整改工作”")


@pytest.mark.rule("S3-24")
def test_clause_is_quoted_where_the_document_has_one(assigned: Any) -> None:
    clause = "整改一项销号一项"
    assigned.amend("tickets.closing", clause=clause, choices={})
    assigned.do(DONE, "clerk")
    assert assigned.refusal(COMMAND, "clerk").clause == clause


@pytest.mark.rule("S3-24")
def test_who_reported_on_the_way_does_not_verify_the_end(assigned: Any) -> None:
    assigned.do(ReportProgress(ticket="t", text="已备料", evidence="照片"), "clerk")
    assigned.do(DONE, "village:jingui")
    assert assigned.code_of(COMMAND, "clerk") == "tickets.verifier_mended_it"


@pytest.mark.rule("S3-24")
def test_who_answered_for_it_once_does_not_verify_it_after_a_new_assignment(opened: Any) -> None:
    for responsible in ("inspector", "village:jingui"):
        people = {"responsible": responsible, "supervisor": "supervisor"}
        opened.do(AssignTicket(ticket="t", target="修缮", **people))
    opened.do(DONE, "village:jingui")
    assert opened.code_of(COMMAND, "inspector") == "tickets.verifier_mended_it"


@pytest.mark.rule("S3-24")
def test_who_mended_it_does_not_verify_it_after_it_was_reopened(closed: Any) -> None:
    closed.do(ReopenTicket(ticket="t", reason="又漏雨"))
    closed.do(DONE, "clerk")
    closed.do(COMMAND, "inspector")
    closed.do(CloseTicket(ticket="t"), "inspector")
    closed.do(ReopenTicket(ticket="t", reason="再漏雨"), "inspector")
    closed.do(DONE, "village:jingui")
    assert closed.code_of(COMMAND, "clerk") == "tickets.verifier_mended_it"


@pytest.mark.rule("S3-24")
def test_what_is_still_being_mended_is_not_verified(assigned: Any) -> None:
    reason = assigned.refusal(COMMAND, "supervisor")
    assert (reason.values["state"], reason.values["needed"]) == ("整改中", "待验收")


def test_it_is_verified_once(verified: Any) -> None:
    assert verified.refusal(COMMAND, "inspector").values["state"] == "已验收"


def test_village_verifies_nothing(mended: Any) -> None:
    assert mended.code_of(COMMAND, "village:jingui") == "commands.forbidden"


def test_unknown_ticket_is_refused(mended: Any) -> None:
    assert mended.code_of(VerifyTicket(ticket="t9", finding="无"), "supervisor") == "domain.unknown"


def test_report_that_comes_in_meanwhile_makes_a_conflict(
    assigned: Any, boundary: Any, selected: Any
) -> None:
    [reported] = assigned.do(DONE, "village:jingui")
    assert selected(boundary(COMMAND), reported)


def test_where_the_tenant_asks_for_nobody_else_the_mender_may_verify(assigned: Any) -> None:
    assigned.amend("tickets.closing", verified_by_another=False)
    assigned.do(DONE, "clerk")
    assert isinstance(assigned.do(COMMAND, "clerk")[0], TicketVerified)
