"""One answers for the mending, another supervises."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.tickets.assigning import AssignTicket
from taizhang.domain.tickets.events import TicketAssigned
from taizhang.domain.tickets.rows import Ticket

COMMAND = AssignTicket(
    ticket="t", responsible="village:jingui", supervisor="supervisor", target="三月前修缮"
)


@pytest.mark.rule("S4-31")
def test_assignment_names_who_mends_who_supervises_and_the_target(opened: Any) -> None:
    assert opened.do(COMMAND) == [
        TicketAssigned(
            ticket="t",
            organisation="jingui",
            responsible="village:jingui",
            supervisor="supervisor",
            target="三月前修缮",
        )
    ]


@pytest.mark.rule("S4-31")
def test_two_roles_are_not_one_person(opened: Any) -> None:
    reason = opened.refusal(replace(COMMAND, responsible="supervisor"))
    assert (reason.refusal.code, reason.refusal.rule) == ("tickets.two_roles", None)
    assert reason.values == {"actor": "supervisor"}


@pytest.mark.rule("S4-31")
def test_ledger_shows_the_three_and_the_deadline(opened: Any) -> None:
    opened.do(COMMAND, "supervisor")
    row = opened.folded(Ticket)["t",]
    assert (row.state, row.responsible, row.supervisor, row.target) == (
        "assigned",
        "village:jingui",
        "supervisor",
        "三月前修缮",
    )


def test_it_may_be_assigned_anew_while_it_is_being_mended(assigned: Any) -> None:
    assigned.do(replace(COMMAND, supervisor="inspector"))
    assert assigned.folded(Ticket)["t",].supervisor == "inspector"


def test_what_waits_to_be_verified_is_not_assigned_anew(mended: Any) -> None:
    reason = mended.refusal(COMMAND)
    assert reason.refusal.code == "domain.wrong_state"
    assert (reason.values["state"], reason.values["needed"]) == ("待验收", "已登记或整改中")


def test_unknown_ticket_is_refused(opened: Any) -> None:
    reason = opened.refusal(replace(COMMAND, ticket="t9"))
    assert (reason.refusal.code, reason.values["id"]) == ("domain.unknown", "t9")


def test_village_assigns_nobody(opened: Any) -> None:
    assert opened.code_of(COMMAND, "village:jingui") == "commands.forbidden"
