"""Wherever a problem is named, it has a way into the ledger, and the ledger says where."""

from datetime import date
from typing import Any, get_args

import pytest

from taizhang.domain.tickets.events import Source
from taizhang.domain.tickets.opening import OpenTicket
from taizhang.domain.tickets.rows import Ticket

NAMED = {
    "commitment": "1",
    "ballot": "box-2015",
    "comment": "meeting-2015",
    "inspection": "visit-7",
    "decision": "三党发〔2015〕9号",
    "grade": "c2015",
}


@pytest.mark.rule("S0-17")
@pytest.mark.parametrize("source", NAMED)
def test_problem_from_each_source_is_entered_with_its_reference(
    santangjie: Any, source: Any
) -> None:
    santangjie.do(
        OpenTicket(
            ticket="t1",
            organisation="jingui",
            source=source,
            problem="活动场所陈旧",
            due_on=date(2016, 3, 1),
            reference=NAMED[source],
        )
    )
    row = santangjie.folded(Ticket)["t1",]
    assert (row.source, row.reference) == (source, NAMED[source])


def test_no_source_is_left_out() -> None:
    assert set(get_args(get_args(Source)[0])) == set(NAMED)
