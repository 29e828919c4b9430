"""Several tickets go on as one, and are closed with it."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.tickets.closing import CloseTicket
from taizhang.domain.tickets.consolidating import ConsolidateTickets
from taizhang.domain.tickets.events import TicketClosed, TicketConsolidated, TicketOpened
from taizhang.domain.tickets.progress import ReportProgress
from taizhang.domain.tickets.reopening import ReopenTicket
from taizhang.domain.tickets.rows import Ticket


def merge(into: str, *others: str) -> ConsolidateTickets:
    return ConsolidateTickets(ticket=into, others=list(others), reason="同一问题")


@pytest.fixture
def three(verified: Any) -> Any:
    """Beside the verified ticket t there are a, of the same village, and b, of another."""
    for ticket, unit in (("a", "jingui"), ("b", "shiqiao")):
        verified.given(
            TicketOpened(
                ticket=ticket,
                organisation=unit,
                cycle=None,
                source="comment",
                problem="漏雨",
                due_on=date(2016, 3, 1),
                clause=None,
            )
        )
    return verified


@pytest.mark.rule("S4-30")
def test_the_others_point_to_the_one_they_go_on_in(three: Any) -> None:
    assert three.do(merge("t", "a", "b")) == [
        TicketConsolidated(ticket="a", organisation="jingui", into="t", reason="同一问题"),
        TicketConsolidated(ticket="b", organisation="shiqiao", into="t", reason="同一问题"),
    ]
    row = three.folded(Ticket)["a",]
    assert (row.state, row.into) == ("consolidated", "t")


@pytest.mark.rule("S4-32")
def test_they_are_closed_with_it_each_under_its_own_unit(three: Any) -> None:
    three.do(merge("t", "a", "b"))
    assert three.do(CloseTicket(ticket="t")) == [
        TicketClosed(ticket="t", organisation="jingui"),
        TicketClosed(ticket="a", organisation="jingui"),
        TicketClosed(ticket="b", organisation="shiqiao"),
    ]
    assert {row.state for row in three.folded(Ticket).values()} == {"closed"}


def test_nothing_is_done_to_one_alone(three: Any) -> None:
    three.do(merge("t", "a"))
    report = ReportProgress(ticket="a", text="进展", evidence="照片")
    assert three.refusal(report, "village:jingui").values["state"] == "已合并"
    assert three.refusal(CloseTicket(ticket="a")).values["state"] == "已合并"


def test_what_went_on_in_one_goes_on_with_it(three: Any) -> None:
    three.do(merge("b", "a"))
    three.do(merge("t", "b"))
    assert three.folded(Ticket)["a",].into == "t"
    assert [event.ticket for event in three.do(CloseTicket(ticket="t"))] == ["t", "b", "a"]


def test_closed_again_it_does_not_close_the_others_again(three: Any) -> None:
    three.do(merge("t", "a"))
    three.do(CloseTicket(ticket="t"))
    three.do(ReopenTicket(ticket="t", reason="复发"))
    three.amend("tickets.closing", verified_by_another=False)
    done = ReportProgress(ticket="t", text="已修缮", evidence="照片", finished=True)
    three.do(done, "village:jingui")
    assert [event.ticket for event in three.do(CloseTicket(ticket="t"))] == ["t"]


def test_ticket_does_not_go_on_in_itself(three: Any) -> None:
    assert three.code_of(merge("t", "t")) == "tickets.consolidated_into_itself"


def test_unknown_ticket_is_refused(three: Any) -> None:
    assert three.refusal(merge("t", "nowhere")).values["id"] == "nowhere"
    assert three.refusal(merge("nowhere", "t")).values["id"] == "nowhere"


@pytest.mark.parametrize(("into", "other"), [("t", "a"), ("a", "t")])
def test_closed_ticket_is_not_consolidated(three: Any, into: str, other: str) -> None:
    three.do(CloseTicket(ticket="t"))
    reason = three.refusal(merge(into, other))
    assert (reason.values["id"], reason.values["state"]) == ("t", "已销号")


def test_ticket_goes_on_in_one_only(three: Any) -> None:
    three.do(merge("t", "a"))
    assert three.refusal(merge("b", "a")).values["state"] == "已合并"
    assert three.refusal(merge("a", "b")).values["state"] == "已合并"


def test_one_that_is_closed_meanwhile_makes_a_conflict(
    three: Any, boundary: Any, selected: Any
) -> None:
    [closed] = three.do(CloseTicket(ticket="t"))
    assert selected(boundary(merge("a", "t")), closed)


def test_one_that_joins_meanwhile_makes_a_conflict_for_closing(
    three: Any, boundary: Any, selected: Any
) -> None:
    [joined] = three.do(merge("t", "a"))
    assert selected(boundary(CloseTicket(ticket="t")), joined)
