"""A university's inspections: planned ones, and ones that nobody knew of before."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.inspections.holding import Finding, HoldInspection
from taizhang.domain.inspections.scheduling import ScheduleInspection

UNIT = "jiaogong-1"


@pytest.fixture
def planned() -> ScheduleInspection:
    """A regular check, three days on."""
    return ScheduleInspection(
        inspection="i-1",
        organisation=UNIT,
        kind="定期抽查",
        planned_on=date(2022, 12, 23),
        scope="整改承诺落实情况",
    )


@pytest.fixture
def covert() -> HoldInspection:
    """A covert one that found two things, one of them to be mended by a day."""
    return HoldInspection(
        inspection="i-2",
        organisation=UNIT,
        kind="专项暗访督查",
        scope="组织生活",
        inspectors=["督查一组"],
        findings=[
            Finding(
                finding="f-1",
                type="组织生活不规范",
                text="十一月没有召开支部党员大会",
                due_on=date(2022, 12, 31),
            ),
            Finding(finding="f-2", type="其他", text="活动室标牌破损"),
        ],
    )


@pytest.fixture
def branch(university: Any) -> Any:
    """The department on 20 December 2022."""
    university.begin(date(2022, 12, 20))
    return university
