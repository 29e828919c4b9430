"""Correcting a confirmed grade (更正): a new decision, which names the one that it replaces."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.grades import checks, quotas
from taizhang.domain.grades.asking import MeetingSubjectCommand
from taizhang.domain.grades.committee import InCommittee
from taizhang.domain.grades.confirmation_events import GradeAssigned, GradeCorrected
from taizhang.domain.grades.events import Graded, Rationale
from taizhang.domain.grades.rules import GradeRules
from taizhang.domain.names import CYCLE, Text
from taizhang.errors import Reason, Refusal, Refused
from taizhang.tenancy.roles import Role

SAME_MEETING = Refusal(
    "grades.same_meeting",
    zh="更正须由另一次党委会议决定，不能仍是原来的会议“{meeting}”",
    en="a correction is decided by another meeting than {meeting}",
)
SAME_GRADE = Refusal(
    "grades.same_grade",
    zh="“{name}”的等次已经是“{grade}”，没有可更正的",
    en="{name} is graded {grade} already",
)


class CorrectGrade(MeetingSubjectCommand, name="grades.correct", title="更正考核等次"):
    """Replace a confirmed grade, as another recorded meeting of the committee decided it."""

    grade: Annotated[str, Meta(min_length=1, max_length=20, title="考核等次")]
    reason: Annotated[Text, Meta(title="更正原因")]
    rationale: Annotated[Rationale | None, Meta(title="评定理由")] = None


@decides(CorrectGrade, by=Role.COMMITTEE_SECRETARY)
class Correcting(InCommittee[CorrectGrade]):
    """Under the same rules as the first decision: the list as corrected is within quota."""

    decided_in = ""

    def __init__(self, ask: CorrectGrade) -> None:
        super().__init__(ask)
        self.grades: dict[str, Graded] = {}

    def consistency_boundary(self) -> list[Selector]:
        decided = Selector([GradeAssigned, GradeCorrected], [CYCLE(self.ask.cycle)])
        return [*super().consistency_boundary(), decided]

    @event(GradeAssigned)
    def _assigned(self, subject: str, grade: str, rationale: str | None) -> None:
        line = Graded(subject=subject, grade=grade, rationale=rationale)
        self.grades[subject] = line  # of both lists; quotas look at those on this one

    @event(GradeCorrected)
    def _corrected(self, subject: str, meeting: str) -> None:
        if subject == self.ask.subject:
            self.decided_in = meeting

    def execute(self) -> None:
        self.require_known()
        self.require_graded(self.ask.subject)
        self.refuse_unless(bool(self.confirmed_in), self.state("未审定", "已审定"))
        self.require_committee()
        self._require_another()
        if wrong := list(self._wrong(self.rules)):
            raise Refused(*wrong)
        self._correct(self.grades[self.ask.subject].grade)

    @property
    def first(self) -> str:
        """The meeting whose decision on the unit stands."""
        return self.decided_in or self.confirmed_in

    def _require_another(self) -> None:
        ask, now = self.ask, self.grades[self.ask.subject].grade
        another = ask.meeting != self.first
        self.refuse_unless(another, SAME_MEETING(meeting=self.first))
        same = SAME_GRADE(subject=ask.subject, name=self.name_of(ask.subject), grade=now)
        self.refuse_unless(ask.grade != now, same)

    def _wrong(self, rules: GradeRules) -> Iterator[Reason]:
        ask = self.ask
        line = Graded(subject=ask.subject, grade=ask.grade, rationale=ask.rationale)
        one = replace(self.sheet, lines=[line])
        whole = replace(self.sheet, lines=[*(self.grades | {ask.subject: line}).values()])
        yield from checks.off_scale(one, line, rules)
        yield from quotas.forbidden(whole, rules)
        yield from checks.without_rationale(one, rules)
        yield from self.too_few_without_recused([ask.subject])

    def _correct(self, was: str) -> None:
        ask = self.ask
        self.record(
            GradeCorrected(
                cycle=ask.cycle,
                subject=ask.subject,
                was=was,
                grade=ask.grade,
                reason=ask.reason,
                meeting=ask.meeting,
                corrects=self.first,
            )
        )
        self.record(
            GradeAssigned(
                cycle=ask.cycle,
                subject=ask.subject,
                grade=ask.grade,
                rationale=ask.rationale,
            )
        )
