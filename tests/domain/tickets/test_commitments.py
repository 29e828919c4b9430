"""Each commitment of an accepted report becomes a ticket, once, when the tenant has chosen."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taizhang.domain.reports.contents import Commitment
from taizhang.domain.reports.events import ReportAccepted, ReportSubmitted
from taizhang.domain.results.events import ResultsConcluded
from taizhang.domain.tickets.commitments import OpenCommitments
from taizhang.domain.tickets.events import TicketAssigned, TicketOpened
from taizhang.domain.tickets.rows import Ticket
from taizhang.domain.tickets.transfer_events import TicketTransferred

pytestmark = pytest.mark.rule("S1-14")

PROMISES = [
    Commitment(number=1, text="建好活动室"),
    Commitment(number=2, text="补开党课", due_on=date(2016, 2, 1)),
]
AGAIN = OpenCommitments(cycle="c", organisation="jingui", occasion=9)


def promised(town: Any, unit: str, *commitments: Commitment, accepted: bool = True) -> Any:
    """A unit's report with these commitments was handed in (and accepted)."""
    submitted = ReportSubmitted(
        cycle="c",
        organisation=unit,
        version=1,
        sections=[],
        characters=0,
        achievement_characters=0,
        commitments=list(commitments),
    )
    passed = ReportAccepted(cycle="c", organisation=unit, version=1)
    return town.given(submitted, *([passed] if accepted else []))


def opened(events: list[Any]) -> list[TicketOpened]:
    return [event for event in events if isinstance(event, TicketOpened)]


def test_accepted_report_opens_a_ticket_for_each_commitment(santangjie: Any) -> None:
    promised(santangjie, "jingui", *PROMISES)
    position = len(santangjie.log)
    first, second = opened(santangjie.answer())
    assert first == TicketOpened(
        ticket=f"c-jingui-{position}-1",
        organisation="jingui",
        cycle="c",
        source="commitment",
        problem="建好活动室",
        due_on=santangjie.today + timedelta(days=180),
        clause="本单位的选择：文件未写述职人的整改承诺如何跟踪；演示选择述职报告审阅通过后即登记台账",
        reference="1",
    )
    assert (second.reference, second.problem) == ("2", "补开党课")


def test_day_that_the_commitment_names_is_the_deadline(santangjie: Any) -> None:
    promised(santangjie, "jingui", PROMISES[1])
    [ticket] = opened(santangjie.answer())
    assert ticket.due_on == date(2016, 2, 1)


def test_units_secretary_answers_and_the_tenants_supervisor_supervises(santangjie: Any) -> None:
    promised(santangjie, "jingui", PROMISES[0])
    assigned = [e for e in santangjie.answer() if isinstance(e, TicketAssigned)]
    assert [(e.responsible, e.supervisor, e.target) for e in assigned] == [
        ("village:jingui", "supervisor", "建好活动室")
    ]


@pytest.mark.rule("S4-31")
def test_nobody_supervises_his_own_commitment(santangjie: Any) -> None:
    santangjie.amend("tickets.commitments", supervisor="village:jingui")
    promised(santangjie, "jingui", PROMISES[0])
    [ticket] = opened(santangjie.answer())
    assert santangjie.folded(Ticket)[ticket.ticket,].state == "opened"


def test_each_commitment_has_its_ticket_once(santangjie: Any) -> None:
    promised(santangjie, "jingui", *PROMISES)
    santangjie.answer()
    assert santangjie.do(AGAIN, "policy:tickets.accepted_commitments") == []


def test_two_units_commitments_are_told_apart(santangjie: Any) -> None:
    for unit in ("jingui", "shiqiao"):
        promised(santangjie, unit, PROMISES[0])
    tickets = opened(santangjie.answer())
    assert [ticket.organisation for ticket in tickets] == ["jingui", "shiqiao"]
    assert len({ticket.ticket for ticket in tickets}) == 2


def test_report_that_was_not_accepted_opens_nothing(santangjie: Any) -> None:
    promised(santangjie, "jingui", *PROMISES, accepted=False)
    santangjie.given(ResultsConcluded(cycle="c"))
    assert opened(santangjie.answer()) == []


def test_where_the_tenant_has_chosen_the_conclusion_it_opens_all(university: Any) -> None:
    promised(university, "jiaogong-1", PROMISES[0])
    promised(university, "jiaogong-2", PROMISES[0])
    assert opened(university.answer()) == []
    university.given(ResultsConcluded(cycle="c"))
    tickets = opened(university.answer())
    assert [ticket.organisation for ticket in tickets] == ["jiaogong-1", "jiaogong-2"]
    assert len({ticket.ticket for ticket in tickets}) == 2


def test_report_that_is_accepted_after_the_conclusion_opens_its_own(university: Any) -> None:
    university.given(ResultsConcluded(cycle="c"))
    promised(university, "jiaogong-1", PROMISES[0])
    assert len(opened(university.answer())) == 1


def test_tenant_that_has_not_chosen_has_no_such_tickets(santangjie: Any) -> None:
    adopted = santangjie.authority.adoptions[-1].event
    tickets = {k: v for k, v in adopted.sections["tickets"].items() if k != "commitments"}
    sections = adopted.sections | {"tickets": tickets}
    santangjie.given(msgspec.structs.replace(adopted, sections=sections))
    promised(santangjie, "jingui", *PROMISES)
    assert opened(santangjie.answer()) == []


def test_commitment_of_a_unit_that_is_gone_is_the_successors(
    santangjie: Any, reorganise: Callable[..., Any]
) -> None:
    reorganise(santangjie, "jingui", "shiqiao")
    promised(santangjie, "jingui", PROMISES[0])
    [moved] = [e for e in santangjie.answer() if isinstance(e, TicketTransferred)]
    assert (moved.previous, moved.organisation) == ("jingui", "shiqiao")


def test_acceptance_meanwhile_makes_a_conflict(
    santangjie: Any, boundary: Any, selected: Any
) -> None:
    promised(santangjie, "jingui", PROMISES[0])
    assert selected(boundary(AGAIN), santangjie.history[-1])


def test_people_do_not_ask_for_it(santangjie: Any) -> None:
    assert santangjie.code_of(AGAIN) == "commands.forbidden"


ids = st.text(st.characters(categories=["Lo", "Ll", "Nd"]), min_size=1, max_size=64)


@given(ids, ids, st.integers(1, 2**63 - 1), st.integers(1, 9999))
@example("年" * 64, "村" * 64, 2**63 - 1, 9999)
def test_ticket_is_well_named_whatever_unit_and_cycle_are_called(
    cycle: str, unit: str, position: int, number: int
) -> None:
    from taizhang.domain.tickets.opening import OpenTicket

    ask = OpenCommitments(cycle=cycle, organisation=unit, occasion=position)
    ticket = ask.ticket_of(unit, number)
    told = {"ticket": ticket, "organisation": unit, "source": "commitment", "problem": "题"}
    assert msgspec.convert(told | {"due_on": "2016-01-01"}, OpenTicket).ticket == ticket
