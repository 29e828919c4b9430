"""Whatever is asked by whomever, nothing is closed that nobody else has verified."""

import contextlib
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from taizhang.domain.tickets.assigning import AssignTicket
from taizhang.domain.tickets.closing import CloseTicket
from taizhang.domain.tickets.consolidating import ConsolidateTickets
from taizhang.domain.tickets.deadline_events import TicketExtended, TicketOverdue, TicketRescheduled
from taizhang.domain.tickets.delisting import PassDelistingStep
from taizhang.domain.tickets.events import (
    DelistingStepPassed,
    ProgressReported,
    TicketAssigned,
    TicketClosed,
    TicketConsolidated,
    TicketOpened,
    TicketReopened,
    TicketReturned,
    TicketVerified,
)
from taizhang.domain.tickets.extending import ExtendTicket
from taizhang.domain.tickets.progress import ReportProgress
from taizhang.domain.tickets.reopening import ReopenTicket
from taizhang.domain.tickets.rows import Ticket
from taizhang.domain.tickets.standing import OPEN
from taizhang.domain.tickets.verifying import ReturnTicket, VerifyTicket
from taizhang.errors import Refused

#: Everybody could do nearly everything, so that only the rule itself stands in the way.
PEOPLE = ["clerk", "inspector", "supervisor", "village:jingui", "village:shiqiao"]
START = date(2015, 12, 20)
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
dates = st.integers(1, 90).map(lambda days: START + timedelta(days=days))
reopenings = st.builds(
    ReopenTicket, ticket=st.just("t"), reason=st.just("复发"), due_on=st.none() | dates
)
returns = st.just(ReturnTicket(ticket="t", reason="未整改到位"))
steps = st.builds(
    PassDelistingStep,
    ticket=st.just("t"),
    step=st.sampled_from(["镇审核", "县验收"]),
    note=st.just("同意"),
)
extensions = st.builds(ExtendTicket, ticket=st.just("t"), due_on=dates, reason=st.just("停工"))
merges = st.builds(
    ConsolidateTickets,
    ticket=st.sampled_from("tu"),
    others=st.lists(st.sampled_from("tu"), min_size=1, max_size=2),
    reason=st.just("同一问题"),
)
NEXT = {
    "opened": assignments,
    "assigned": reports | assignments | extensions,
    "mended": verifications | returns,
    "verified": closings | steps | returns,
    "consolidated": extensions,
    "closed": reopenings,
}
CHAIN = [{"name": "镇审核", "role": "clerk"}, {"name": "县验收", "role": "supervisor"}]


class Tickets(RuleBasedStateMachine):
    """Random commands by random people on one ticket."""

    def __init__(self, town: Any, *, verified_by_another: bool) -> None:
        super().__init__()
        self.town = town.amend("tickets.closing", verified_by_another=verified_by_another)
        town.amend("tickets.delisting", steps=CHAIN)
        town.amend("tickets.extension", times=2)
        first = next(event for event in town.history if isinstance(event, TicketOpened))
        town.given(msgspec.structs.replace(first, ticket="u"))
        town.begin(START)
        for person in PEOPLE:
            town.grant(person, "clerk", "supervisor")
        self.asked_for = verified_by_another

    @rule(data=st.data(), actor=people)
    def ask_what_may_come_next(self, data: st.DataObject, actor: str) -> None:
        self.ask(data.draw(NEXT[self.town.folded(Ticket)["t",].state]), actor)

    @rule(command=st.one_of(*NEXT.values(), merges), actor=people)
    def ask(self, command: Any, actor: str) -> None:
        with contextlib.suppress(Refused):
            self.town.do(command, actor)

    @rule(days=st.integers(1, 40))
    def days_pass(self, days: int) -> None:
        self.town.begin(self.town.today + timedelta(days=days))

    @invariant()
    def nothing_is_closed_but_by_the_whole_chain_in_order(self) -> None:
        passed: list[str] = []
        consolidated = False
        for event in self.town.history:
            match event:
                case DelistingStepPassed(ticket="t"):
                    passed.append(event.step)
                case TicketReturned(ticket="t") | TicketReopened(ticket="t"):
                    passed, consolidated = [], False
                case TicketConsolidated(ticket="t"):
                    consolidated = True
                case TicketClosed(ticket="t"):
                    assert consolidated or passed == ["镇审核", "县验收"]

    @invariant()
    def what_goes_on_in_another_is_open_as_long_as_it(self) -> None:
        rows = self.town.folded(Ticket)
        for row in rows.values():
            if row.state == "consolidated":
                assert rows[row.into,].state in OPEN

    @invariant()
    def it_is_put_off_as_often_as_allowed_and_overdue_after_its_day_only(self) -> None:
        due = date.max
        for happened in self.town.log:
            match happened.event:
                case TicketOpened(ticket="t") | TicketExtended() | TicketRescheduled():
                    due = happened.event.due_on
                case TicketOverdue(ticket="t"):
                    assert happened.on > due == happened.event.due_on
        assert sum(isinstance(event, TicketExtended) for event in self.town.history) <= 2

    @invariant()
    def it_is_overdue_once_its_day_is_over_and_nobody_has_mended_it(self) -> None:
        town = self.town.copy()
        town.answer()
        row = town.folded(Ticket)["t",]
        late = town.today > row.due_on
        assert late or not row.overdue
        if late and row.state in ("opened", "assigned"):
            assert row.overdue

    @invariant()
    def nothing_is_closed_without_another_who_verified(self) -> None:
        menders: set[str] = set()
        verifier = None
        consolidated = False
        for event in self.town.history:
            match event:
                case TicketAssigned():
                    menders.add(event.responsible)
                case ProgressReported():
                    menders.add(event.reporter)
                case TicketVerified():
                    verifier = event.verifier
                    assert verifier not in menders or not self.asked_for
                case TicketReopened(ticket="t") | TicketReturned():
                    verifier, consolidated = None, False
                case TicketConsolidated(ticket="t"):
                    consolidated = True
                case TicketClosed(ticket="t") if not consolidated:
                    assert verifier or not self.asked_for
                    assert menders

    @invariant()
    def row_shows_the_state_that_decisions_see(self) -> None:
        row = self.town.folded(Ticket)["t",]
        stands = self.town.standing(CloseTicket(ticket="t"))
        assert row.state == stands.state
        assert (row.due_on, row.overdue) == (stands.due_on, stands.overdue)
        assert (row.extensions, row.passed) == (stands.extensions, stands.passed)
        assert (row.closed_on is not None) == (stands.state == "closed")
        assert (row.verifier is not None) <= (stands.state in ("verified", "closed"))


@pytest.mark.hypothesis
@pytest.mark.rule("S3-24", "S4-32")
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
