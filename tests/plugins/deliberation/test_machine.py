"""In whatever order steps are tried, no matter is disclosed without all the steps before it."""

import contextlib
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from taizhang.errors import Refused
from taizhang_plugins.deliberation import events as e
from taizhang_plugins.deliberation.objecting import AnswerObjection, RaiseObjection
from taizhang_plugins.deliberation.opening import WithdrawMatter
from taizhang_plugins.deliberation.rows import Matter

MATTERS = st.sampled_from(["m-1", "m-2"])
GROUP = "党务村务公开监督小组"
SITTING = {"name": "x", "majority": {"share": "1/2", "base": "实到", "strict": True}}
LISTS: dict[str, list[tuple[str, str]]] = {
    "四议两公开": [("提议", "discuss"), ("商议", "discuss"), ("审议", "discuss")],
    "五议": [(each, "discuss") for each in ("建议", "提议", "商议", "审议")],
    "四议一审": [(each, "discuss") for each in ("提议", "商议", "审核", "审议")],
    "联户代表会议": [("提议", "discuss"), ("商议", "discuss")],
    "一步": [],
}
ENDS = [
    ("决议", "resolve"),
    ("公开决议", "disclose_resolution"),
    ("公开结果", "disclose_outcome"),
]
STEPS = st.sampled_from(["建议", "提议", "商议", "审核", "审议", *(name for name, _ in ENDS)])


def listed(name: str, days: int | None) -> dict[str, Any]:
    """A way as a file has it."""
    steps: list[dict[str, Any]] = []
    for step, act in [*LISTS[name], *ENDS]:
        sits = act in ("discuss", "resolve")
        told = {"bodies": [SITTING]} if sits else {"disclosure_days": days}
        steps.append({"name": step, "act": act, **told})
    if len(LISTS[name]) > 1:
        steps[0]["mergeable_with"] = steps[1]["name"]
    return {"name": name, "clause": "落实“四议两公开”等民主管理制度", "steps": steps}


class Deliberations(RuleBasedStateMachine):
    """Random commands on two matters of one village, of one of five ways."""

    def __init__(self, story: Any, way: str, days: int | None, stops: bool) -> None:
        super().__init__()
        self.story = story
        story.hold("p-jingui", "村委会主任")

        def change(section: Any) -> None:
            section["ways"] = [listed(way, days)]
            section["kinds"] = [section["kinds"][1] | {"way": way}]
            section["objections"] |= {"stops": stops, "clause": "先答复后办理"}

        story.adopt(change)

    def ask(self, command: Any) -> None:
        with contextlib.suppress(Refused):
            self.story.town.do(command)

    @rule(matter=MATTERS)
    def open(self, matter: str) -> None:
        with contextlib.suppress(Refused):
            self.story.open("日常村务", matter)

    @rule(matter=MATTERS, step=STEPS, votes=st.integers(0, 5), carried=st.booleans())
    def sit(self, matter: str, step: str, votes: int, carried: bool) -> None:
        heads = {"whole": 5, "present": 5, "votes_for": votes, "carried": carried}
        self.ask(self.story.sitting(step, matter=matter, **heads))

    @rule(matter=MATTERS, steps=st.integers(1, 7))
    def go_on(self, matter: str, steps: int) -> None:
        """Some steps as they should be, or the machine would seldom get far."""
        for _ in range(steps):
            row = self.story.town.folded(Matter).get((matter,))
            if row and row.next_step:
                heads = {"whole": 5, "present": 5, "votes_for": 4}
                self.ask(self.story.sitting(row.next_step, matter=matter, **heads))
                self.disclose(matter, row.next_step)
                self.end(matter, row.next_step)

    @rule(matter=MATTERS, step=STEPS, other=STEPS)
    def merge(self, matter: str, step: str, other: str) -> None:
        heads = {"whole": 5, "present": 5, "votes_for": 5, "merged": [other]}
        self.ask(self.story.sitting(step, matter=matter, **heads))

    @rule(matter=MATTERS)
    def merge_first(self, matter: str) -> None:
        """The two that may be one, or a random pair would seldom be right."""
        row = self.story.town.folded(Matter).get((matter,))
        if row and row.next_step:
            self.merge(matter, row.steps[0], row.steps[1])
            self.sit(matter, row.steps[1], 5, True)

    @rule(matter=MATTERS, step=STEPS)
    def disclose(self, matter: str, step: str) -> None:
        asked = self.story.disclosure(step)
        self.ask(type(asked)(matter=matter, organisation="jingui", step=step, places=["栏"]))

    @rule(matter=MATTERS, step=STEPS)
    def end(self, matter: str, step: str) -> None:
        asked = self.story.end(step)
        self.ask(type(asked)(matter=matter, organisation="jingui", step=step))

    @rule(days=st.integers(1, 4))
    def pass_days(self, days: int) -> None:
        self.story.later(days)

    @rule(matter=MATTERS, number=st.integers(1, 3))
    def object(self, matter: str, number: int) -> None:
        known = {"matter": matter, "organisation": "jingui", "objection": f"o-{number}"}
        self.ask(RaiseObjection(**known, body=GROUP, text="不同意"))

    @rule(matter=MATTERS, number=st.integers(1, 3))
    def answer(self, matter: str, number: int) -> None:
        known = {"matter": matter, "organisation": "jingui", "objection": f"o-{number}"}
        self.ask(AnswerObjection(**known, answer="已说明"))

    @rule(matter=MATTERS)
    def withdraw(self, matter: str) -> None:
        self.ask(WithdrawMatter(matter=matter, organisation="jingui", reason="不办了"))

    @invariant()
    def every_step_stands_on_all_before_it(self) -> None:
        for matter in ("m-1", "m-2"):
            self._walk([x for x in self.story.town.history if getattr(x, "matter", "") == matter])

    def _walk(self, history: list[Any]) -> None:
        plan: list[str] = []
        done: list[str] = []
        running: Any = None
        for event in history:
            if isinstance(event, e.MatterOpened):
                assert not plan
                plan = [step.name for step in event.steps]
            elif isinstance(event, e.StepTaken | e.Disclosed):
                assert running is None
                done += [event.step, *getattr(event, "merged", [])]
                assert done == plan[: len(done)]
                running = event if getattr(event, "until", None) else None
            elif isinstance(event, e.VoteLost):
                assert event.step == plan[len(done)]
                done = []
            elif isinstance(event, e.DisclosureEnded):
                assert running is not None
                assert event.ended_on > running.until
                running = None
            elif isinstance(event, e.MatterWithdrawn):
                assert "决议" not in done

    @invariant()
    def the_row_says_what_has_happened(self) -> None:
        for (matter,), row in self.story.town.folded(Matter).items():
            disclosed = [
                event.act
                for event in self.story.town.history
                if isinstance(event, e.Disclosed) and event.matter == matter
            ]
            assert bool(disclosed) == (row.state in ("disclosed", "finished"))
            assert (row.state == "finished") == ("disclose_outcome" in disclosed)
            if disclosed:
                assert row.resolved_on is not None
                assert row.done == row.steps[: len(row.done)]


@pytest.mark.rule("S0-23")
@pytest.mark.parametrize(
    ("way", "days", "stops"),
    [
        ("四议两公开", 3, False),
        ("五议", None, False),
        ("四议一审", 2, True),
        ("联户代表会议", None, True),
        ("一步", 1, False),
    ],
)
@pytest.mark.hypothesis
def test_no_matter_is_disclosed_without_the_steps_before_it(
    story_of: Any, way: str, days: int | None, stops: bool
) -> None:
    run_state_machine_as_test(
        lambda: Deliberations(story_of("santangjie"), way, days, stops),
        settings=settings(
            max_examples=20,
            stateful_step_count=30,
            deadline=timedelta(seconds=60),
            suppress_health_check=list(HealthCheck),
        ),
    )
