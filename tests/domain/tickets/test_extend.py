"""A deadline is put off by whom, and as often as, the tenant has chosen."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.tickets.deadline_events import TicketExtended
from taizhang.domain.tickets.extending import ExtendTicket
from taizhang.domain.tickets.rows import Ticket

COMMAND = ExtendTicket(ticket="t", due_on=date(2016, 4, 1), reason="雨季停工")


@pytest.mark.rule("S4-31")
def test_deadline_is_put_off_with_the_reason(assigned: Any) -> None:
    assert assigned.do(COMMAND, "supervisor") == [
        TicketExtended(
            ticket="t",
            organisation="jingui",
            due_on=date(2016, 4, 1),
            previous=date(2016, 3, 1),
            reason="雨季停工",
        )
    ]
    row = assigned.folded(Ticket)["t",]
    assert (row.due_on, row.extensions) == (date(2016, 4, 1), 1)


def test_more_often_than_the_tenant_allows_is_refused_with_its_choice(assigned: Any) -> None:
    assigned.do(COMMAND, "supervisor")
    reason = assigned.refusal(replace(COMMAND, due_on=date(2016, 5, 1)), "supervisor")
    assert reason.refusal.code == "tickets.extended_too_often"
    assert reason.values == {"held": 1, "allowed": 1}
    assert reason.clause == "本单位的选择：文件未写延长次数，演示选择最多 1 次"


def test_how_often_is_the_tenants_own(assigned: Any) -> None:
    assigned.amend("tickets.extension", times=2)
    assigned.do(COMMAND, "supervisor")
    assert assigned.do(replace(COMMAND, due_on=date(2016, 5, 1)), "supervisor")


def test_who_puts_it_off_is_the_tenants_own(assigned: Any) -> None:
    reason = assigned.refusal(COMMAND, "clerk")
    assert reason.refusal.code == "tickets.extended_by_others"
    assert (reason.values, reason.refusal.status) == ({"needed": "supervisor"}, 403)
    assert reason.clause.startswith("本单位的选择：文件未写整改时限可否延长")


def test_tenant_that_has_not_chosen_puts_nothing_off(assigned: Any) -> None:
    adopted = assigned.authority.adoptions[-1].event
    tickets = {k: v for k, v in adopted.sections["tickets"].items() if k != "extension"}
    assigned.given(replace(adopted, sections=adopted.sections | {"tickets": tickets}))
    assert assigned.code_of(COMMAND, "supervisor") == "tickets.no_extension"


@pytest.mark.parametrize("due_on", [date(2016, 3, 1), date(2016, 2, 1)])
def test_new_deadline_is_later(assigned: Any, due_on: date) -> None:
    reason = assigned.refusal(replace(COMMAND, due_on=due_on), "supervisor")
    assert reason.refusal.code == "tickets.not_later"
    assert reason.values["previous"] == "2016-03-01"


def test_new_deadline_is_not_past(assigned: Any) -> None:
    assigned.begin(date(2016, 6, 1))
    assert assigned.code_of(COMMAND, "supervisor") == "tickets.not_later"


def test_closed_ticket_is_not_put_off(closed: Any) -> None:
    assert closed.refusal(COMMAND, "supervisor").values["state"] == "已销号"


def test_two_extensions_at_once_make_a_conflict(
    assigned: Any, boundary: Any, selected: Any
) -> None:
    [extended] = assigned.do(COMMAND, "supervisor")
    assert selected(boundary(COMMAND), extended)
