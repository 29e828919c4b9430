"""How the mending goes is circulated at the tenant's interval; the clock flags what is late."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.publicity.bulletin_events import (
    BulletinFallsDue,
    BulletinOverdue,
    BulletinSeriesBegun,
)
from taizhang.domain.publicity.bulletin_rows import BulletinSeries
from taizhang.domain.publicity.bulletins import IssueBulletin
from taizhang.domain.publicity.rows import Publication
from taizhang.domain.publicity.series import BeginBulletins, EndBulletins
from taizhang.domain.publicity.watching import WatchBulletins
from taizhang.domain.tickets.deadline_events import TicketExtended, TicketOverdue
from taizhang.domain.tickets.events import ProgressReported, TicketClosed, TicketOpened

BEGIN = BeginBulletins(series="s", title="整改情况通报", cycle="c")
ISSUE = IssueBulletin(series="s", publication="b-1", scope="各党支部", text="总体进展顺利。")
DUE = date(2023, 3, 1)


def opened(ticket: str) -> TicketOpened:
    return TicketOpened(
        ticket=ticket,
        organisation="jiaogong-1",
        cycle="c",
        source="comment",
        problem="组织生活不正常",
        due_on=date(2022, 12, 31),
        clause=None,
    )


def late(ticket: str) -> TicketOverdue:
    return TicketOverdue(ticket=ticket, organisation="jiaogong-1", due_on=date(2022, 12, 31))


def flagged(events: list[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, BulletinFallsDue | BulletinOverdue)]


@pytest.fixture
def begun(university: Any) -> Any:
    """A series since 1 December 2022: a bulletin each three months, with a week's reminder."""
    university.assessing("jiaogong-1").do(BEGIN)
    return university


@pytest.mark.rule("S1-17")
def test_first_bulletin_is_due_after_the_tenants_interval(university: Any) -> None:
    assert university.assessing("jiaogong-1").do(BEGIN) == [
        BulletinSeriesBegun(series="s", cycle="c", title="整改情况通报", due_on=DUE)
    ]


@pytest.mark.rule("S3-40")
def test_county_that_states_its_interval_has_one_each_month(source_town: Any) -> None:
    county = source_town("xinshao")
    [begun] = county.do(replace(BEGIN, cycle=None))
    month_later = date(county.today.year, county.today.month + 1, county.today.day)
    assert begun.due_on == month_later


def test_tenant_without_an_interval_has_no_bulletins(santangjie: Any) -> None:
    reason = santangjie.refusal(BEGIN)
    assert (reason.refusal.code, reason.refusal.rule) == ("publicity.no_bulletins", "S1-17")
    assert reason.clause is None


@pytest.mark.rule("S1-17")
def test_bulletin_tells_what_the_ledger_says(begun: Any) -> None:
    closed = TicketClosed(ticket="t2", organisation="jiaogong-1")
    begun.given(opened("t1"), opened("t2"), closed, opened("t3"), late("t3"), late("t2"))
    [issued] = begun.do(replace(ISSUE, tickets=["t1", "t2", "t3", "t1"]))
    assert issued.figures == {"已登记": 2, "已销号": 1}
    assert (issued.overdue, issued.tickets) == (1, ["t1", "t2", "t3"])
    assert issued.text == (
        "整改情况通报（第 1 期）\n总体进展顺利。\n问题台账：已登记 2 项、已销号 1 项"
    )


def test_what_was_extended_is_not_overdue(begun: Any) -> None:
    extended = TicketExtended(
        ticket="t1",
        organisation="jiaogong-1",
        due_on=date(2023, 1, 31),
        previous=date(2022, 12, 31),
        reason="停工",
    )
    begun.given(opened("t1"), late("t1"), extended)
    assert begun.do(replace(ISSUE, tickets=["t1"]))[0].overdue == 0


def test_what_is_reported_as_mended_waits_to_be_verified(begun: Any) -> None:
    done = ProgressReported(
        ticket="t1",
        organisation="jiaogong-1",
        reporter="branch",
        text="已整改",
        evidence="照片",
        finished=True,
    )
    begun.given(opened("t1"), done)
    assert begun.do(replace(ISSUE, tickets=["t1"]))[0].figures == {"待验收": 1}


def test_ticket_that_is_not_in_the_ledger_is_told(begun: Any) -> None:
    reason = begun.refusal(replace(ISSUE, tickets=["t9"]))
    assert reason.values == {"kind": "问题台账", "id": "t9"}


@pytest.mark.rule("S1-17")
def test_each_issue_is_numbered_and_moves_the_next_on(begun: Any) -> None:
    begun.begin(date(2023, 1, 10))
    begun.do(ISSUE)
    [second] = begun.do(replace(ISSUE, publication="b-2"))
    assert (second.number, second.due_on) == (2, date(2023, 4, 10))
    row = begun.folded(BulletinSeries)["s",]
    assert (row.issued, row.due_on, row.last_on) == (2, second.due_on, date(2023, 1, 10))


def test_bulletin_stands_in_the_register_with_its_text(begun: Any) -> None:
    begun.do(ISSUE)
    row = begun.folded(Publication)["b-1",]
    assert (row.act, row.scope, row.state) == ("bulletin", "各党支部", "issued")
    assert row.text == "整改情况通报（第 1 期）\n总体进展顺利。"


def test_scope_is_one_of_the_tenants(begun: Any) -> None:
    reason = begun.refusal(replace(ISSUE, scope="全校"))
    assert reason.values["allowed"] == "全系党员、各党支部"


def test_identifier_is_given_once(begun: Any) -> None:
    begun.do(ISSUE)
    assert begun.refusal(ISSUE).values == {"kind": "公开事项", "id": "b-1"}


@pytest.mark.rule("S1-17")
def test_clock_reminds_and_then_flags(begun: Any) -> None:
    begun.answer()
    assert flagged(begun.begin(date(2023, 2, 21))) == []
    assert flagged(begun.begin(date(2023, 2, 22))) == [BulletinFallsDue(series="s", due_on=DUE)]
    assert begun.folded(BulletinSeries)["s",].state == "due"
    assert flagged(begun.begin(DUE)) == []
    assert flagged(begun.begin(date(2023, 3, 2))) == [BulletinOverdue(series="s", due_on=DUE)]
    row = begun.folded(BulletinSeries)["s",]
    assert (row.state, row.times_late) == ("overdue", 1)


def test_days_on_which_nobody_worked_flag_it_once(begun: Any) -> None:
    begun.answer()
    assert flagged(begun.begin(date(2023, 6, 1))) == [BulletinOverdue(series="s", due_on=DUE)]
    assert begun.do(WatchBulletins(series="s"), "policy:x") == []


@pytest.mark.rule("S1-17")
def test_bulletin_in_time_is_not_flagged(begun: Any) -> None:
    begun.answer()
    begun.begin(date(2023, 2, 20))
    begun.do(ISSUE)
    begun.answer()
    assert flagged(begun.begin(date(2023, 3, 2))) == []
    assert flagged(begun.begin(date(2023, 5, 21))) == [
        BulletinOverdue(series="s", due_on=date(2023, 5, 20))
    ]


@pytest.mark.rule("S1-17")
def test_next_one_is_flagged_anew(begun: Any) -> None:
    begun.answer()
    begun.begin(date(2023, 3, 2))
    begun.do(ISSUE)
    begun.answer()
    assert flagged(begun.begin(date(2023, 6, 3))) == [
        BulletinOverdue(series="s", due_on=date(2023, 6, 2))
    ]
    assert begun.folded(BulletinSeries)["s",].times_late == 2


def test_it_is_not_late_on_its_last_day(begun: Any) -> None:
    begun.answer()
    begun.begin(date(2023, 2, 22))
    begun.begin(DUE)
    assert begun.do(WatchBulletins(series="s"), "policy:x") == []


def test_tenant_may_want_no_reminder(begun: Any) -> None:
    begun.amend("publicity.bulletins", remind=None)
    begun.answer()
    assert flagged(begun.begin(DUE)) == []
    assert len(flagged(begun.begin(date(2023, 3, 2)))) == 1


def test_nothing_is_late_once_the_series_has_ended(begun: Any) -> None:
    begun.answer()
    begun.do(EndBulletins(series="s", reason="全部销号"))
    assert flagged(begun.begin(date(2023, 3, 2))) == []
    assert begun.refusal(ISSUE).values["state"] == "已结束"
    assert begun.folded(BulletinSeries)["s",].state == "ended"


def test_series_is_begun_once(begun: Any) -> None:
    assert begun.refusal(BEGIN).values == {"kind": "定期通报", "id": "s"}


def test_nothing_is_issued_in_no_series(university: Any) -> None:
    assert university.refusal(ISSUE).values == {"kind": "定期通报", "id": "s"}


@pytest.mark.parametrize("command", [BEGIN, ISSUE])
def test_others_issue_nothing(begun: Any, command: Any) -> None:
    assert begun.code_of(command, "supervisor") == "commands.forbidden"
