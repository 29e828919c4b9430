"""Classing: in which class somebody is graded, where the register or the enrolment says else."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.grades.asking import SubjectCommand
from taizhang.domain.grades.events import SubjectClassed
from taizhang.domain.grades.listing import Listing
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

FOREIGN_CLASS = Refusal(
    "grades.foreign_class",
    zh="考核类别“{group}”不在规定的类别（{allowed}）之内",
    en="{group!r} is none of the classes {allowed}",
    rule="S2-16",
)


class ClassSubject(SubjectCommand, name="grades.class_subject", title="确定考核类别"):
    """Grade a unit or a person in this class."""

    group: Annotated[str, Meta(min_length=1, max_length=40, title="考核类别")]


@decides(ClassSubject, by=Role.CLERK)
class Classing(Listing[ClassSubject]):
    """A class of the tenant's rules or, where they name none, a class that somebody is in."""

    def execute(self) -> None:
        ask, sheet = self.ask, self.sheet
        self.require_open()
        self.require_graded(ask.subject)
        classes = self.rules.classes
        allowed = classes.names or sorted({self.kind_of(unit) for unit in sheet.subjects})
        foreign = FOREIGN_CLASS(
            clause=classes.basis("names"), group=ask.group, allowed="、".join(allowed)
        )
        self.refuse_unless(ask.group in allowed, foreign)
        if sheet.class_of(ask.subject) != ask.group:
            self.record(SubjectClassed(cycle=ask.cycle, subject=ask.subject, group=ask.group))
