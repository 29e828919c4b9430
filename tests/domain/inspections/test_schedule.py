"""Only what may be known before is planned: an unannounced inspection leaves no trace till held."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.inspections.events import InspectionCalledOff, InspectionScheduled
from taizhang.domain.inspections.holding import HoldInspection
from taizhang.domain.inspections.rows import Inspection
from taizhang.domain.inspections.scheduling import CallOffInspection

CLAUSE = "学院党委将采取定期、不定期抽查或专项暗访督查等方式,跟踪督促整改落实"
OFF = CallOffInspection(inspection="i-1", reason="与考试周冲突")


@pytest.mark.rule("S1-18")
def test_regular_check_is_planned_for_a_day(branch: Any, planned: Any) -> None:
    assert branch.do(planned) == [
        InspectionScheduled(
            inspection="i-1",
            organisation="jiaogong-1",
            kind="定期抽查",
            planned_on=date(2022, 12, 23),
            scope="整改承诺落实情况",
        )
    ]
    row = branch.folded(Inspection)["i-1",]
    assert (row.state, row.planned_on, row.held_on) == ("scheduled", date(2022, 12, 23), None)


@pytest.mark.rule("S1-18")
@pytest.mark.parametrize("kind", ["不定期抽查", "专项暗访督查"])
def test_unannounced_inspection_is_never_planned(branch: Any, planned: Any, kind: str) -> None:
    reason = branch.refusal(replace(planned, kind=kind))
    assert (reason.refusal.code, reason.refusal.rule) == ("inspections.unannounced", "S1-18")
    assert reason.values == {"kind": kind}
    assert reason.clause == (
        "本单位的选择：文件未写哪种方式事先通知，演示选择定期抽查可以事先安排，其余不事先通知"
    )


@pytest.mark.rule("S1-18")
def test_kind_that_the_document_does_not_name_is_refused(branch: Any, planned: Any) -> None:
    reason = branch.refusal(replace(planned, kind="巡视"))
    assert reason.refusal.code == "inspections.unknown_kind"
    assert reason.values == {"kind": "巡视", "kinds": "定期抽查、不定期抽查、专项暗访督查"}
    assert reason.clause == CLAUSE


def test_plan_for_a_day_that_is_over_is_refused(branch: Any, planned: Any) -> None:
    reason = branch.refusal(replace(planned, planned_on=date(2022, 12, 19)))
    assert reason.refusal.code == "inspections.planned_in_the_past"
    assert reason.values == {"planned_on": "2022-12-19", "on": "2022-12-20"}
    assert branch.do(replace(planned, planned_on=date(2022, 12, 20)))


def test_unknown_unit_is_not_inspected(branch: Any, planned: Any) -> None:
    assert branch.refusal(replace(planned, organisation="x")).values["id"] == "x"


def test_plan_is_made_once(branch: Any, planned: Any) -> None:
    branch.do(planned)
    assert branch.code_of(planned) == "domain.taken"


def test_plan_is_called_off_with_the_reason(branch: Any, planned: Any) -> None:
    branch.do(planned)
    assert branch.do(OFF) == [
        InspectionCalledOff(inspection="i-1", organisation="jiaogong-1", reason="与考试周冲突")
    ]
    row = branch.folded(Inspection)["i-1",]
    assert (row.state, row.called_off_because) == ("called_off", "与考试周冲突")
    assert branch.refusal(OFF).values["state"] == "已取消"


def test_what_is_called_off_is_not_held(branch: Any, planned: Any) -> None:
    branch.do(planned)
    branch.do(OFF)
    held = HoldInspection(
        inspection="i-1",
        organisation="jiaogong-1",
        kind="定期抽查",
        scope="整改",
        inspectors=["督查一组"],
    )
    assert branch.refusal(held).values["state"] == "已取消"


def test_nothing_is_called_off_that_was_not_planned(branch: Any) -> None:
    assert branch.code_of(OFF) == "domain.unknown"


@pytest.mark.rule("S1-18")
def test_tenant_whose_document_says_nothing_plans_none(santangjie: Any, planned: Any) -> None:
    planned = replace(planned, organisation="jingui")
    assert santangjie.code_of(planned) == "rules.not_adopted"


def test_branch_plans_no_inspection(branch: Any, planned: Any) -> None:
    assert branch.code_of(planned, "branch:jiaogong-1") == "commands.forbidden"
