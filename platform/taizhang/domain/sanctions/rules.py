"""What a tenant's document says follows from grades, scores and deadlines that were missed."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang.domain.grades.rules import GradeRules
from taizhang.domain.sanctions.events import Target
from taizhang.rules.fault import Fault, Path, Words
from taizhang.rules.provision import Provision, Rules
from taizhang.rules.unread import as_far_as_read

Name = Annotated[str, Meta(min_length=1, max_length=200)]


class Deciding(Provision, frozen=True):
    """The bodies that are competent to impose a sanction, or to lift one."""

    title: ClassVar[str] = "决定机关"
    bodies: Annotated[list[Name], Meta(title="决定机关")]


class Succession(Provision, frozen=True):
    """Whether a unit that follows one that is gone bears what that one was under."""

    title: ClassVar[str] = "承继"
    to_successor: Annotated[bool, Meta(title="是否由后续单位承担")]


class Consequence(Provision, frozen=True):
    """What is proposed on one occasion: a grade, a ticket that went overdue, or a low score.

    `bars` are the honours and moves that it excludes; `months` is how long (None: until it is
    lifted). `below` is the score, and `inclusive` whether the score itself counts (以下).
    """

    title: ClassVar[str] = "处理情形"
    on: Annotated[Literal["grade", "overdue", "score"], Meta(title="触发情形")]
    target: Target
    measure: Annotated[Name, Meta(title="处理措施")]
    bars: Annotated[list[Name], Meta(title="不得参评的事项")] = []
    months: Annotated[int, Meta(ge=1, le=1200, title="处理月数")] | None = None
    grades: Annotated[list[str], Meta(title="考核等次")] = []
    below: Annotated[Decimal, Meta(title="得分界限")] = Decimal(0)
    inclusive: Annotated[bool, Meta(title="是否含界限分")] = False

    def contradictions(self) -> Iterator[Fault]:
        """Each occasion is stated by its own parameters, and by no others."""
        if (self.on == "grade") != bool(self.grades):
            zh, en = "按等次的写明 grades，其他不写", "grades belong to `grade`, and to no other"
            remedy = Words("补上或删去 grades，或改 on", "add or drop grades, or change on")
            yield Fault(("grades",), Words(zh, en), remedy)
        if (self.on == "score") != (self.below > 0):
            zh, en = "按得分的写明 below，其他不写", "below belongs to `score`, and to no other"
            remedy = Words("补上或删去 below，或改 on", "add or drop below, or change on")
            yield Fault(("below",), Words(zh, en), remedy)


class SanctionRules(Rules, frozen=True):
    """The provisions on sanctions."""

    title: ClassVar[str] = "处理"
    section: ClassVar[str] = "sanctions"
    deciding: Deciding
    succession: Succession | None = None
    consequences: Annotated[list[Consequence], Meta(title="处理情形")] = []

    def incoherences(self, file: Mapping[str, Rules]) -> Iterator[Fault]:
        """What follows from a grade follows from one of the scale."""
        grades = GradeRules.within(file)
        at: Path = ("rules", self.section, "consequences")
        parts = (
            grades.off_scale(each.grades, (*at, number, "grades"))
            for number, each in enumerate(self.consequences, start=1)
            if grades
        )
        return as_far_as_read(*parts)

    def after_grade(self, grade: str) -> list[Consequence]:
        """What follows from a grade."""
        return [each for each in self.consequences if each.on == "grade" and grade in each.grades]

    def after_overdue(self) -> list[Consequence]:
        """What follows from a ticket that went overdue."""
        return [each for each in self.consequences if each.on == "overdue"]

    def after_score(self, score: Decimal) -> list[Consequence]:
        """What follows from a score; 70分以下 holds 70 only where the tenant says so (S3-36)."""
        return [each for each in self.consequences if each.on == "score" and _low(each, score)]


def _low(consequence: Consequence, score: Decimal) -> bool:
    floor = consequence.below
    return score < floor or (consequence.inclusive and score == floor)
