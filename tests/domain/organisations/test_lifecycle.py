"""Whatever is asked in whatever order, the register stays in order."""

from datetime import date
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from taizhang.domain.organisations.applying_roster import ApplyRoster
from taizhang.domain.organisations.posts import CountPerson, HandOver, LeavePost, TakePost
from taizhang.domain.organisations.reorganising import Reorganisation, ReorganiseUnits
from taizhang.domain.organisations.succession import Purpose, follower, successors
from taizhang.errors import Refused

units = st.sampled_from(["jingui", "shiqiao", "liuxi", "songling"])
people = st.sampled_from(["p-jingui", "p-shiqiao", "p-liuxi"])
posts = st.sampled_from(["村(社区)支部书记", "村主任"])
days = st.sampled_from([date(2015, month, 1) for month in range(1, 12)])
TODAY = date(2015, 12, 1)


def machine(town: Any) -> type[RuleBasedStateMachine]:
    """A machine that begins as this town."""

    class Register(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.town = town.copy()

        def ask(self, command: Any) -> None:
            """Refused or not: what counts is how the register stands afterwards."""
            try:
                self.town.do(command)
            except Refused:
                return

        @rule(person=people, unit=units, post=posts, since=days, counted=st.booleans())
        def take(self, person: str, unit: str, post: str, since: date, counted: bool) -> None:
            place = {"person": person, "organisation": unit, "post": post}
            self.ask(TakePost(since=since, counted=counted, **place))

        @rule(person=people, unit=units, post=posts, until=days)
        def leave(self, person: str, unit: str, post: str, until: date) -> None:
            place = {"person": person, "organisation": unit, "post": post}
            self.ask(LeavePost(until=until, reason="调动", **place))

        @rule(unit=units, post=posts, one=people, other=people, since=days)
        def hand_over(self, unit: str, post: str, one: str, other: str, since: date) -> None:
            words: Any = {"organisation": unit, "post": post, "since": since, "reason": "调动"}
            self.ask(HandOver(leaver=one, successor=other, counted=True, **words))

        @rule(person=people, unit=units, post=posts, since=days)
        def count(self, person: str, unit: str, post: str, since: date) -> None:
            self.ask(CountPerson(person=person, organisation=unit, post=post, since=since))

        @rule(
            change=st.sampled_from(Reorganisation),
            before=st.lists(units, min_size=1, max_size=2, unique=True),
            after=st.lists(units, max_size=2, unique=True),
            tickets=units,
            quota=st.none() | units,
            since=days,
        )
        def reorganise(self, **words: Any) -> None:
            before, after = words.pop("before"), words.pop("after")
            document = "示例政发〔2015〕8号"
            ask = ReorganiseUnits(
                organisations=before, successors=after, document=document, **words
            )
            self.ask(ask)

        @invariant()
        def posts_and_successors_are_in_order(self) -> None:
            roll = self.town.standing(ApplyRoster(size=0)).roll
            for person in roll.tenures:
                held = [each.place for each in roll.open(person)]
                assert len(held) == len(set(held))
                assert not held or roll.counted_in(person, TODAY) is not None
            for unit in roll.units:
                heir = follower(roll.units, unit, TODAY, Purpose.TICKETS)
                assert heir is not None
                assert roll.units[heir].lives(TODAY)
                assert all(roll.units[u].lives(TODAY) for u in successors(roll.units, unit, TODAY))

    return Register


@pytest.mark.hypothesis
@pytest.mark.timeout(110)
def test_posts_are_held_once_and_tickets_always_have_somebody(santangjie: Any) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine(santangjie),
        settings=settings(max_examples=60, stateful_step_count=15, deadline=None),
    )
