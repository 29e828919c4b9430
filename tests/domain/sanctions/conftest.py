"""A sanction on a village of 三堂街镇, at each step of its way."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.sanctions.imposing import ImposeSanction
from taizhang.domain.sanctions.proposing import ProposeSanction

PROPOSAL = ProposeSanction(
    sanction="s",
    organisation="jingui",
    target="unit",
    measure="取消年度评先评优资格",
    ground="问题未按期整改",
    bars=["年度评先评优"],
    months=12,
)


@pytest.fixture
def proposal() -> ProposeSanction:
    return PROPOSAL


@pytest.fixture
def decision() -> ImposeSanction:
    """镇党委 decides, from 1 January 2016."""
    return ImposeSanction(
        sanction="s",
        body="镇党委",
        number="三党发〔2015〕9号",
        decided_on=date(2015, 11, 2),
        since=date(2016, 1, 1),
    )


@pytest.fixture
def proposed(santangjie: Any) -> Any:
    santangjie.begin(date(2015, 12, 20))
    santangjie.do(PROPOSAL)
    return santangjie


@pytest.fixture
def imposed(proposed: Any, decision: Any) -> Any:
    proposed.do(decision)
    proposed.answer()
    return proposed
