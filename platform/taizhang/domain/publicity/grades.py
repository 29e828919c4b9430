"""A grade list made public before or beside its announcement (公布), which `results` sees to."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.grades.asking import list_of
from taizhang.domain.grades.confirmation_events import GradeAssigned
from taizhang.domain.grades.events import ListOf
from taizhang.domain.names import CYCLE, Text
from taizhang.domain.naming import registered
from taizhang.domain.publicity.documents import grades_text
from taizhang.domain.publicity.starting import StartCommand, Starting
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

NO_GRADES = Refusal(
    "publicity.no_grades",
    zh="周期“{cycle}”的等次还没有审定，没有可以公示的名单",
    en="the grades of {cycle} are not confirmed yet",
    status=409,
)
PEOPLE_LISTED = Refusal(
    "publicity.people_listed",
    zh="名单中有 {count} 名个人；姓名加密保存，不写入公开的文本，请以纸质名单公示",
    en="{count} people are on the list; their names are sealed, and are not put into public text",
)


class PublishGrades(StartCommand, name="publicity.publish_grades", title="公开或公示等次名单"):
    """Disclose the confirmed grades of a cycle's units, or put them on notice."""

    title: Annotated[Text, Meta(title="名单名称")]
    of: ListOf = "units"


@decides(PublishGrades, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class GradesPublishing(Starting[PublishGrades]):
    """The list of units as it stands."""

    def __init__(self, ask: PublishGrades) -> None:
        super().__init__(ask)
        self.grades: dict[str, str] = {}

    def consistency_boundary(self) -> list[Selector]:
        grades = Selector([GradeAssigned], [CYCLE(self.ask.cycle)])
        return [*super().consistency_boundary(), grades, *registered()]

    @event(GradeAssigned)
    def _assigned(self, subject: str, grade: str) -> None:
        if list_of(subject) == self.ask.of:
            self.grades[subject] = grade

    def execute(self) -> None:
        ask = self.ask
        rule = self.require_arranged("grades")
        self.refuse_unless(bool(self.grades), NO_GRADES(cycle=ask.cycle))
        self.refuse_unless(ask.of == "units", PEOPLE_LISTED(count=len(self.grades)))
        names = {unit: self.name_of(unit) for unit in self.grades}
        self.start(rule, grades_text(ask.title, self.grades, names), ask.title)
