"""What a unit has open when the next cycle begins is what its next report accounts for."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.tickets.carried import UnitTickets, still_open
from taizhang.domain.tickets.closing import CloseTicket
from taizhang.domain.tickets.events import TicketClosed, TicketReopened
from taizhang.domain.tickets.reopening import ReopenTicket


@pytest.mark.rule("S1-06", "S1-14")
def test_open_ticket_is_carried_into_the_next_cycle(assigned: Any) -> None:
    assigned.assessing("jingui", cycle="c2016")
    row = assigned.folded(UnitTickets)["jingui",]
    assert (row.cycle, row.carried) == ("c2016", ["t"])


@pytest.mark.rule("S1-06")
def test_closed_ticket_is_not_carried(closed: Any) -> None:
    closed.assessing("jingui", cycle="c2016")
    assert closed.folded(UnitTickets)["jingui",].carried == []


@pytest.mark.rule("S1-06")
def test_ticket_that_is_closed_in_the_new_cycle_was_carried_all_the_same(verified: Any) -> None:
    verified.assessing("jingui", cycle="c2016")
    verified.do(CloseTicket(ticket="t"))
    row = verified.folded(UnitTickets)["jingui",]
    assert (row.open, row.carried) == ([], ["t"])


def test_unit_without_tickets_carries_none(santangjie: Any) -> None:
    santangjie.assessing("shiqiao", cycle="c2016")
    assert santangjie.folded(UnitTickets)["shiqiao",].carried == []


def test_reopened_ticket_is_open_again(closed: Any) -> None:
    closed.do(ReopenTicket(ticket="t", reason="复发"))
    assert closed.folded(UnitTickets)["jingui",].open == ["t"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans())))
def test_ticket_is_open_as_its_last_event_says(changes: list[tuple[str, bool]]) -> None:
    open_: list[str] = []
    for ticket, opens in changes:
        event = (
            TicketReopened(ticket=ticket, organisation="u", reason="复发")
            if opens
            else TicketClosed(ticket=ticket, organisation="u")
        )
        open_ = still_open(open_, event, "u")
    assert set(open_) == {ticket for ticket, opens in dict(changes).items() if opens}
    assert len(open_) == len(set(open_))
