"""Confirming the list: the committee decides it as a whole, or not at all."""

from collections.abc import Iterator

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.grades import checks, quotas, weighing
from taizhang.domain.grades.asking import MeetingListCommand
from taizhang.domain.grades.committee import InCommittee
from taizhang.domain.grades.confirmation_events import GradeAssigned, GradesConfirmed
from taizhang.domain.grades.events import ListOf
from taizhang.domain.grades.ranking import unranked
from taizhang.domain.grades.rules import GradeRules
from taizhang.domain.meetings.events import CommentGiven
from taizhang.domain.meetings.rules import MeetingRules
from taizhang.domain.names import CYCLE
from taizhang.errors import Reason, Refusal, Refused
from taizhang.tenancy.roles import Role

NOT_COMMENTED = Refusal(
    "grades.comments_missing",
    zh="尚有 {count} 个单位未被点评：{names}；须逐一点评",
    en="{count} units have not been commented on: {names}",
    rule="S0-10",
)


class ConfirmGrades(MeetingListCommand, name="grades.confirm", title="审定等次名单"):
    """Confirm the last draft as a whole, as a recorded meeting of the committee decided it."""

    of: ListOf = "units"

    @property
    def about(self) -> ListOf:
        """The list that was named."""
        return self.of


@decides(ConfirmGrades, by=Role.COMMITTEE_SECRETARY, version=3)
class Confirmation(InCommittee[ConfirmGrades]):
    """The committee in a recorded meeting, the whole list, within quota, with its reasons."""

    def __init__(self, ask: ConfirmGrades) -> None:
        super().__init__(ask)
        self.commented: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        commented = Selector([CommentGiven], [CYCLE(self.ask.cycle)])
        return [*super().consistency_boundary(), commented]

    @event(CommentGiven)
    def _commented(self, organisation: str) -> None:
        self.commented.add(organisation)

    def execute(self) -> None:
        self.require_open()
        self.require_committee()
        if wrong := list(self._wrong(self.rules)):
            raise Refused(*wrong)
        self._confirm()

    def _wrong(self, rules: GradeRules) -> Iterator[Reason]:
        sheet = self.sheet
        yield from self._uncommented()
        yield from checks.left_out(sheet)
        yield from checks.malformed(sheet, rules)
        yield from checks.unclassed(sheet, rules)
        yield from quotas.forbidden(sheet, rules)
        yield from checks.without_rationale(sheet, rules)
        yield from weighing.without_inputs(sheet, rules)
        yield from unranked(sheet, rules)
        yield from self.too_few_without_recused(sheet.graded)

    def _uncommented(self) -> Iterator[Reason]:
        comments = self.context.rules.of(MeetingRules).comments
        missing = self.sheet.graded - self.commented
        if missing and comments.required and self.of == "units":  # villages are commented on
            yield NOT_COMMENTED(
                clause=comments.basis("required"),
                count=len(missing),
                subjects="、".join(sorted(missing)),
                names=self.sheet.named(missing),
            )

    def _confirm(self) -> None:
        cycle, lines = self.ask.cycle, self.sheet.lines
        for line in lines:
            self.record(
                GradeAssigned(
                    cycle=cycle,
                    subject=line.subject,
                    grade=line.grade,
                    rationale=line.rationale,
                )
            )
        held = checks.held(lines)
        self.record(GradesConfirmed(cycle=cycle, meeting=self.ask.meeting, held=held, of=self.of))
