"""A grade list may be on notice; its announcement, which `results` makes, is another act."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.grades.confirmation_events import GradeAssigned
from taizhang.domain.publicity.grades import PublishGrades
from taizhang.domain.publicity.rows import Publication
from taizhang.domain.results.events import AssessmentPublished

COMMAND = PublishGrades(
    publication="g-1", act="notice", cycle="c", scope="全系党员", title="2022年度考核等次"
)


def graded(subject: str, grade: str) -> GradeAssigned:
    return GradeAssigned(cycle="c", subject=subject, grade=grade, rationale="理由不公示")


@pytest.fixture
def listed(branches: Any, rearranged: Any) -> Any:
    """Grades may be on notice here as well; two were confirmed."""
    adopted = branches.authority.adoptions[-1].event
    [report] = adopted.sections["publicity"]["arrangements"]
    grades = report | {"matter": "grades", "after_meeting": False}
    rearranged(branches, grades)
    return branches.given(graded("jiaogong-2", "较好"), graded("jiaogong-1", "好"))


def test_list_is_shown_by_names_without_rationales(listed: Any) -> None:
    [started] = listed.do(COMMAND)
    assert started.text == "2022年度考核等次\n教工第一党支部：好\n教工第二党支部：较好"
    assert (started.matter, started.organisation, started.version) == ("grades", None, None)


def test_corrected_list_is_another_text(listed: Any) -> None:
    listed.do(COMMAND)
    listed.given(graded("jiaogong-1", "一般"))
    [started] = listed.do(replace(COMMAND, publication="g-2"))
    assert "教工第一党支部：一般" in started.text


def test_there_must_be_a_list(branches: Any, rearranged: Any) -> None:
    adopted = branches.authority.adoptions[-1].event
    [report] = adopted.sections["publicity"]["arrangements"]
    rearranged(branches, report | {"matter": "grades"})
    assert branches.refusal(COMMAND).values == {"cycle": "c"}


def test_list_of_units_names_no_people(listed: Any) -> None:
    [started] = listed.given(graded("person:p-1", "优秀")).do(COMMAND)
    assert "优秀" not in started.text


def test_names_of_people_are_not_put_into_public_text(listed: Any) -> None:
    reason = listed.given(graded("person:p-1", "优秀")).refusal(replace(COMMAND, of="persons"))
    assert (reason.refusal.code, reason.values) == ("publicity.people_listed", {"count": 1})


def test_grades_are_not_on_notice_where_only_reports_are(branches: Any) -> None:
    reason = branches.given(graded("jiaogong-1", "好")).refusal(COMMAND)
    assert reason.values == {"act": "公示", "matter": "考核等次名单"}


@pytest.mark.rule("S0-16")
def test_announcement_of_results_stands_in_the_register(santangjie: Any) -> None:
    scope, grades = "全镇党员和群众", {"jingui": "好"}
    santangjie.assessing("jingui").given(
        AssessmentPublished(cycle="c", scope=scope, grades=grades, objections_until=None)
    )
    row = santangjie.folded(Publication)["announcement:c:units",]
    assert (row.act, row.matter, row.scope, row.state) == (
        "announcement",
        "grades",
        scope,
        "issued",
    )
