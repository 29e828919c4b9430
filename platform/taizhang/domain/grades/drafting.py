"""Drafting the list: clerks write it, and are told what will stand in its way."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.grades import checks, quotas, weighing
from taizhang.domain.grades.asking import ListCommand
from taizhang.domain.grades.events import Graded, GradesDrafted, ListOf
from taizhang.domain.grades.listing import Listing
from taizhang.domain.grades.ranking import unranked
from taizhang.errors import Refused
from taizhang.tenancy.roles import Role


class DraftGrades(ListCommand, name="grades.draft", title="拟定等次名单"):
    """Draft a list of a cycle. Over quota, or without a rationale, is a warning here."""

    lines: Annotated[list[Graded], Meta(min_length=1, max_length=5000, title="等次名单")]
    of: ListOf = "units"

    @property
    def about(self) -> ListOf:
        """The list that was named."""
        return self.of


@decides(DraftGrades, by=Role.CLERK, version=2)
class Drafting(Listing[DraftGrades]):
    """A draft names subjects and grades that exist; what will block it is told as warnings."""

    def execute(self) -> None:
        self.require_open()
        sheet, rules = self.sheet, self.rules
        sheet.lines = self.ask.lines
        if wrong := list(checks.malformed(sheet, rules)):
            raise Refused(*wrong)
        for reason in [
            *checks.left_out(sheet),
            *quotas.over_quota(sheet, rules),
            *checks.without_rationale(sheet, rules),
            *weighing.without_inputs(sheet, rules),
            *unranked(sheet, rules),
        ]:
            self.warn(reason)
        self.record(GradesDrafted(cycle=self.ask.cycle, lines=self.ask.lines, of=self.of))
