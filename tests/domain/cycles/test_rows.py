"""A cycle as it is shown."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.cycles.opening import OpenCycle
from taizhang.domain.cycles.rows import Cycle


@pytest.mark.rule("S0-01")
def test_cycle_shows_its_year_deadline_and_number_of_subjects(santangjie: Any) -> None:
    subjects = ["jingui", "shiqiao"]
    santangjie.do(OpenCycle(cycle="c2015", year=2015, title="2015年度", subjects=subjects))
    assert santangjie.folded(Cycle) == {
        ("c2015",): Cycle(
            cycle="c2015",
            year=2015,
            title="2015年度",
            deadline=date(2015, 12, 31),
            subjects=2,
            organiser="镇党委",
            level="镇",
        )
    }
