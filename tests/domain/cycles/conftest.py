"""Towns with a cycle, and what happens to their units and people meanwhile."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from taizhang.domain.cycles.opening import OpenCycle
from taizhang.domain.cycles.subject_rows import CycleSubject
from taizhang.domain.grades.confirmation_events import GradesConfirmed
from taizhang.domain.organisations.reorganising import Reorganisation, ReorganiseUnits


def reorganisation(change: str, before: list[str], after: list[str], **named: Any) -> Any:
    """A merger, split or dissolution since 1 December 2015; `quota` names who takes the place."""
    heir = named.pop("quota", after[0] if after else None)
    return ReorganiseUnits(
        change=Reorganisation(change),
        organisations=before,
        successors=after,
        tickets=after[0] if after else named.pop("tickets"),
        quota=heir,
        since=named.pop("since", date(2015, 12, 1)),
        document="县民政局批复",
    )


@pytest.fixture
def reorganise() -> Callable[..., Any]:
    return reorganisation


@pytest.fixture
def town(santangjie: Any) -> Any:
    """三堂街镇 with the cycle of 2015 opened for all its eight villages."""
    santangjie.do(OpenCycle(cycle="c", year=2015, title="2015年度述职评议考核"))
    santangjie.answer()
    return santangjie


@pytest.fixture
def confirmed() -> Callable[..., GradesConfirmed]:
    """Makes a confirmation of a list."""

    def made(of: Any = "units", **held: int) -> GradesConfirmed:
        return GradesConfirmed(cycle="c", meeting="k", held=held or {"好": 8}, of=of)

    return made


@pytest.fixture
def listed() -> Callable[..., set[str]]:
    """The units on the list of the cycle, as the rows have it."""

    def on_the_list(town: Any, cycle: str = "c") -> set[str]:
        rows = town.folded(CycleSubject).values()
        return {row.subject for row in rows if row.cycle == cycle and row.state == "enrolled"}

    return on_the_list
