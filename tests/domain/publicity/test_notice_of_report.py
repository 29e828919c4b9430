"""After the meeting the report is on notice within a certain scope, for a period (S1-13)."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.publicity.ending import EndPublicity, WithdrawPublicity
from taizhang.domain.publicity.events import PublicityEnded, PublicityWithdrawn
from taizhang.domain.publicity.rows import Publication

CLAUSE = "述职评议会后,述职报告在一定范围内公示,接受党员群众监督"
END = EndPublicity(publication="n-1")


@pytest.mark.rule("S1-13")
def test_period_is_reckoned_in_working_days_by_a_named_calendar(branches: Any, notice: Any) -> None:
    [started] = branches.do(notice)
    assert branches.today == date(2022, 12, 1)
    assert started.until == date(2022, 12, 8)  # Friday, then Monday to Thursday
    assert started.calendar.startswith("chinesecalendar ")


@pytest.mark.rule("S1-13")
@pytest.mark.parametrize(
    ("changes", "until"),
    [
        ({"unit": "days"}, date(2022, 12, 6)),
        ({"unit": "days", "counts_start": True}, date(2022, 12, 5)),
        ({"unit": "days", "days": 3, "moves_on": True}, date(2022, 12, 5)),
        ({"days": 7}, date(2022, 12, 12)),
    ],
    ids=["calendar days", "with the first day", "to the next working day", "longer"],
)
def test_how_it_is_reckoned_is_the_tenants_choice(
    branches: Any, notice: Any, rearranged: Any, changes: dict[str, Any], until: date
) -> None:
    assert rearranged(branches, **changes).do(notice)[0].until == until


@pytest.mark.rule("S1-13")
def test_report_is_on_notice_only_after_its_meeting(
    university: Any, notice: Any, accepted: Any, heard: Any, over: Any
) -> None:
    university.assessing("jiaogong-1").meeting().given(*accepted("jiaogong-1"))
    university.given(heard("jiaogong-1"), replace(over, meeting="another"))
    reason = university.refusal(notice)
    assert (reason.refusal.code, reason.refusal.rule) == ("publicity.before_the_meeting", "S1-13")
    assert reason.values == {"name": "教工第一党支部", "act": "公示"}
    assert reason.clause == CLAUSE
    assert university.given(over).do(notice)


def test_meeting_matters_only_where_the_document_says_so(
    university: Any, notice: Any, accepted: Any, rearranged: Any
) -> None:
    university.assessing("jiaogong-1").given(*accepted("jiaogong-1"))
    assert rearranged(university, after_meeting=False).do(notice)


@pytest.mark.rule("S1-13")
def test_only_the_accepted_version_is_on_notice(branches: Any, notice: Any, submitted: Any) -> None:
    branches.given(submitted("jiaogong-1", 2, "草稿"))
    assert branches.code_of(notice) == "publicity.report_not_accepted"


def test_branch_puts_nothing_on_notice(branches: Any, notice: Any) -> None:
    branches.grant("branch", "unit_secretary", unit="jiaogong-1")
    assert branches.code_of(notice, "branch") == "publicity.not_by_a_unit"


@pytest.mark.rule("S1-13")
def test_clock_ends_it_when_the_last_day_is_over(noticed: Any) -> None:
    noticed.answer()
    assert not [e for e in noticed.begin(date(2022, 12, 8)) if isinstance(e, PublicityEnded)]
    ended = [e for e in noticed.begin(date(2022, 12, 9)) if isinstance(e, PublicityEnded)]
    assert ended == [
        PublicityEnded(publication="n-1", cycle="c", organisation="jiaogong-1", unanswered=0)
    ]
    assert noticed.folded(Publication)["n-1",].state == "ended"


@pytest.mark.rule("S1-13")
def test_nobody_ends_it_before(noticed: Any) -> None:
    reason = noticed.refusal(END)
    assert reason.refusal.code == "publicity.period_runs"
    assert reason.values == {"act": "公示", "until": "2022-12-08", "on": "2022-12-01"}
    assert reason.clause == "本单位的选择：文件未写公示多少天，演示选择 5 个工作日"


@pytest.mark.rule("S1-13")
def test_nobody_ends_it_on_its_last_day(noticed: Any) -> None:
    noticed.answer()
    noticed.begin(date(2022, 12, 8))
    assert noticed.code_of(END) == "publicity.period_runs"


def test_ending_what_is_over_changes_nothing(noticed: Any) -> None:
    noticed.answer()
    noticed.begin(date(2022, 12, 9))
    assert noticed.do(END) == []


def test_what_has_no_end_is_ended_by_hand(village: Any, disclosure: Any) -> None:
    village.do(disclosure)
    [ended] = village.do(EndPublicity(publication="d-1"))
    assert (ended.publication, ended.unanswered) == ("d-1", 0)


def test_nothing_ends_that_was_not_begun(branches: Any) -> None:
    assert branches.refusal(END).values == {"kind": "公开事项", "id": "n-1"}


@pytest.mark.rule("S1-13")
def test_it_is_withdrawn_with_its_reason(noticed: Any) -> None:
    assert noticed.do(WithdrawPublicity(publication="n-1", reason="张贴有误")) == [
        PublicityWithdrawn(
            publication="n-1", cycle="c", organisation="jiaogong-1", reason="张贴有误"
        )
    ]
    row = noticed.folded(Publication)["n-1",]
    assert (row.state, row.reason) == ("withdrawn", "张贴有误")


def test_what_was_withdrawn_is_withdrawn_once_and_not_ended_by_the_clock(noticed: Any) -> None:
    noticed.answer()
    noticed.do(WithdrawPublicity(publication="n-1", reason="张贴有误"))
    again = WithdrawPublicity(publication="n-1", reason="再次")
    assert noticed.refusal(again).values["state"] == "已撤回"
    assert not [e for e in noticed.begin(date(2022, 12, 9)) if isinstance(e, PublicityEnded)]


def test_year_whose_rest_days_are_not_known_is_told(branches: Any, notice: Any, over: Any) -> None:
    reason = branches.begin(date(2031, 3, 3)) and branches.refusal(notice)
    assert reason.refusal.code == "publicity.calendar_unknown"
    assert reason.values["year"] == 2031
    assert reason.clause.startswith("本单位的选择：文件未写公示多少天，演示选择按工作日")
