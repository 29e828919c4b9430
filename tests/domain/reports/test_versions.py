"""Every version of a report is kept and shown with what changed and what became of it."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.reports.commands import AcceptReport, ReturnReport, WithdrawReport
from taizhang.domain.reports.contents import Change
from taizhang.domain.reports.differences import differences
from taizhang.domain.reports.events import Section
from taizhang.domain.reports.versions import ReportEdition

UNIT = "jingui"
ACTOR = "village:jingui"

sections = st.lists(
    st.builds(
        Section,
        head=st.integers(1, 3),
        kind=st.sampled_from(["achievement", "other"]),
        text=st.text("甲乙 ", min_size=1, max_size=3),
    ),
    max_size=6,
)


def changed(before: Sequence[Section], after: Sequence[Section]) -> list[Change]:
    return differences(before, after, "without_whitespace")


def section(head: int, text: str) -> Section:
    return Section(head=head, kind="other", text=text)


def test_what_was_added_removed_and_rewritten_is_told_with_its_length() -> None:
    before = [section(1, "同"), section(2, "旧 文"), section(3, "去")]
    after = [section(1, "同"), section(2, "新的文"), section(4, "加")]
    assert changed(before, after) == [
        Change(head=2, kind="other", how="rewritten", before=2, after=3),
        Change(head=3, kind="other", how="removed", before=1, after=0),
        Change(head=4, kind="other", how="added", before=0, after=1),
    ]


@given(sections)
def test_nothing_changed_between_a_report_and_itself(same: list[Section]) -> None:
    assert changed(same, same) == []


@given(sections, sections)
def test_lengths_of_the_changes_add_up(before: list[Section], after: list[Section]) -> None:
    grown = sum(each.after - each.before for each in changed(before, after))
    texts = ["".join(each.text.replace(" ", "") for each in of) for of in (before, after)]
    assert grown == len(texts[1]) - len(texts[0])


@given(sections, sections)
def test_the_way_back_is_the_same_turned_round(before: list[Section], after: list[Section]) -> None:
    forth, back = changed(before, after), changed(after, before)
    assert [(c.head, c.kind, c.before, c.after) for c in forth] == [
        (c.head, c.kind, c.after, c.before) for c in back
    ]


def test_first_version_changes_nothing(villages: Any, report: Callable[..., Any]) -> None:
    assert villages.do(report(UNIT), ACTOR)[0].changes == []


@pytest.mark.rule("S0-06")
def test_all_versions_stay_with_their_states_and_reasons(
    villages: Any, report: Callable[..., Any]
) -> None:
    villages.do(report(UNIT, [1]), ACTOR)
    villages.do(WithdrawReport(cycle="c", organisation=UNIT, reason="漏项"), ACTOR)
    villages.do(report(UNIT, [1, 2]), ACTOR)
    villages.do(ReturnReport(cycle="c", organisation=UNIT, reason="还缺四项"), "secretary")
    villages.do(report(UNIT, range(1, 7)), ACTOR)
    villages.do(AcceptReport(cycle="c", organisation=UNIT), "secretary")
    rows = villages.folded(ReportEdition)
    shown = [rows["c", UNIT, version] for version in (1, 2, 3)]
    assert [(row.state, row.reason) for row in shown] == [
        ("withdrawn", "漏项"),
        ("returned", "还缺四项"),
        ("accepted", None),
    ]
    assert [[each.head for each in row.changes] for row in shown] == [[], [2], [3, 4, 5, 6]]
    assert [len(row.sections) for row in shown] == [1, 2, 6]
    assert {row.settled_on for row in shown} == {villages.today}
