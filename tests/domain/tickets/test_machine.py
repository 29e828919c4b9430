"""Whatever is asked by whomever, nothing is closed that nobody else has verified."""

import contextlib
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from taizhang.domain.tickets.events import (
    ProgressReported,
    TicketAssigned,
    TicketClosed,
    TicketReopened,
    TicketVerified,
)
from taizhang.domain.tickets.mending import (
    AssignTicket,
    CloseTicket,
    ReopenTicket,
    ReportProgress,
    VerifyTicket,
)
from taizhang.domain.tickets.rows import Ticket
from taizhang.errors import Refused

#: Everybody could do nearly everything, so that only the rule itself stands in the way.
PEOPLE = ["clerk", "inspector", "supervisor", "village:jingui", "village:shiqiao"]
people = st.sampled_from(PEOPLE)
assignments = st.builds(
    AssignTicket,
    ticket=st.just("t"),
    responsible=people,
    supervisor=people,
    target=st.just("修缮"),
)
reports = st.builds(
    ReportProgress,
    ticket=st.just("t"),
    text=st.just("进展"),
    evidence=st.just("照片"),
    finished=st.booleans(),
)
verifications = st.just(VerifyTicket(ticket="t", finding="核实"))
closings = st.just(CloseTicket(ticket="t"))
reopenings = st.just(ReopenTicket(ticket="t", reason="复发"))
NEXT = {
    "opened": assignments,
    "assigned": reports | assignments,
    "mended": verifications,
    "verified": closings,
    "closed": reopenings,
}


class Tickets(RuleBasedStateMachine):
    """Random commands by random people on one ticket."""

    def __init__(self, town: Any, *, verified_by_another: bool) -> None:
        super().__init__()
        self.town = town.amend("tickets.closing", verified_by_another=verified_by_another)
        for person in PEOPLE:
            town.grant(person, "clerk", "supervisor")
        self.asked_for = verified_by_another

    @rule(data=st.data(), actor=people)
    def ask_what_may_come_next(self, data: st.DataObject, actor: str) -> None:
        self.ask(data.draw(NEXT[self.town.folded(Ticket)["t",].state]), actor)

    @rule(command=st.one_of(*NEXT.values()), actor=people)
    def ask(self, command: Any, actor: str) -> None:
        with contextlib.suppress(Refused):
            self.town.do(command, actor)

    @invariant()
    def nothing_is_closed_without_another_who_verified(self) -> None:
        menders: set[str] = set()
        verifier = None
        for event in self.town.history:
            match event:
                case TicketAssigned():
                    menders.add(event.responsible)
                case ProgressReported():
                    menders.add(event.reporter)
                case TicketVerified():
                    verifier = event.verifier
                    assert verifier not in menders or not self.asked_for
                case TicketReopened():
                    verifier = None
                case TicketClosed():
                    assert verifier or not self.asked_for
                    assert menders

    @invariant()
    def row_shows_the_state_that_decisions_see(self) -> None:
        row = self.town.folded(Ticket)["t",]
        stands = self.town.standing(CloseTicket(ticket="t"))
        assert row.state == stands.state
        assert (row.closed_on is not None) == (stands.state == "closed")
        assert (row.verifier is not None) <= (stands.state in ("verified", "closed"))


@pytest.mark.rule("S3-24")
@pytest.mark.parametrize("verified_by_another", [True, False])
def test_tickets_go_their_way(opened: Any, verified_by_another: bool) -> None:
    run_state_machine_as_test(
        lambda: Tickets(opened.copy(), verified_by_another=verified_by_another),
        settings=settings(
            max_examples=30,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
