"""A report as it is shown."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.reports.commands import AcceptReport, ReturnReport
from taizhang.domain.reports.rows import Report

KEY = ("c", "jingui")


def test_submitted_report_shows_its_sections_and_length(
    villages: Any, report: Callable[..., Any]
) -> None:
    command = report("jingui", [1, 2], achievement="成绩")
    villages.do(command, "village:jingui")
    assert villages.folded(Report)[KEY] == Report(
        cycle="c",
        organisation="jingui",
        state="submitted",
        version=1,
        sections=command.sections,
        characters=6,
        achievement_characters=2,
    )


@pytest.mark.rule("S0-06")
def test_returned_report_shows_why(villages: Any, report: Callable[..., Any]) -> None:
    villages.do(report("jingui", [1, 2, 3, 4, 6]))
    command = ReturnReport(cycle="c", organisation="jingui", reason="缺第五项")
    villages.do(command, "secretary")
    row = villages.folded(Report)[KEY]
    assert (row.returned_because, row.missing_heads) == ("缺第五项", [5])


def test_next_version_shows_nothing_of_the_return(
    villages: Any, report: Callable[..., Any]
) -> None:
    villages.do(report("jingui"))
    villages.do(ReturnReport(cycle="c", organisation="jingui", reason="重写"), "secretary")
    villages.do(report("jingui", range(1, 7)), "village:jingui")
    row = villages.folded(Report)[KEY]
    assert (row.state, row.version, row.returned_because) == ("submitted", 2, None)
    villages.do(AcceptReport(cycle="c", organisation="jingui"), "secretary")
    assert villages.folded(Report)[KEY].state == "accepted"
