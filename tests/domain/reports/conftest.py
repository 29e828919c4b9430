"""Towns whose cycle is open, and reports to hand in."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from taizhang.domain.reports.commands import SubmitReport
from taizhang.domain.reports.events import Section


def report_of(
    unit: str, heads: Iterable[int] = (1,), *, achievement: str = "", other: str = "措施"
) -> SubmitReport:
    """A report that answers these heads; achievements are told under the first one."""
    told = [Section(head=1, kind="achievement", text=achievement)] if achievement else []
    rest = [Section(head=head, kind="measure", text=other) for head in heads]
    return SubmitReport(cycle="c", organisation=unit, sections=[*told, *rest])


@pytest.fixture
def report() -> Callable[..., SubmitReport]:
    return report_of


@pytest.fixture
def villages(santangjie: Any) -> Any:
    """三堂街镇 with two villages in its cycle; six content heads, no limit of length."""
    return santangjie.assessing("jingui", "shiqiao")


@pytest.fixture
def branches(university: Any) -> Any:
    """A department with a branch in its cycle; 3500 characters, a third for achievements."""
    return university.assessing("jiaogong-1")
