"""Classing: in which class a unit is graded, where that is not its kind in the register."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.grades.events import UnitClassed
from taizhang.domain.grades.listing import ListCommand, Listing
from taizhang.domain.grades.rules import GradeRules
from taizhang.domain.names import SubjectId
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

FOREIGN_CLASS = Refusal(
    "grades.foreign_class",
    zh="考核类别“{group}”不在规定的类别({allowed})之内",
    en="{group!r} is none of the classes {allowed}",
    rule="S2-16",
)


class ClassUnit(ListCommand, name="grades.class_unit", title="确定考核类别"):
    """Grade a unit in this class."""

    subject: SubjectId
    group: Annotated[str, Meta(min_length=1, max_length=40)]


@decides(ClassUnit, by=Role.CLERK)
class Classing(Listing[ClassUnit]):
    """A class of the tenant's rules or, where they name none, a kind of the units assessed."""

    def execute(self) -> None:
        ask, sheet = self.ask, self.sheet
        self.require_open()
        self.require_graded(ask.subject)
        classes = self.context.rules.of(GradeRules).classes
        allowed = classes.names or sorted({self.kind_of(unit) for unit in sheet.subjects})
        foreign = FOREIGN_CLASS(
            clause=classes.basis("names"), group=ask.group, allowed="、".join(allowed)
        )
        self.refuse_unless(ask.group in allowed, foreign)
        if sheet.class_of(ask.subject) != ask.group:
            self.record(UnitClassed(cycle=ask.cycle, subject=ask.subject, group=ask.group))
