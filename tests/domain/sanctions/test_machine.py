"""Whatever is asked on whatever day, a sanction goes one way, and bars only while it lasts."""

import contextlib
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from taizhang.domain.sanctions import events as e
from taizhang.domain.sanctions.dropping import DropSanction
from taizhang.domain.sanctions.eligibility import Eligibility, eligible
from taizhang.domain.sanctions.ending import ExpireSanction, LiftSanction
from taizhang.domain.sanctions.imposing import ImposeSanction
from taizhang.domain.sanctions.proposing import ProposeSanction
from taizhang.domain.sanctions.rows import Sanction
from taizhang.errors import Refused

HONOUR = "年度评先评优"
START = date(2015, 12, 20)
days = st.integers(-40, 40).map(lambda number: START + timedelta(days=number))
NEXT: dict[Any, set[str]] = {
    e.SanctionProposed: {"proposed"},
    e.SanctionImposed: {"imposed"},
    e.SanctionDropped: {"dropped"},
    e.SanctionExpired: {"expired"},
    e.SanctionLifted: {"lifted"},
}
BEFORE = {"proposed": "none", "imposed": "proposed", "dropped": "proposed"} | dict.fromkeys(
    ("expired", "lifted"), "imposed"
)


class Sanctions(RuleBasedStateMachine):
    """Random commands on random days about one sanction."""

    def __init__(self, town: Any) -> None:
        super().__init__()
        self.town = town
        self.town.begin(START)

    def ask(self, command: Any, actor: str = "clerk") -> None:
        with contextlib.suppress(Refused):
            self.town.do(command, actor)

    @rule(months=st.none() | st.integers(1, 3))
    def propose(self, months: int | None) -> None:
        self.ask(
            ProposeSanction(
                sanction="s",
                organisation="jingui",
                target="unit",
                measure="取消评优",
                ground="超期",
                bars=[HONOUR],
                months=months,
            )
        )

    @rule(since=days, until=st.none() | days, body=st.sampled_from(["镇党委", "村委会"]))
    def impose(self, since: date, until: date | None, body: str) -> None:
        decided: dict[str, Any] = {"number": "1号", "decided_on": START}
        self.ask(ImposeSanction(sanction="s", body=body, since=since, until=until, **decided))

    @rule()
    def drop(self) -> None:
        self.ask(DropSanction(sanction="s", reason="不采纳"))

    @rule()
    def lift(self) -> None:
        decided: dict[str, Any] = {"body": "镇党委", "number": "2号", "decided_on": START}
        self.ask(LiftSanction(sanction="s", reason="已整改", **decided))

    @rule()
    def expire(self) -> None:
        self.ask(ExpireSanction(sanction="s"), "policy:x")

    @rule(number=st.integers(1, 60))
    def days_pass(self, number: int) -> None:
        self.town.begin(self.town.today + timedelta(days=number))

    @rule()
    def policies_answer(self) -> None:
        self.town.answer()

    @invariant()
    def it_goes_one_way(self) -> None:
        state = "none"
        for event in self.town.history:
            for after in NEXT.get(type(event), ()):
                assert BEFORE[after] == state
                state = after
        assert self.town.standing(ExpireSanction(sanction="s")).state == state
        row = self.town.folded(Sanction).get(("s",))
        assert (row.state if row else "none") == state

    @invariant()
    def it_bars_only_while_it_lasts(self) -> None:
        imposed = [ev for ev in self.town.history if isinstance(ev, e.SanctionImposed)]
        row = self.town.folded(Eligibility).get(("organisation:jingui", HONOUR))
        state = self.town.standing(ExpireSanction(sanction="s")).state
        assert (row is not None) == bool(imposed)
        if row:
            assert row.eligible == (state != "imposed")
            on = self.town.today
            lasts = imposed[0].since <= on <= (imposed[0].until or date.max)
            assert eligible(row.causes, on).eligible == (state != "imposed" or not lasts)

    @invariant()
    def it_expires_after_its_last_day_only(self) -> None:
        for at, each in enumerate(self.town.log):
            if isinstance(each.event, e.SanctionExpired):
                before = [happened.event for happened in self.town.log[:at]]
                [imposed] = [ev for ev in before if isinstance(ev, e.SanctionImposed)]
                assert imposed.until is not None
                assert each.on > imposed.until


@pytest.mark.hypothesis
def test_sanctions_go_their_way(santangjie: Any) -> None:
    run_state_machine_as_test(
        lambda: Sanctions(santangjie.copy()),
        settings=settings(
            max_examples=30,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
