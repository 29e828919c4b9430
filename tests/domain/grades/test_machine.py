"""In whatever order a list is classed, drafted, excepted and confirmed, its quota holds."""

from collections import Counter
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from taizhang.domain.cycles.events import PersonEnrolled
from taizhang.domain.grades.classing import ClassSubject
from taizhang.domain.grades.confirming import ConfirmGrades
from taizhang.domain.grades.correcting import CorrectGrade
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.events import Graded
from taizhang.domain.grades.excepting import ExceptFromQuota
from taizhang.domain.grades.list_rows import GradeList
from taizhang.domain.grades.undetermined import LeaveUndetermined, TakeUpAgain
from taizhang.domain.results.person_rows import PersonAssessment
from taizhang.domain.results.rows import Assessment
from taizhang.errors import Refused
from taizhang.projections.row import Row

UNITS = ["qingshan", "hongqi", "xinhua", "u4", "u5", "u6", "u7", "u8"]
PERSONS = [f"person:{unit}" for unit in UNITS]
GROUPS = ["甲类", "乙类"]
places, groups = st.integers(0, len(UNITS) - 1), st.sampled_from(GROUPS)


class Kind(NamedTuple):
    """A list of a cycle: whose, in which words, and where its grades are shown."""

    of: Literal["units", "persons"]
    subjects: list[str]
    words: tuple[str, str, str]
    ground: str
    board: type[Row]


BOTH = [
    Kind("units", UNITS, ("好", "较好", "一般"), "党组织当年新建", Assessment),
    Kind("persons", PERSONS, ("优秀", "称职", "基本称职"), "任职不满六个月", PersonAssessment),
]


class Lists(RuleBasedStateMachine):
    """A plain model beside the town: class, exception and grade of each; half may be the best."""

    def __init__(self, town: Any, kind: Kind) -> None:
        super().__init__()
        self.town = town
        self.kind, self.subjects = kind, kind.subjects
        self.group = dict.fromkeys(self.subjects, GROUPS[0])
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
        inside = [who for who in self.subjects if who not in self.out]
        base = Counter(self.group[who] for who in inside)
        best = Counter(self.group[who] for who in inside if grades.get(who) == self.kind.words[0])
        return all(best[g] <= max(base[g] // 2, self.excepted[g]) for g in base)

    @rule(place=places, group=groups)
    def class_subject(self, place: int, group: str) -> None:
        who = self.subjects[place]
        command = ClassSubject(cycle="c", subject=who, group=group)
        fine = self.confirmed is None and who not in self.out
        assert self.accepted(command) == fine
        if fine:
            self.group[who] = group

    @rule(place=places)
    def leave(self, place: int) -> None:
        who = self.subjects[place]
        command = LeaveUndetermined(cycle="c", subject=who, ground=self.kind.ground, reason="理由")
        fine = self.confirmed is None and who not in self.out
        assert self.accepted(command) == fine
        if fine:
            self.out.add(who)

    @rule(place=places)
    def take_up_again(self, place: int) -> None:
        who = self.subjects[place]
        command = TakeUpAgain(cycle="c", subject=who, reason="理由")
        fine = self.confirmed is None and who in self.out
        assert self.accepted(command) == fine
        self.out -= {who} if fine else set()

    @rule(group=groups, most=st.integers(1, 4))
    def make_exception(self, group: str, most: int) -> None:
        command = ExceptFromQuota(
            cycle="c",
            of=self.kind.of,
            grade=self.kind.words[0],
            most=most,
            reason="理由",
            group=group,
        )
        known = group in {self.group[who] for who in self.subjects if who not in self.out}
        fine = self.confirmed is None and known
        assert self.accepted(command, "secretary") == fine
        if fine:
            self.excepted[group] = most

    @rule(best=st.sets(places))
    def draft(self, best: set[int]) -> None:
        top, middle, _ = self.kind.words
        chosen = {self.subjects[place] for place in best}
        inside = [who for who in self.subjects if who not in self.out]
        grades = {who: top if who in chosen else middle for who in inside}
        lines = [Graded(subject=u, grade=g, rationale="理由") for u, g in grades.items()]
        if not lines:
            return
        fine = self.confirmed is None
        assert self.accepted(DraftGrades(cycle="c", lines=lines, of=self.kind.of)) == fine
        if fine:
            self.drafted = grades

    @rule(meeting=st.sampled_from(["k", "k2"]))
    def confirm(self, meeting: str) -> None:
        whole = set(self.drafted) == set(self.subjects) - self.out
        fine = self.confirmed is None and whole and self.fits(self.drafted)
        command = ConfirmGrades(cycle="c", meeting=meeting, of=self.kind.of)
        assert self.accepted(command, "secretary") == fine
        if fine:
            self.confirmed, self.first = dict(self.drafted), meeting
            self.decided = dict.fromkeys(self.drafted, meeting)

    @rule(place=places, word=st.integers(0, 2))
    def correct(self, place: int, word: int) -> None:
        who, grade = self.subjects[place], self.kind.words[word]
        meeting = "k" if self.confirmed and self.decided.get(who) == "k2" else "k2"
        command = CorrectGrade(
            cycle="c",
            meeting=meeting,
            subject=who,
            grade=grade,
            reason="理由",
            rationale="理由",
        )
        now = self.confirmed or {}
        fine = who in now and now[who] != grade and self.fits(now | {who: grade})
        assert self.accepted(command, "secretary") == fine
        if fine:
            self.confirmed = now | {who: grade}
            self.decided[who] = meeting

    @invariant()
    def rows_show_what_was_decided(self) -> None:
        if self.confirmed is None:
            return
        assert self.fits(self.confirmed)
        board = self.town.folded(self.kind.board)
        rows = {who: board["c", who.removeprefix("person:")] for who in self.subjects}
        assert {who: row.grade for who, row in rows.items() if row.grade} == self.confirmed
        shown = self.town.folded(GradeList)["c", self.kind.of]
        assert shown.held == Counter(self.confirmed.values())


@pytest.mark.hypothesis
@pytest.mark.rule("S2-15")
@pytest.mark.rule("S2-16")
@pytest.mark.parametrize("kind", BOTH, ids=lambda kind: kind.of)
def test_quota_holds_in_any_order(
    hunan: Any, committee: Callable[..., Any], requote: Callable[..., Any], kind: Kind
) -> None:
    committee(committee(hunan.assessing(*UNITS)), meeting="k2")
    for unit in UNITS:
        enrolled = PersonEnrolled(
            cycle="c", person=unit, organisation=unit, post="书记", group=GROUPS[0]
        )
        hunan.given(enrolled)
    for section in ("grades", "person_grades"):
        requote(hunan, section, spread="by_class", hardness="soft", share="1/2")
        hunan.amend(f"{section}.classes", names=GROUPS)
    hunan.amend("person_grades.ranking", required=False)
    for unit in UNITS:
        hunan.do(ClassSubject(cycle="c", subject=unit, group=GROUPS[0]))
    run_state_machine_as_test(
        lambda: Lists(hunan.copy(), kind),  # type: ignore[arg-type]
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
