"""It ends by the clock after its last day, or before that by a decision with a reason."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.sanctions.ending import ExpireSanction, LiftSanction
from taizhang.domain.sanctions.events import SanctionExpired, SanctionLifted
from taizhang.domain.sanctions.rows import Sanction

LIFT = LiftSanction(
    sanction="s",
    reason="已整改到位",
    body="镇党委",
    number="三党发〔2016〕3号",
    decided_on=date(2016, 5, 1),
)
EXPIRED = SanctionExpired(
    sanction="s", organisation="jingui", unit="jingui", person=None, bars=["年度评先评优"]
)


def ended(events: list[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, SanctionExpired | SanctionLifted)]


@pytest.mark.rule("S3-36")
def test_it_lasts_through_its_last_day(imposed: Any) -> None:
    assert ended(imposed.begin(date(2016, 12, 31))) == []
    assert ended(imposed.begin(date(2017, 1, 1))) == [EXPIRED]
    assert imposed.folded(Sanction)["s",].state == "expired"


def test_it_expires_however_long_nobody_worked(imposed: Any) -> None:
    assert ended(imposed.begin(date(2019, 7, 1))) == [EXPIRED]


def test_it_expires_once(imposed: Any) -> None:
    imposed.begin(date(2017, 1, 1))
    assert imposed.do(ExpireSanction(sanction="s"), "policy:x") == []


def test_what_was_lifted_does_not_expire(imposed: Any) -> None:
    imposed.begin(date(2016, 5, 2))
    imposed.do(LIFT)
    assert ended(imposed.begin(date(2017, 1, 1))) == []


def test_what_has_no_end_does_not_expire(proposed: Any, decision: Any, proposal: Any) -> None:
    proposed.do(replace(proposal, sanction="s2", months=None))
    proposed.do(replace(decision, sanction="s2"))
    proposed.answer()
    assert ended(proposed.begin(date(2030, 1, 1))) == []


def test_it_is_lifted_with_reason_and_decision(imposed: Any) -> None:
    imposed.begin(date(2016, 5, 2))
    assert imposed.do(LIFT) == [
        SanctionLifted(
            sanction="s",
            organisation="jingui",
            unit="jingui",
            person=None,
            bars=["年度评先评优"],
            reason="已整改到位",
            body="镇党委",
            number="三党发〔2016〕3号",
            decided_on=date(2016, 5, 1),
        )
    ]
    row = imposed.folded(Sanction)["s",]
    assert (row.state, row.reason, row.ended_on) == ("lifted", "已整改到位", date(2016, 5, 1))


def test_another_body_lifts_nothing(imposed: Any) -> None:
    imposed.begin(date(2016, 5, 2))
    reason = imposed.refusal(replace(LIFT, body="村委会"))
    assert reason.refusal.code == "sanctions.not_competent"


def test_decision_to_come_lifts_nothing(imposed: Any) -> None:
    reason = imposed.refusal(LIFT)
    assert reason.refusal.code == "sanctions.decided_in_the_future"
    assert reason.values["decided_on"] == "2016-05-01"


def test_what_has_expired_is_not_lifted(imposed: Any) -> None:
    imposed.begin(date(2017, 1, 1))
    assert imposed.refusal(LIFT).values["state"] == "已期满"


def test_people_let_nothing_expire(imposed: Any) -> None:
    assert imposed.code_of(ExpireSanction(sanction="s")) == "commands.forbidden"


def test_asked_on_its_last_day_it_does_not_expire(imposed: Any) -> None:
    imposed.begin(date(2016, 12, 31))
    assert imposed.do(ExpireSanction(sanction="s"), "policy:x") == []
