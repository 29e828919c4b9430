"""A standing rule that 三堂街镇's notice asks for."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.institutions.enacting import EnactInstitution

WANTED = "村(社区)支部书记基层党建工作述职评议考核制度"


@pytest.fixture
def enact() -> EnactInstitution:
    return EnactInstitution(
        institution="r-1",
        name="述职评议考核办法（试行）",
        number="三党发〔2016〕1号",
        body="镇党委",
        effective_from=date(2016, 1, 1),
        text="第一条 每年第四季度开展一次述职评议考核。",
        answers=WANTED,
        experience="先听取意见再写报告，逐一点评。",
        cycles=["c"],
    )


@pytest.fixture
def town(santangjie: Any) -> Any:
    """三堂街镇, which has held a cycle."""
    return santangjie.assessing("jingui")
