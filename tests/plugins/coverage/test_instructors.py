"""Instructors are sent from county and township organs, and recalled."""

from datetime import date
from typing import Any

import pytest

from taizhang_plugins.coverage.instructing import RecallInstructor
from taizhang_plugins.coverage.instructor_events import InstructorSent
from taizhang_plugins.coverage.instructor_rows import Instructor
from taizhang_plugins.coverage.unit_rows import TwoNewUnit

CLAUSE = "从县乡党政机关选派229名党员干部担任党建工作指导员"
RECALL = RecallInstructor(instructor="zhidao-1", reason="工作调动")


@pytest.mark.rule("S3-20")
@pytest.mark.rule("S3-25")
def test_instructor_is_sent_to_enterprises_and_societies(listed: Any, send: Any) -> None:
    [sent] = listed.do(send("zhidao-1", "qiye-1", "xiehui"))
    assert sent == InstructorSent(
        instructor="zhidao-1",
        sender="xianzhi-1",
        organisations=["qiye-1", "xiehui"],
        since=listed.today,
        until=None,
        document="新组发〔2012〕2号（示例）",
    )
    assert listed.folded(TwoNewUnit)["xiehui",].instructor == "zhidao-1"
    row = listed.folded(Instructor)["zhidao-1",]
    assert (row.sender, row.since, row.until) == ("xianzhi-1", listed.today, None)


@pytest.mark.rule("S3-25")
def test_unit_that_is_no_county_or_township_organ_sends_nobody(listed: Any, send: Any) -> None:
    reason = listed.refusal(send(sender="qiye-2"))
    assert (reason.refusal.code, reason.values["what"]) == (
        "coverage.not_of_the_kind",
        "选派单位",
    )
    assert reason.clause == CLAUSE


@pytest.mark.rule("S3-20")
def test_person_serves_once_at_a_time(listed: Any, send: Any) -> None:
    listed.do(send(since=date(2012, 9, 1)))
    reason = listed.refusal(send("zhidao-1", "qiye-2"))
    assert (reason.refusal.code, reason.values["since"]) == (
        "coverage.already_serving",
        "2012-09-01",
    )
    assert reason.clause == CLAUSE


@pytest.mark.rule("S3-20")
def test_recalled_person_can_be_sent_again(listed: Any, send: Any) -> None:
    listed.do(send())
    listed.do(RECALL)
    row = listed.folded(Instructor)["zhidao-1",]
    assert (row.until, row.recalled_because) == (listed.today, "工作调动")
    assert listed.folded(TwoNewUnit)["qiye-1",].instructor is None
    assert listed.do(send("zhidao-1", "qiye-2"))


def test_work_that_ran_out_is_over(listed: Any, send: Any) -> None:
    listed.do(send(until=date(2012, 12, 31)))
    listed.begin(date(2013, 1, 1))
    assert listed.code_of(RECALL) == "coverage.not_serving"
    assert listed.do(send("zhidao-1", "qiye-2"))


def test_recall_leaves_another_instructor_of_the_unit(listed: Any, send: Any) -> None:
    listed.do(send())
    listed.do(send("zhidao-2"))
    listed.do(RECALL)
    assert listed.folded(TwoNewUnit)["qiye-1",].instructor == "zhidao-2"


@pytest.mark.rule("S3-20")
def test_one_instructs_as_many_as_the_tenant_allows(listed: Any, send: Any) -> None:
    listed.amend("coverage.instructors", units_max=1)
    reason = listed.refusal(send("zhidao-1", "qiye-1", "qiye-2"))
    assert (reason.refusal.code, reason.values["most"]) == ("coverage.too_many_for_one", 1)
    assert reason.clause == "本单位的选择：文件未写一名指导员联系几家，演示选择不设上限"


def test_every_unit_that_is_not_listed_is_named(county: Any, send: Any) -> None:
    reasons = county.reasons(send("zhidao-1", "qiye-1", "qiye-2"))
    assert [r.values["name"] for r in reasons] == ["示例厂1", "示例厂2"]


@pytest.mark.parametrize(
    ("others", "code"),
    [
        ({"instructor": "x"}, "domain.unknown"),
        ({"sender": "x"}, "domain.unknown"),
        ({"since": date(2012, 9, 13)}, "coverage.future"),
        ({"until": date(2012, 9, 11)}, "coverage.ends_before_it_begins"),
    ],
)
def test_what_cannot_be_is_refused(
    listed: Any, send: Any, others: dict[str, Any], code: str
) -> None:
    assert listed.code_of(send(**others)) == code


def test_name_is_nowhere_in_the_schemes_own_facts() -> None:
    assert "name" not in InstructorSent.__struct_fields__
