"""A problem is entered once, with its unit, its source and a deadline to come."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.tickets.events import TicketOpened
from taizhang.domain.tickets.opening import OpenTicket
from taizhang.domain.tickets.rows import Ticket
from taizhang.events.tags import tags_of

COMMAND = OpenTicket(
    ticket="t1",
    organisation="jingui",
    source="comment",
    problem="活动场所陈旧",
    due_on=date(2016, 3, 1),
)


@pytest.mark.rule("S0-17")
def test_problem_is_entered_in_the_ledger(santangjie: Any) -> None:
    [opened] = santangjie.do(COMMAND)
    assert opened == TicketOpened(
        ticket="t1",
        organisation="jingui",
        cycle=None,
        source="comment",
        problem="活动场所陈旧",
        due_on=date(2016, 3, 1),
        clause=None,
    )
    assert set(tags_of(opened)) == {"ticket:t1", "organisation:jingui"}


@pytest.mark.rule("S0-17")
def test_ledger_shows_when_it_was_entered_and_is_due(santangjie: Any) -> None:
    santangjie.do(COMMAND)
    row = santangjie.folded(Ticket)["t1",]
    assert (row.state, row.opened_on, row.due_on) == (
        "opened",
        santangjie.today,
        date(2016, 3, 1),
    )


def test_problem_of_a_cycle_is_found_under_it(santangjie: Any) -> None:
    [opened] = santangjie.do(replace(COMMAND, cycle="c"))
    assert "cycle:c" in tags_of(opened)


def test_deadline_may_be_today_but_not_yesterday(santangjie: Any) -> None:
    today = santangjie.today
    assert santangjie.do(replace(COMMAND, due_on=today))
    yesterday = today - timedelta(days=1)
    reason = santangjie.refusal(replace(COMMAND, ticket="t2", due_on=yesterday))
    assert reason.refusal.code == "tickets.due_in_the_past"
    assert reason.values == {"due_on": yesterday.isoformat(), "on": today.isoformat()}


def test_late_entry_counts_from_its_own_day(santangjie: Any) -> None:
    day = santangjie.today - timedelta(days=10)
    assert santangjie.do(replace(COMMAND, due_on=day), on=day)


def test_unknown_unit_is_refused(santangjie: Any) -> None:
    reason = santangjie.refusal(replace(COMMAND, organisation="nowhere"))
    assert (reason.refusal.code, reason.values["id"]) == ("domain.unknown", "nowhere")


def test_identifier_is_given_once(santangjie: Any) -> None:
    santangjie.do(COMMAND)
    reason = santangjie.refusal(replace(COMMAND, organisation="shiqiao"))
    assert reason.refusal.code == "domain.taken"
    assert reason.values == {"kind": "问题台账", "id": "t1"}


@pytest.mark.parametrize("actor", ["clerk", "supervisor", "policy:tickets.x"])
def test_clerk_supervisor_and_policies_enter_problems(santangjie: Any, actor: str) -> None:
    assert santangjie.do(COMMAND, actor)


def test_village_enters_no_problem(santangjie: Any) -> None:
    assert santangjie.code_of(COMMAND, "village:jingui") == "commands.forbidden"
