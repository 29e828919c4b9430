"""What was promised or left open in one year is told of in the report of the next."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from taizhang.domain.cycles.events import SubjectEnrolled
from taizhang.domain.organisations.reorganising import Reorganisation, ReorganiseUnits
from taizhang.domain.reports.commands import AcceptReport
from taizhang.domain.reports.contents import Account, Commitment
from taizhang.domain.reports.events import ReportAccepted, ReportSubmitted, Section
from taizhang.domain.tickets.closing import CloseTicket
from taizhang.domain.tickets.events import TicketOpened
from taizhang.domain.tickets.progress import ReportProgress
from taizhang.domain.tickets.verifying import VerifyTicket
from taizhang.errors import Refused

pytestmark = pytest.mark.rule("S0-04", "S1-06", "S1-14")

PROMISES = [Commitment(number=1, text="建好活动室"), Commitment(number=2, text="补开党课")]


def handed_in(
    unit: str, cycle: str, commitments: list[Commitment], accounts: list[Account]
) -> ReportSubmitted:
    """A report on all six heads, as it stands in the log."""
    sections = [Section(head=head, kind="other", text="措施") for head in range(1, 7)]
    return ReportSubmitted(
        cycle=cycle,
        organisation=unit,
        version=1,
        sections=sections,
        characters=12,
        achievement_characters=0,
        commitments=commitments,
        accounts=accounts,
    )


def told(of: Any, id: str, outcome: Any = "going_on") -> Account:
    return Account(of=of, id=id, outcome=outcome, text="正在办理")


def lacking(town: Any, unit: str, *accounts: Account) -> list[tuple[str, Any]]:
    """For what the report of the next year, with these accounts, does not pass."""
    town = town.copy().given(handed_in(unit, "next", [], list(accounts)))
    try:
        town.decide(AcceptReport(cycle="next", organisation=unit), "secretary")
    except Refused as refused:
        found = [(r.refusal.code, r.values) for r in refused.reasons]
        return [(code, values.get("number") or values.get("ticket")) for code, values in found]
    return []


def mend(town: Any, ticket: str, actor: str) -> None:
    """A ticket goes all its way."""
    town.do(ReportProgress(ticket=ticket, text="建成", evidence="照片", finished=True), actor)
    town.do(VerifyTicket(ticket=ticket, finding="现场核实"), "supervisor")
    town.do(CloseTicket(ticket=ticket))


@pytest.fixture
def promising(santangjie: Any) -> Any:
    """金桂村 made two commitments in this year's report, which was accepted; both have tickets."""
    santangjie.assessing("jingui", cycle="this")
    santangjie.given(
        handed_in("jingui", "this", PROMISES, []),
        ReportAccepted(cycle="this", organisation="jingui", version=1),
    )
    santangjie.answer()
    return santangjie


@pytest.fixture
def tickets(promising: Any) -> dict[str | None, str]:
    """The tickets of the commitments, by number."""
    opened = [event for event in promising.history if isinstance(event, TicketOpened)]
    return {event.reference: event.ticket for event in opened}


def test_each_commitment_is_asked_for_once_though_it_has_a_ticket(promising: Any) -> None:
    promising.given(SubjectEnrolled(cycle="next", organisation="jingui"))
    assert lacking(promising, "jingui") == [
        ("reports.commitment_unaccounted", 1),
        ("reports.commitment_unaccounted", 2),
    ]


def test_account_of_a_ticket_is_one_of_its_commitment(
    promising: Any, tickets: dict[str, str]
) -> None:
    promising.given(SubjectEnrolled(cycle="next", organisation="jingui"))
    accounts = [told("ticket", tickets["1"]), told("commitment", "2")]
    assert lacking(promising, "jingui", *accounts) == []


def test_commitment_whose_ticket_was_closed_is_still_told_of(
    promising: Any, tickets: dict[str, str]
) -> None:
    mend(promising, tickets["1"], "village:jingui")
    promising.given(SubjectEnrolled(cycle="next", organisation="jingui"))
    found = lacking(promising, "jingui", told("ticket", tickets["2"]))
    assert found == [("reports.commitment_unaccounted", 1)]


def test_where_only_tickets_are_asked_for_the_open_ones_are(
    promising: Any, tickets: dict[str, str]
) -> None:
    promising.amend("reports.accounts", commitments=False)
    mend(promising, tickets["1"], "village:jingui")
    promising.given(SubjectEnrolled(cycle="next", organisation="jingui"))
    assert lacking(promising, "jingui") == [("reports.ticket_unaccounted", tickets["2"])]


def test_two_outcomes_of_one_promise_are_refused(
    promising: Any, tickets: dict[str, str], report: Callable[..., Any]
) -> None:
    promising.given(SubjectEnrolled(cycle="next", organisation="jingui"))
    accounts = [told("ticket", tickets["1"], "not_done"), told("commitment", "1", "done")]
    ask = report("jingui", range(1, 7), cycle="next", accounts=accounts)
    codes = {reason.refusal.code for reason in promising.reasons(ask, "village:jingui")}
    assert "reports.accounted_twice" in codes


def merged(town: Any, since: date) -> Any:
    """金桂村 goes on in 石桥村."""
    town.do(
        ReorganiseUnits(
            change=Reorganisation.MERGER,
            organisations=["jingui", "shiqiao"],
            successors=["shiqiao"],
            tickets="shiqiao",
            quota="shiqiao",
            since=since,
            document="示例政发〔2015〕8号",
        )
    )
    town.answer()
    return town


def test_successor_tells_of_what_it_took_over_before_its_next_cycle(
    promising: Any, tickets: dict[str, str]
) -> None:
    merged(promising, date(2015, 11, 2))
    promising.given(SubjectEnrolled(cycle="next", organisation="shiqiao"))
    assert lacking(promising, "shiqiao") == [
        ("reports.ticket_unaccounted", tickets["1"]),
        ("reports.ticket_unaccounted", tickets["2"]),
    ]


def test_successor_tells_of_what_it_took_over_in_the_middle_of_a_cycle(
    promising: Any, tickets: dict[str, str]
) -> None:
    promising.given(SubjectEnrolled(cycle="next", organisation="shiqiao"))
    merged(promising, date(2015, 11, 2))
    found = lacking(promising, "shiqiao", told("ticket", tickets["2"]))
    assert found == [("reports.ticket_unaccounted", tickets["1"])]
    assert lacking(promising, "shiqiao", *(told("ticket", t) for t in tickets.values())) == []


def test_unit_that_handed_its_tickets_over_is_not_asked_for_them(
    promising: Any, tickets: dict[str, str]
) -> None:
    promising.amend("reports.accounts", commitments=False)
    promising.given(SubjectEnrolled(cycle="next", organisation="jingui"))
    assert len(lacking(promising, "jingui")) == 2
    merged(promising, date(2015, 11, 2))
    # It left the list with its place; were it on it again, nothing of this would be asked.
    promising.given(SubjectEnrolled(cycle="next", organisation="jingui"))
    assert lacking(promising, "jingui") == []
