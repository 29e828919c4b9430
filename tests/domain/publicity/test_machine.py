"""Whatever is asked in whatever order, a notice goes its way, and the register shows it."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from taizhang.domain.publicity.answering import AnswerNoticeObjection
from taizhang.domain.publicity.ending import EndPublicity, WithdrawPublicity
from taizhang.domain.publicity.objecting import ObjectToNotice
from taizhang.domain.publicity.objection_rows import NoticeObjection
from taizhang.domain.publicity.rows import Publication
from taizhang.errors import Refused

OBJECTIONS = st.sampled_from(["o-1", "o-2"])
DAYS = 3


class Notices(RuleBasedStateMachine):
    """A plain model beside the town: the state, the day and who objects."""

    def __init__(self, town: Any, notice: Any) -> None:
        super().__init__()
        self.town = town
        self.notice = notice
        self.state = "none"
        self.day = 0
        self.received: dict[str, str] = {}

    def asks(self, command: Any, fine: bool) -> bool:
        try:
            self.town.do(command)
        except Refused:
            assert not fine
            return False
        assert fine
        return True

    @rule()
    def start(self) -> None:
        if self.asks(self.notice, self.state == "none"):
            self.state, self.day = "shown", 0
            self.town.answer()

    @rule(days=st.integers(1, 2))
    def pass_days(self, days: int) -> None:
        self.town.begin(self.town.today + timedelta(days=days))
        self.day += days
        if self.state == "shown" and self.day > DAYS:
            self.state = "ended"

    @rule(objection=OBJECTIONS)
    def object(self, objection: str) -> None:
        command = ObjectToNotice(publication="n-1", objection=objection, by="anonymous", text="?")
        in_time = self.state in ("shown", "ended") and self.day <= DAYS
        if self.asks(command, in_time and objection not in self.received):
            self.received[objection] = "received"

    @rule(objection=OBJECTIONS, upheld=st.booleans(), withdraw=st.booleans())
    def answer(self, objection: str, upheld: bool, withdraw: bool) -> None:
        command = AnswerNoticeObjection(
            publication="n-1",
            objection=objection,
            upheld=upheld,
            answer="已核实",
            consequence="更正" if upheld else None,
            withdraw=withdraw,
        )
        fine = self.received.get(objection) == "received" and (upheld or not withdraw)
        if self.asks(command, fine):
            self.received[objection] = "upheld" if upheld else "dismissed"
            self.state = "withdrawn" if withdraw else self.state

    @rule(sure=st.integers(0, 3))
    def withdraw(self, sure: int) -> None:
        if sure:  # seldom, or hardly any notice would come to its end
            return
        command = WithdrawPublicity(publication="n-1", reason="有误")
        if self.asks(command, self.state in ("shown", "ended")):
            self.state = "withdrawn"

    @rule()
    def end(self) -> None:
        self.asks(EndPublicity(publication="n-1"), self.state in ("ended", "withdrawn"))

    @invariant()
    def register_agrees_with_the_model(self) -> None:
        row = self.town.folded(Publication).get(("n-1",))
        assert (row.state if row else "none") == self.state
        shown = {key: each.state for (key,), each in self.town.folded(NoticeObjection).items()}
        assert shown == self.received
        if row:
            assert row.unanswered == list(self.received.values()).count("received")


@pytest.mark.hypothesis
def test_notices_go_their_way(branches: Any, notice: Any, rearranged: Any) -> None:
    town = rearranged(branches, days=DAYS, unit="days")

    class Here(Notices):
        def __init__(self) -> None:
            super().__init__(town.copy(), notice)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
