"""However units are merged, split and dissolved, each open problem has one unit that answers."""

import contextlib
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from taizhang.domain.organisations.reorganising import Reorganisation, ReorganiseUnits
from taizhang.domain.organisations.rows import Organisation
from taizhang.domain.tickets.assigning import AssignTicket
from taizhang.domain.tickets.carried import UnitTickets
from taizhang.domain.tickets.closing import CloseTicket
from taizhang.domain.tickets.consolidating import ConsolidateTickets
from taizhang.domain.tickets.opening import OpenTicket
from taizhang.domain.tickets.progress import ReportProgress
from taizhang.domain.tickets.reopening import ReopenTicket
from taizhang.domain.tickets.rows import Ticket
from taizhang.errors import Refused

UNITS = ["jingui", "shiqiao", "liuxi", "songling"]
units = st.sampled_from(UNITS)
tickets = st.sampled_from(["a", "b", "c"])
pairs = st.permutations(UNITS).map(lambda each: each[:2])
days = st.sampled_from([date(2015, month, 1) for month in (5, 9)])
DUE = date(2016, 6, 1)


class Ledger(RuleBasedStateMachine):
    """Random reorganisations, entered in any order, over a ledger that lives on meanwhile.

    Tickets are closed at once: how they are mended is the other machine's.
    """

    def __init__(self, town: Any) -> None:
        super().__init__()
        self.town = town.amend("tickets.closing", verified_by_another=False)
        for ticket, unit in (("a", "jingui"), ("b", "jingui"), ("c", "shiqiao")):
            self.open(ticket, unit, "clerk")
        self.close("b")

    def ask(self, command: Any, actor: str = "clerk") -> None:
        with contextlib.suppress(Refused):
            self.town.do(command, actor)

    @rule(ticket=tickets, unit=units, actor=st.sampled_from(["clerk", "policy:x"]))
    def open(self, ticket: str, unit: str, actor: str) -> None:
        entered = {"source": "inspection", "problem": "漏雨", "due_on": DUE}
        self.ask(OpenTicket(ticket=ticket, organisation=unit, **entered), actor)

    @rule(ticket=tickets)
    def close(self, ticket: str) -> None:
        row = self.town.folded(Ticket).get((ticket,))
        if row is not None and row.state == "opened":
            people = {"responsible": "one", "supervisor": "two", "target": "修缮"}
            self.ask(AssignTicket(ticket=ticket, **people))
            self.ask(ReportProgress(ticket=ticket, text="已办", evidence="照片", finished=True))
        self.ask(CloseTicket(ticket=ticket))

    @rule()
    def reopen(self) -> None:
        for ticket in "abc":
            self.ask(ReopenTicket(ticket=ticket, reason="复发", due_on=DUE))

    @rule(ticket=tickets, other=tickets)
    def consolidate(self, ticket: str, other: str) -> None:
        self.ask(ConsolidateTickets(ticket=ticket, others=[other], reason="同一问题"))

    @rule(pair=pairs, since=days)
    def merge(self, pair: list[str], since: date) -> None:
        self.reorganise(Reorganisation.MERGER, pair, pair[1:], pair[1], since)

    @rule(unit=units, parts=pairs, since=days)
    def split(self, unit: str, parts: list[str], since: date) -> None:
        self.reorganise(Reorganisation.SPLIT, [unit], parts, parts[0], since)

    @rule(pair=pairs, since=days)
    def dissolve(self, pair: list[str], since: date) -> None:
        self.reorganise(Reorganisation.DISSOLUTION, pair[:1], [], pair[1], since)

    @rule()
    def policies_answer(self) -> None:
        self.town.answer()

    def reorganise(
        self, change: Reorganisation, before: list[str], after: list[str], heir: str, since: date
    ) -> None:
        self.ask(
            ReorganiseUnits(
                change=change,
                organisations=before,
                successors=after,
                tickets=heir,
                quota=heir if after else None,
                since=since,
                document="示例政发〔2015〕8号",
            )
        )

    @invariant()
    def each_open_ticket_has_one_existing_unit_that_answers(self) -> None:
        town = self.town.copy()
        town.answer()
        left = [row for row in town.folded(Ticket).values() if row.state != "closed"]
        register = town.folded(Organisation)
        assert [row.ticket for row in left if register[row.organisation,].closed] == []
        lists = town.folded(UnitTickets).values()
        assert Counter(t for each in lists for t in each.open) == Counter(r.ticket for r in left)
        assert all(row.ticket in _list(town, row.organisation) for row in left)

    @invariant()
    def decisions_see_the_unit_that_the_row_shows(self) -> None:
        for (ticket,), row in self.town.folded(Ticket).items():
            assert self.town.standing(CloseTicket(ticket=ticket)).organisation == row.organisation


def _list(town: Any, unit: str) -> list[str]:
    found: list[str] = town.folded(UnitTickets)[unit,].open
    return found


@pytest.mark.hypothesis
@pytest.mark.timeout(110)
def test_ledger_outlives_every_reorganisation(santangjie: Any) -> None:
    run_state_machine_as_test(
        lambda: Ledger(santangjie.copy()),
        settings=settings(
            max_examples=50,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
