"""A rehearsal's clock moves on, never back, and nobody else's moves at all."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from taizhang.domain.setup.clock import MoveClock
from taizhang.domain.setup.events import ClockMoved, TenantOpened

TO = datetime.fromisoformat("2015-12-20T09:00:00+08:00")


def test_clock_moves_to_the_moment(santangjie: Any) -> None:
    assert santangjie.do(MoveClock(to=TO)) == [ClockMoved(to=TO)]
    assert santangjie.now == TO


def test_moment_survives_the_log(santangjie: Any) -> None:
    [moved] = santangjie.do(MoveClock(to=TO))
    assert santangjie.stored(moved).to == TO


@pytest.mark.parametrize("back", [timedelta(0), timedelta(microseconds=1), timedelta(days=400)])
def test_clock_neither_stops_nor_goes_back(santangjie: Any, back: timedelta) -> None:
    to = santangjie.now - back
    reason = santangjie.refusal(MoveClock(to=to))
    assert reason.refusal.code == "setup.clock_backwards"
    assert reason.values == {"now": santangjie.now.isoformat(), "to": to.isoformat()}


def test_real_tenant_has_no_clock_of_its_own(new_town: Callable[[], Any]) -> None:
    town = new_town().grant("clerk", "clerk")
    town.given(TenantOpened(name="某镇", rehearsal=False))
    reason = town.refusal(MoveClock(to=town.now + timedelta(days=1)))
    assert (reason.refusal.code, reason.refusal.status) == ("setup.not_a_rehearsal", 403)


def test_tenant_that_was_not_opened_has_no_clock(new_town: Callable[[], Any]) -> None:
    town = new_town().grant("clerk", "clerk")
    assert town.code_of(MoveClock(to=town.now + timedelta(days=1))) == "setup.not_a_rehearsal"


def test_village_moves_no_clock(santangjie: Any) -> None:
    assert santangjie.code_of(MoveClock(to=TO), "village:jingui") == "commands.forbidden"
