"""May this unit be named advanced on this day? The answer has its cause."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from taizhang.domain.organisations.people_events import PersonRegistered
from taizhang.domain.sanctions.cause import Cause
from taizhang.domain.sanctions.eligibility import Eligibility, eligible
from taizhang.domain.sanctions.ending import LiftSanction
from taizhang_graphql.schema import schema_text

HONOUR = "年度评先评优"
UNIT = "organisation:jingui", HONOUR


@pytest.mark.rule("S2-31", "S3-36")
def test_sanctioned_unit_is_not_eligible_and_the_row_says_why(imposed: Any) -> None:
    row = imposed.folded(Eligibility)[UNIT]
    assert not row.eligible
    assert row.because == [
        "取消年度评先评优资格（镇党委 三党发〔2015〕9号，2016-01-01 至 2016-12-31）"
    ]


@pytest.mark.rule("S2-31", "S3-36")
@pytest.mark.parametrize(
    ("on", "may"),
    [
        (date(2015, 12, 31), True),
        (date(2016, 1, 1), False),
        (date(2016, 12, 31), False),
        (date(2017, 1, 1), True),
    ],
)
def test_answer_for_a_day_has_its_cause(imposed: Any, on: date, may: bool) -> None:
    answer = eligible(imposed.folded(Eligibility)[UNIT].causes, on)
    assert answer.eligible == may
    assert [cause.sanction for cause in answer.causes] == ([] if may else ["s"])


def test_only_what_is_named_is_barred(imposed: Any) -> None:
    assert list(imposed.folded(Eligibility)) == [UNIT]


def test_after_it_expired_nothing_is_in_the_way(imposed: Any) -> None:
    imposed.begin(date(2017, 1, 1))
    row = imposed.folded(Eligibility)[UNIT]
    assert (row.eligible, row.because, row.causes) == (True, [], [])


def test_lifted_it_is_not_in_the_way_any_more(imposed: Any) -> None:
    imposed.begin(date(2016, 5, 2))
    lift = LiftSanction(
        sanction="s", reason="已整改", body="镇党委", number="1号", decided_on=date(2016, 5, 1)
    )
    imposed.do(lift)
    assert imposed.folded(Eligibility)[UNIT].eligible


def test_another_cause_still_stands_when_one_has_ended(
    imposed: Any, decision: Any, proposal: Any
) -> None:
    imposed.do(replace(proposal, sanction="s2"))
    imposed.do(replace(decision, sanction="s2", until=date(2018, 1, 1)))
    imposed.answer()
    imposed.begin(date(2017, 1, 1))
    row = imposed.folded(Eligibility)[UNIT]
    assert (row.eligible, [cause.sanction for cause in row.causes]) == (False, ["s2"])


@pytest.mark.rule("S3-38")
def test_person_is_asked_about_like_a_unit(proposed: Any, decision: Any, proposal: Any) -> None:
    proposed.given(PersonRegistered(person="p-9", name="示例甲"))
    proposed.do(replace(proposal, sanction="p", target="person", bars=["提拔", "评优"]))
    proposed.do(replace(decision, sanction="p", person="p-9"))
    rows = proposed.folded(Eligibility)
    assert set(rows) == {("person:p-9", "提拔"), ("person:p-9", "评优")}


days = st.dates(date(2015, 1, 1), date(2020, 1, 1))
causes = st.builds(
    lambda since, length: Cause(
        sanction="s",
        measure="措施",
        body="镇党委",
        number="1号",
        since=since,
        until=None if length is None else since + timedelta(days=length),
    ),
    days,
    st.none() | st.integers(0, 400),
)


@given(st.lists(causes), days)
def test_eligible_is_who_has_no_cause_on_the_day(held: list[Cause], on: date) -> None:
    answer = eligible(held, on)
    assert answer.eligible == (not answer.causes)
    assert all(cause.since <= on <= (cause.until or date.max) for cause in answer.causes)
    left = [cause for cause in held if cause not in answer.causes]
    assert all(on < cause.since or on > (cause.until or date.max) for cause in left)


def test_question_is_asked_by_subject_and_honour_over_graphql(schemes: Any) -> None:
    text = schema_text(schemes.rows)
    asked = text[text.index("  eligibility(") :]
    arguments = asked[: asked.index("): Eligibility")]
    assert "subject: String!" in arguments
    assert "honour: String!" in arguments
