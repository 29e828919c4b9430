"""What is still to be made public is told, to whatever decision must not pass over it (S1-13)."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from taizhang.commands.command import Command
from taizhang.commands.context import Envelope
from taizhang.commands.slice import Selector
from taizhang.dispatch import decision
from taizhang.domain.cycles.events import SubjectEnrolled, SubjectWithdrawn
from taizhang.domain.names import CycleId
from taizhang.domain.naming import registered
from taizhang.domain.publicity.answering import AnswerNoticeObjection
from taizhang.domain.publicity.ending import WithdrawPublicity
from taizhang.domain.publicity.objecting import ObjectToNotice
from taizhang.domain.publicity.outstanding import WithPublicity, publicity_of
from taizhang.domain.publicity.reports import PublishReport

CLAUSE = "述职评议会后,述职报告在一定范围内公示,接受党员群众监督"
UNITS = ("jiaogong-1", "jiaogong-2")


class Look(Command):
    cycle: CycleId = "c"


class Looking(WithPublicity[Look]):
    """Decides nothing: only what it would be refused for is looked at."""

    def consistency_boundary(self) -> list[Selector]:
        return [*publicity_of(self.ask.cycle), *registered()]


def outstanding(town: Any) -> list[Any]:
    """Why the results of the cycle could not be concluded now."""
    slice_ = Looking(Look())
    envelope = Envelope(command_id=UUID(int=1), actor="clerk")
    slice_.context = decision.circumstances(envelope, town.authority, town.now, bytes(16))
    for _, event in town.selected(slice_):
        event.mutate(slice_)
    return list(slice_.unpublicised())


def codes(town: Any) -> list[str]:
    return [reason.refusal.code for reason in outstanding(town)]


def on_notice(town: Any, *units: str) -> Any:
    for number, unit in enumerate(units):
        town.do(
            PublishReport(
                publication=f"n-{number}",
                act="notice",
                cycle="c",
                scope="全系党员",
                organisation=unit,
            )
        )
    return town


@pytest.mark.rule("S1-13")
def test_reports_not_on_notice_are_told_by_name_with_the_clause(branches: Any) -> None:
    reason = outstanding(on_notice(branches, "jiaogong-2"))[0]
    assert (reason.refusal.code, reason.refusal.rule) == ("publicity.missing", "S1-13")
    assert (reason.values["count"], reason.values["names"]) == (1, "教工第一党支部")
    assert (reason.values["act"], reason.clause) == ("公示", CLAUSE)


@pytest.mark.rule("S1-13")
def test_period_must_be_over(branches: Any) -> None:
    on_notice(branches, *UNITS)
    assert codes(branches) == ["publicity.running"] * 2
    reason = outstanding(branches)[0]
    assert reason.values == {
        "name": "教工第一党支部述职报告",
        "act": "公示",
        "until": "2022-12-08",
        "on": "2022-12-01",
    }
    branches.begin(date(2022, 12, 9))
    assert codes(branches) == []


@pytest.mark.rule("S1-13")
def test_objection_must_be_answered(branches: Any) -> None:
    on_notice(branches, *UNITS)
    branches.do(ObjectToNotice(publication="n-0", objection="o-1", by="anonymous", text="不实"))
    branches.begin(date(2022, 12, 9))
    [reason] = outstanding(branches)
    assert reason.refusal.code == "publicity.objections_unanswered"
    assert reason.values == {"count": 1, "objections": "o-1"}
    branches.do(
        AnswerNoticeObjection(publication="n-0", objection="o-1", upheld=False, answer="已核实")
    )
    assert codes(branches) == []


@pytest.mark.rule("S1-13")
def test_what_was_withdrawn_does_not_count(branches: Any) -> None:
    on_notice(branches, *UNITS).do(WithdrawPublicity(publication="n-1", reason="有误"))
    branches.begin(date(2022, 12, 9))
    [reason] = outstanding(branches)
    assert reason.values["names"] == "教工第二党支部"


@pytest.mark.rule("S1-13")
def test_older_version_does_not_count(branches: Any, accepted: Any) -> None:
    on_notice(branches, *UNITS).given(*accepted("jiaogong-1", 2, "改写"))
    branches.begin(date(2022, 12, 9))
    [reason] = outstanding(branches)
    assert reason.values["names"] == "教工第一党支部"


def test_unit_that_did_not_debrief_has_nothing_to_show_after_the_meeting(
    branches: Any, accepted: Any
) -> None:
    late = SubjectEnrolled(cycle="c", organisation="yanjiusheng-1")
    on_notice(branches, *UNITS).given(late, *accepted("yanjiusheng-1"))
    branches.begin(date(2022, 12, 9))
    assert codes(branches) == []


def test_unit_that_is_assessed_no_more_has_nothing_to_show(branches: Any) -> None:
    withdrawn = SubjectWithdrawn(cycle="c", subject="jiaogong-2", reason="撤销", done=[])
    on_notice(branches, "jiaogong-1").given(withdrawn)
    branches.begin(date(2022, 12, 9))
    assert codes(branches) == []


@pytest.mark.rule("S0-14")
def test_disclosure_that_may_be_is_never_missing(branches: Any, rearranged: Any) -> None:
    assert codes(rearranged(branches, required=False)) == []


def test_list_of_grades_that_must_be_on_notice_is_missed(branches: Any, rearranged: Any) -> None:
    adopted = branches.authority.adoptions[-1].event
    [report] = adopted.sections["publicity"]["arrangements"]
    rearranged(branches, replace_matter(report), required=True)
    on_notice(branches, *UNITS)
    branches.begin(date(2022, 12, 9))
    assert codes(branches) == ["publicity.list_missing"]


def replace_matter(arrangement: dict[str, Any]) -> dict[str, Any]:
    return arrangement | {"matter": "grades"}


def test_tenant_without_the_section_has_nothing_outstanding(hunan: Any, accepted: Any) -> None:
    assert codes(hunan.assessing("qingshan").given(*accepted("qingshan"))) == []
