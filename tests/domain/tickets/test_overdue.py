"""The clock flags what is not mended in time, and takes it up level by level."""

from datetime import date, timedelta
from typing import Any

import pytest

from taizhang.domain.tickets.deadline_events import TicketEscalated, TicketOverdue
from taizhang.domain.tickets.events import TicketOpened
from taizhang.domain.tickets.extending import ExtendTicket
from taizhang.domain.tickets.overdue import FlagOverdue
from taizhang.domain.tickets.reopening import ReopenTicket
from taizhang.domain.tickets.rows import Ticket
from taizhang.domain.tickets.verifying import ReturnTicket

DUE = date(2016, 3, 1)
LATE = DUE + timedelta(days=1)
OVERDUE = TicketOverdue(ticket="t", organisation="jingui", due_on=DUE)


def flagged(events: list[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, TicketOverdue | TicketEscalated)]


@pytest.mark.rule("S0-17", "S0-19")
def test_it_is_overdue_when_the_deadlines_day_is_over(assigned: Any) -> None:
    assigned.answer()
    assert flagged(assigned.begin(DUE)) == []
    assert flagged(assigned.begin(LATE)) == [OVERDUE]
    assert assigned.folded(Ticket)["t",].overdue


@pytest.mark.rule("S0-19")
def test_days_on_which_nobody_worked_change_nothing(assigned: Any) -> None:
    assigned.answer()
    assert flagged(assigned.begin(DUE + timedelta(days=12))) == [OVERDUE]


def test_it_is_flagged_once(assigned: Any) -> None:
    assigned.answer()
    assigned.begin(LATE)
    assert assigned.do(FlagOverdue(ticket="t"), "policy:x") == []


def test_what_nobody_was_assigned_is_overdue_too(opened: Any) -> None:
    opened.answer()
    assert flagged(opened.begin(LATE)) == [OVERDUE]


@pytest.mark.parametrize(
    ("met_by", "step", "late"),
    [
        ("mended", "mended", False),
        ("verified", "mended", True),
        ("verified", "verified", False),
        ("closed", "verified", True),
        ("closed", "closed", False),
    ],
)
def test_what_must_be_there_by_then_is_the_tenants_choice(
    request: pytest.FixtureRequest, met_by: str, step: str, late: bool
) -> None:
    town = request.getfixturevalue(step).amend("tickets.overdue", met_by=met_by)
    town.answer()
    assert flagged(town.begin(LATE)) == ([OVERDUE] if late else [])


def test_tenant_that_has_not_chosen_has_nothing_overdue(assigned: Any) -> None:
    adopted = assigned.authority.adoptions[-1].event
    from msgspec.structs import replace

    tickets = {k: v for k, v in adopted.sections["tickets"].items() if k != "overdue"}
    assigned.given(replace(adopted, sections=adopted.sections | {"tickets": tickets}))
    assigned.answer()
    assert flagged(assigned.begin(LATE)) == []


def test_extension_moves_the_day(assigned: Any) -> None:
    assigned.do(ExtendTicket(ticket="t", due_on=date(2016, 4, 1), reason="停工"), "supervisor")
    assigned.answer()
    assert flagged(assigned.begin(LATE)) == []
    assert len(flagged(assigned.begin(date(2016, 4, 2)))) == 1


def test_extension_takes_the_flag_off(assigned: Any) -> None:
    assigned.answer()
    assigned.begin(LATE)
    assigned.do(ExtendTicket(ticket="t", due_on=date(2016, 4, 1), reason="停工"), "supervisor")
    assert not assigned.folded(Ticket)["t",].overdue


def test_what_is_sent_back_after_its_deadline_is_overdue_at_once(mended: Any) -> None:
    mended.answer()
    mended.begin(LATE)
    mended.do(ReturnTicket(ticket="t", reason="仍漏雨"), "supervisor")
    assert flagged(mended.answer()) == [OVERDUE]


def test_what_is_sent_back_on_its_deadlines_day_is_not_overdue_yet(mended: Any) -> None:
    mended.answer()
    mended.begin(DUE)
    mended.do(ReturnTicket(ticket="t", reason="仍漏雨"), "supervisor")
    assert flagged(mended.answer()) == []


def test_what_is_reopened_under_its_old_deadline_is_overdue_at_once(closed: Any) -> None:
    closed.answer()
    closed.begin(LATE)
    closed.do(ReopenTicket(ticket="t", reason="复发"))
    assert flagged(closed.answer()) == [OVERDUE]


def test_what_is_reopened_with_a_new_deadline_has_until_then(closed: Any) -> None:
    closed.answer()
    closed.begin(LATE)
    closed.do(ReopenTicket(ticket="t", reason="复发", due_on=date(2016, 5, 1)))
    assert flagged(closed.answer()) == []
    assert len(flagged(closed.begin(date(2016, 5, 2)))) == 1


def test_late_entry_whose_deadline_has_passed_is_overdue_at_once(santangjie: Any) -> None:
    santangjie.begin(date(2016, 6, 1))
    santangjie.given(
        TicketOpened(
            ticket="t",
            organisation="jingui",
            cycle=None,
            source="inspection",
            problem="漏雨",
            due_on=DUE,
            clause=None,
        )
    )
    assert flagged(santangjie.answer())[0] == OVERDUE


def test_after_the_tenants_days_it_goes_up(assigned: Any) -> None:
    assigned.answer()
    assigned.begin(LATE)
    assert flagged(assigned.begin(DUE + timedelta(days=29))) == []
    assert flagged(assigned.begin(DUE + timedelta(days=30))) == [
        TicketEscalated(ticket="t", organisation="jingui", due_on=DUE, days=30, to="镇党委书记")
    ]
    assert assigned.folded(Ticket)["t",].escalated_to == "镇党委书记"


def test_each_level_is_taken_once_in_order_even_after_a_leap(assigned: Any) -> None:
    levels = [{"days": 20, "to": "县委"}, {"days": 5, "to": "镇党委"}]
    assigned.amend("tickets.overdue", escalations=levels)
    assigned.answer()
    found = flagged(assigned.begin(DUE + timedelta(days=90)))
    assert [getattr(event, "to", "") for event in found] == ["", "镇党委", "县委"]


def test_what_is_mended_late_goes_up_no_further(assigned: Any) -> None:
    from taizhang.domain.tickets.progress import ReportProgress

    assigned.answer()
    assigned.begin(LATE)
    report = ReportProgress(ticket="t", text="已修缮", evidence="照片", finished=True)
    assigned.do(report, "village:jingui")
    assert flagged(assigned.begin(DUE + timedelta(days=30))) == []


def test_extended_late_it_goes_up_anew_for_the_new_deadline(assigned: Any) -> None:
    assigned.answer()
    assigned.begin(DUE + timedelta(days=30))
    new = date(2016, 5, 1)
    assigned.do(ExtendTicket(ticket="t", due_on=new, reason="停工"), "supervisor")
    assigned.answer()
    found = flagged(assigned.begin(new + timedelta(days=30)))
    assert [event.due_on for event in found] == [new, new]


def test_people_flag_nothing(assigned: Any) -> None:
    assert assigned.code_of(FlagOverdue(ticket="t")) == "commands.forbidden"
