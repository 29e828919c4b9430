"""A unit that is gone leaves its open problems to whoever was named, with the trail."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.organisations.changing import RenameOrganisation
from taizhang.domain.organisations.reorganising import Reorganisation, ReorganiseUnits
from taizhang.domain.tickets.accountability import ConcludeAccountability, StartAccountability
from taizhang.domain.tickets.carried import UnitTickets
from taizhang.domain.tickets.case_rows import AccountabilityCase
from taizhang.domain.tickets.closing import CloseTicket
from taizhang.domain.tickets.consolidating import ConsolidateTickets
from taizhang.domain.tickets.delisting import PassDelistingStep
from taizhang.domain.tickets.events import TicketClosed, TicketOpened
from taizhang.domain.tickets.opening import OpenTicket
from taizhang.domain.tickets.progress import ReportProgress
from taizhang.domain.tickets.reopening import ReopenTicket
from taizhang.domain.tickets.rows import Ticket
from taizhang.domain.tickets.taking_over import TakeOverTickets
from taizhang.domain.tickets.transfer_events import Handover, TicketTransferred
from taizhang.domain.tickets.verifying import VerifyTicket
from taizhang.events.tags import tags_of

Reorganise = Callable[..., Any]

SINCE = date(2015, 11, 2)
DOCUMENT = "示例政发〔2015〕8号"
HANDED = TicketTransferred(
    ticket="t",
    organisation="shiqiao",
    previous="jingui",
    problem="活动场所陈旧",
    responsible="village:shiqiao",
    into=None,
    since=SINCE,
    document=DOCUMENT,
)
DONE = ReportProgress(ticket="t", text="已修缮", evidence="照片", finished=True)
OPENING = OpenTicket(
    ticket="t2",
    organisation="jingui",
    source="inspection",
    problem="台账缺页",
    due_on=date(2016, 3, 1),
)


def transferred(town: Any) -> list[Any]:
    return [event for event in town.history if isinstance(event, TicketTransferred)]


def test_open_ticket_goes_to_the_successor_that_was_named(
    assigned: Any, reorganise: Reorganise
) -> None:
    reorganise(assigned, "jingui", "shiqiao")
    assert transferred(assigned) == [HANDED]
    assert {"ticket:t", "organisation:jingui", "organisation:shiqiao"} == set(tags_of(HANDED))


def test_row_shows_who_answers_and_the_trail(assigned: Any, reorganise: Reorganise) -> None:
    reorganise(assigned, "jingui", "shiqiao")
    row = assigned.folded(Ticket)["t",]
    assert (row.organisation, row.responsible) == ("shiqiao", "village:shiqiao")
    assert row.trail == [Handover(previous="jingui", since=SINCE, document=DOCUMENT)]


def test_ticket_is_in_the_list_of_one_unit_only(assigned: Any, reorganise: Reorganise) -> None:
    reorganise(assigned, "jingui", "shiqiao")
    lists = assigned.folded(UnitTickets)
    assert (lists["jingui",].open, lists["shiqiao",].open) == ([], ["t"])


def test_the_new_unit_answers_and_the_old_one_does_not(
    assigned: Any, reorganise: Reorganise
) -> None:
    reorganise(assigned, "jingui", "shiqiao")
    assert assigned.code_of(DONE, "village:jingui") == "commands.not_your_unit"
    [reported] = assigned.do(DONE, "village:shiqiao")
    assert reported.organisation == "shiqiao"


@pytest.mark.rule("S3-24")
def test_neither_unit_verifies_the_mending(mended: Any, reorganise: Reorganise) -> None:
    reorganise(mended, "jingui", "shiqiao")
    for actor in ("village:jingui", "village:shiqiao"):
        mended.grant(actor, "supervisor")
        reason = mended.refusal(VerifyTicket(ticket="t", finding="核实"), actor)
        assert reason.refusal.code == "tickets.verifier_mended_it"


def test_successor_with_no_account_is_named_as_a_unit(
    assigned: Any, reorganise: Reorganise
) -> None:
    assigned.grant("village:second", "unit_secretary", unit="shiqiao")
    reorganise(assigned, "jingui", "shiqiao")
    assert assigned.folded(Ticket)["t",].responsible == "石桥村"


def test_closed_ticket_stays_where_it_was(closed: Any, reorganise: Reorganise) -> None:
    reorganise(closed, "jingui", "shiqiao")
    assert transferred(closed) == []


def test_ticket_that_comes_back_is_the_successors(closed: Any, reorganise: Reorganise) -> None:
    reorganise(closed, "jingui", "shiqiao")
    handed, reopened = closed.do(ReopenTicket(ticket="t", reason="又漏雨"))
    assert (handed, reopened.organisation) == (HANDED, "shiqiao")
    assert closed.folded(UnitTickets)["shiqiao",].open == ["t"]


def test_chain_of_a_year_ends_with_the_last_one(assigned: Any, reorganise: Reorganise) -> None:
    reorganise(assigned, "jingui", "shiqiao", date(2015, 5, 4))
    reorganise(assigned, "shiqiao", "liuxi", date(2015, 9, 1))
    row = assigned.folded(Ticket)["t",]
    assert row.organisation == "liuxi"
    assert [step.previous for step in row.trail] == ["jingui", "shiqiao"]


def test_policy_that_comes_late_hands_over_to_the_last_one_at_once(assigned: Any) -> None:
    assigned.answer()
    ask = ReorganiseUnits(
        change=Reorganisation.MERGER,
        organisations=["jingui", "shiqiao"],
        successors=["shiqiao"],
        tickets="shiqiao",
        quota="shiqiao",
        since=date(2015, 5, 4),
        document=DOCUMENT,
    )
    assigned.do(ask)
    heir = {"successors": ["liuxi"], "tickets": "liuxi", "quota": "liuxi"}
    assigned.do(replace(ask, organisations=["shiqiao", "liuxi"], since=SINCE, **heir))
    assigned.answer()
    assert [event.organisation for event in transferred(assigned)] == ["liuxi"]


def test_of_a_split_the_named_one_takes_over_even_from_a_unit_that_goes_on(assigned: Any) -> None:
    assigned.answer()
    assigned.do(
        ReorganiseUnits(
            change=Reorganisation.SPLIT,
            organisations=["jingui"],
            successors=["jingui", "hetang"],
            tickets="hetang",
            quota="jingui",
            since=SINCE,
            document=DOCUMENT,
        )
    )
    assigned.answer()
    assert assigned.folded(Ticket)["t",].organisation == "hetang"
    assert assigned.do(OPENING)[0].organisation == "jingui"


def test_dissolved_units_problems_go_to_the_named_one(assigned: Any) -> None:
    assigned.answer()
    assigned.do(
        ReorganiseUnits(
            change=Reorganisation.DISSOLUTION,
            organisations=["jingui"],
            tickets="liuxi",
            since=SINCE,
            document=DOCUMENT,
        )
    )
    assigned.answer()
    assert assigned.folded(Ticket)["t",].organisation == "liuxi"


def test_renaming_moves_nothing(assigned: Any) -> None:
    assigned.answer()
    assigned.do(RenameOrganisation(organisation="jingui", name="示例新村", since=SINCE))
    assigned.answer()
    assert transferred(assigned) == []


@pytest.mark.rule("S2-30", "S4-32")
def test_steps_that_were_passed_stay_passed(verified: Any, reorganise: Reorganise) -> None:
    chain = [{"name": "镇审核", "role": "clerk"}, {"name": "村确认", "role": "unit_secretary"}]
    verified.amend("tickets.delisting", steps=chain)
    verified.do(PassDelistingStep(ticket="t", step="镇审核", note="同意"))
    reorganise(verified, "jingui", "shiqiao")
    last = PassDelistingStep(ticket="t", step="村确认", note="同意")
    assert verified.code_of(last, "village:jingui") == "commands.not_your_unit"
    verified.do(last, "village:shiqiao")
    assert verified.do(CloseTicket(ticket="t")) == [
        TicketClosed(ticket="t", organisation="shiqiao")
    ]


def test_part_of_another_ticket_goes_along_and_is_closed_with_it(
    verified: Any, reorganise: Reorganise
) -> None:
    first = next(event for event in verified.history if isinstance(event, TicketOpened))
    verified.given(replace(first, ticket="u", organisation="liuxi"))
    verified.do(ConsolidateTickets(ticket="t", others=["u"], reason="同一问题"))
    reorganise(verified, "liuxi", "songling")
    assert [(event.ticket, event.into) for event in transferred(verified)] == [("u", "t")]
    closed = verified.do(CloseTicket(ticket="t"))
    assert {event.ticket: event.organisation for event in closed} == {
        "t": "jingui",
        "u": "songling",
    }
    assert verified.folded(UnitTickets)["songling",].open == []


def test_what_goes_on_in_another_goes_on_there_with_its_new_unit(
    assigned: Any, reorganise: Reorganise
) -> None:
    first = next(event for event in assigned.history if isinstance(event, TicketOpened))
    assigned.given(replace(first, ticket="u", organisation="liuxi"))
    reorganise(assigned, "liuxi", "songling")
    [merged] = assigned.do(ConsolidateTickets(ticket="t", others=["u"], reason="同一问题"))
    assert merged.organisation == "songling"


def test_problem_of_a_unit_that_is_gone_is_refused_with_the_successors_name(
    assigned: Any, reorganise: Reorganise
) -> None:
    reorganise(assigned, "jingui", "shiqiao")
    reason = assigned.refusal(OPENING)
    assert reason.refusal.code == "tickets.unit_gone"
    assert reason.values == {
        "unit": "jingui",
        "name": "金桂村",
        "successor": "shiqiao",
        "successor_name": "石桥村",
        "since": "2015-11-02",
    }


def test_what_a_policy_finds_of_a_unit_that_is_gone_is_handed_over_at_once(
    assigned: Any, reorganise: Reorganise
) -> None:
    reorganise(assigned, "jingui", "shiqiao")
    opened, handed = assigned.do(OPENING, "policy:tickets.rectify_poor_grades")
    assert (opened.organisation, handed.organisation) == ("jingui", "shiqiao")


@pytest.mark.rule("S0-20")
def test_open_case_goes_along_and_is_concluded_there(assigned: Any, reorganise: Reorganise) -> None:
    assigned.do(
        StartAccountability(
            ticket="t",
            case="k",
            document="三堂街镇村(社区)干部任职动态管理办法",
            text="第三条",
            facts="长期不整改",
        )
    )
    reorganise(assigned, "jingui", "shiqiao")
    row = assigned.folded(AccountabilityCase)["k",]
    assert (row.organisation, row.previous) == ("shiqiao", ["jingui"])
    [concluded] = assigned.do(ConcludeAccountability(case="k", outcome="诫勉谈话"))
    assert concluded.organisation == "shiqiao"


def test_nothing_is_handed_over_twice(assigned: Any, reorganise: Reorganise) -> None:
    reorganise(assigned, "jingui", "shiqiao")
    again = TakeOverTickets(
        organisation="jingui", successor="shiqiao", since=SINCE, document=DOCUMENT
    )
    assert assigned.do(again, "policy:x") == []


def test_ticket_that_is_opened_meanwhile_makes_a_conflict(
    assigned: Any, boundary: Any, selected: Any, reorganise: Reorganise
) -> None:
    ask = TakeOverTickets(
        organisation="jingui", successor="shiqiao", since=SINCE, document=DOCUMENT
    )
    [opened] = assigned.do(OPENING)
    assert selected(boundary(ask), opened)
    reorganise(assigned, "liuxi", "songling")
    [succeeded] = [e for e in assigned.history if e.event_name == "organisations.succeeded"]
    assert selected(boundary(OPENING), succeeded)


def test_people_take_nothing_over_by_hand(assigned: Any) -> None:
    ask = TakeOverTickets(
        organisation="jingui", successor="shiqiao", since=SINCE, document=DOCUMENT
    )
    assert assigned.code_of(ask) == "commands.forbidden"
