"""A problem of 三堂街镇, at each step of its way."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from taizhang.domain.organisations.reorganising import Reorganisation, ReorganiseUnits
from taizhang.domain.tickets.assigning import AssignTicket
from taizhang.domain.tickets.closing import CloseTicket
from taizhang.domain.tickets.events import TicketOpened
from taizhang.domain.tickets.progress import ReportProgress
from taizhang.domain.tickets.verifying import VerifyTicket


@pytest.fixture
def opened(santangjie: Any) -> Any:
    """A problem that was entered. Beside the supervisor of the file there is another one."""
    santangjie.grant("inspector", "supervisor")
    return santangjie.given(
        TicketOpened(
            ticket="t",
            organisation="jingui",
            cycle=None,
            source="inspection",
            problem="活动场所陈旧",
            due_on=date(2016, 3, 1),
            clause=None,
        )
    )


@pytest.fixture
def assigned(opened: Any) -> Any:
    """The village answers for the mending, the supervisor supervises."""
    people = {"responsible": "village:jingui", "supervisor": "supervisor"}
    opened.do(AssignTicket(ticket="t", target="三月前修缮", **people))
    return opened


@pytest.fixture
def mended(assigned: Any) -> Any:
    """The village has reported that all is done."""
    report = ReportProgress(ticket="t", text="已修缮", evidence="照片三张", finished=True)
    assigned.do(report, "village:jingui")
    return assigned


@pytest.fixture
def verified(mended: Any) -> Any:
    mended.do(VerifyTicket(ticket="t", finding="现场核实"), "supervisor")
    return mended


@pytest.fixture
def closed(verified: Any) -> Any:
    verified.do(CloseTicket(ticket="t"), "supervisor")
    return verified


@pytest.fixture
def reorganise() -> Callable[..., Any]:
    """Makes one unit go on in another; the policies have answered."""

    def merge(town: Any, gone: str, heir: str, since: date = date(2015, 11, 2)) -> Any:
        ask = ReorganiseUnits(
            change=Reorganisation.MERGER,
            organisations=[gone, heir],
            successors=[heir],
            tickets=heir,
            quota=heir,
            since=since,
            document="示例政发〔2015〕8号",
        )
        town.answer()
        town.do(ask)
        town.answer()
        return town

    return merge
