"""In whatever order a list is classed, drafted, excepted and confirmed, its quota holds."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from taizhang.domain.grades.classing import ClassUnit
from taizhang.domain.grades.confirming import ConfirmGrades
from taizhang.domain.grades.correcting import CorrectGrade
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.events import Graded
from taizhang.domain.grades.excepting import ExceptFromQuota
from taizhang.domain.grades.rows import GradeList
from taizhang.domain.grades.undetermined import LeaveUndetermined, TakeUpAgain
from taizhang.domain.results.rows import Assessment
from taizhang.errors import Refused

UNITS = ["qingshan", "hongqi", "xinhua", "u4", "u5", "u6", "u7", "u8"]
GROUPS = ["重点村", "一般村"]
units, groups = st.sampled_from(UNITS), st.sampled_from(GROUPS)


class Lists(RuleBasedStateMachine):
    """A plain model beside the town: class, exception and grade of each unit; half may be 好."""

    def __init__(self, town: Any) -> None:
        super().__init__()
        self.town = town
        self.group = dict.fromkeys(UNITS, GROUPS[0])
        self.out: set[str] = set()
        self.excepted: Counter[str] = Counter()
        self.drafted: dict[str, str] = {}
        self.confirmed: dict[str, str] | None = None

    def accepted(self, command: Any, actor: str = "clerk") -> bool:
        try:
            self.town.do(command, actor)
        except Refused:
            return False
        return True

    def fits(self, grades: dict[str, str]) -> bool:
        """By counting: in each class at most half, or as many as are excepted."""
        inside = [unit for unit in UNITS if unit not in self.out]
        base = Counter(self.group[unit] for unit in inside)
        best = Counter(self.group[unit] for unit in inside if grades.get(unit) == "好")
        return all(best[g] <= max(base[g] // 2, self.excepted[g]) for g in base)

    @rule(unit=units, group=groups)
    def class_unit(self, unit: str, group: str) -> None:
        command = ClassUnit(cycle="c", subject=unit, group=group)
        fine = self.confirmed is None and unit not in self.out
        assert self.accepted(command) == fine
        if fine:
            self.group[unit] = group

    @rule(unit=units)
    def leave(self, unit: str) -> None:
        command = LeaveUndetermined(
            cycle="c", subject=unit, ground="党组织当年新建", reason="理由"
        )
        fine = self.confirmed is None and unit not in self.out
        assert self.accepted(command) == fine
        if fine:
            self.out.add(unit)

    @rule(unit=units)
    def take_up_again(self, unit: str) -> None:
        command = TakeUpAgain(cycle="c", subject=unit, reason="理由")
        fine = self.confirmed is None and unit in self.out
        assert self.accepted(command) == fine
        self.out -= {unit} if fine else set()

    @rule(group=groups, most=st.integers(1, 4))
    def make_exception(self, group: str, most: int) -> None:
        command = ExceptFromQuota(cycle="c", grade="好", most=most, reason="理由", group=group)
        known = group in {self.group[unit] for unit in UNITS if unit not in self.out}
        fine = self.confirmed is None and known
        assert self.accepted(command, "secretary") == fine
        if fine:
            self.excepted[group] = most

    @rule(best=st.sets(units))
    def draft(self, best: set[str]) -> None:
        inside = [unit for unit in UNITS if unit not in self.out]
        grades = {unit: "好" if unit in best else "较好" for unit in inside}
        lines = [Graded(subject=u, grade=g, rationale="理由") for u, g in grades.items()]
        if not lines:
            return
        fine = self.confirmed is None
        assert self.accepted(DraftGrades(cycle="c", lines=lines)) == fine
        if fine:
            self.drafted = grades

    @rule(meeting=st.sampled_from(["k", "k2"]))
    def confirm(self, meeting: str) -> None:
        whole = set(self.drafted) == set(UNITS) - self.out
        fine = self.confirmed is None and whole and self.fits(self.drafted)
        command = ConfirmGrades(cycle="c", meeting=meeting)
        assert self.accepted(command, "secretary") == fine
        if fine:
            self.confirmed, self.first = dict(self.drafted), meeting
            self.decided = dict.fromkeys(self.drafted, meeting)

    @rule(unit=units, grade=st.sampled_from(["好", "较好", "一般"]))
    def correct(self, unit: str, grade: str) -> None:
        meeting = "k" if self.confirmed and self.decided.get(unit) == "k2" else "k2"
        command = CorrectGrade(
            cycle="c",
            meeting=meeting,
            subject=unit,
            grade=grade,
            reason="理由",
            rationale="理由",
        )
        now = self.confirmed or {}
        fine = unit in now and now[unit] != grade and self.fits(now | {unit: grade})
        assert self.accepted(command, "secretary") == fine
        if fine:
            self.confirmed = now | {unit: grade}
            self.decided[unit] = meeting

    @invariant()
    def rows_show_what_was_decided(self) -> None:
        if self.confirmed is None:
            return
        assert self.fits(self.confirmed)
        board = self.town.folded(Assessment)
        shown = {unit: board["c", unit].grade for unit in UNITS if board["c", unit].grade}
        assert shown == self.confirmed
        assert self.town.folded(GradeList)["c",].held == Counter(self.confirmed.values())


def test_quota_holds_in_any_order(
    hunan: Any, committee: Callable[..., Any], requote: Callable[..., Any]
) -> None:
    committee(committee(hunan.assessing(*UNITS)), meeting="k2")
    requote(hunan, spread="by_class", hardness="soft", share="1/2")
    hunan.amend("grades.classes", names=GROUPS)
    for unit in UNITS:
        hunan.do(ClassUnit(cycle="c", subject=unit, group=GROUPS[0]))
    run_state_machine_as_test(
        lambda: Lists(hunan.copy()),  # type: ignore[arg-type]
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
