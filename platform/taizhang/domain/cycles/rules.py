"""What a tenant's document says of the cycle as a whole.

What has a default was not asked of older adoptions: it demands nothing there.
"""

import calendar
from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang.domain.grades.rules import PersonGradeRules
from taizhang.rules.expecting import known_only, wanting
from taizhang.rules.fault import Fault, Words
from taizhang.rules.provision import Provision, Rules
from taizhang.rules.unread import as_far_as_read

Hardness = Literal["hard", "soft"]
Days = Annotated[int, Meta(ge=1, le=366)]
Word = Annotated[str, Meta(min_length=1, max_length=100)]
_Months = Annotated[list[Annotated[int, Meta(ge=1, le=12)]], Meta(min_length=1)]
_Steps = list[Literal["reports", "debriefs", "ballots"]]

_CLASS = Words("考核类别", "class")
_GROUND = Words("不定等次的情形", "ground for no grade")


class Organiser(Provision, frozen=True):
    """Who assesses, and on which level (S0-01: 自上而下、分级开展)."""

    title: ClassVar[str] = "组织者"
    body: Annotated[Word, Meta(title="组织者")] | None = None
    level: Annotated[Word, Meta(title="层级")] | None = None


class Subjects(Provision, frozen=True):
    """The kinds of units of which each is assessed (S0-01). None: whoever is named."""

    title: ClassVar[str] = "考核对象"
    kinds: Annotated[list[Word], Meta(title="单位类别")] | None = None


class Procedure(Provision, frozen=True):
    """Which of these steps a cycle takes; the others are asked for by provisions of their areas."""

    title: ClassVar[str] = "考核步骤"
    steps: Annotated[_Steps, Meta(title="考核步骤")] | None = None


class Deadline(Provision, frozen=True):
    """By which day of the year the cycle ends (S0-02, S1-02).

    A soft one (一般) only warns. `remind`: so many days before. `again`: once overdue, it is
    flagged anew after so many days.
    """

    title: ClassVar[str] = "完成期限"
    month: Annotated[int, Meta(ge=1, le=12, title="截止月份")]
    day: Annotated[int, Meta(ge=1, le=31, title="截止日")]
    hardness: Annotated[Hardness, Meta(title="约束力")] | None = None
    remind: Annotated[list[Days], Meta(title="提前提醒天数")] | None = None
    again: Annotated[Days, Meta(title="再次提醒间隔天数")] | None = None

    def contradictions(self) -> Iterator[Fault]:
        """The day exists in every year, so it is none of a leap year's."""
        month, day = self.month, self.day
        if day > calendar.monthrange(2001, month)[1]:
            yield Fault(
                ("day",),
                Words(
                    f"{month} 月没有每年都有的 {day} 日",
                    f"month {month} has no day {day} in every year",
                ),
                Words("改为该月有的日子", "name a day that the month has in every year"),
            )


class Recurrence(Provision, frozen=True):
    """How many cycles a year has, and in which months they are opened (S0-03). None: in any.

    The months follow one another. Outside them, a soft provision warns and a hard one refuses.
    """

    title: ClassVar[str] = "开展次数"
    a_year: Annotated[int, Meta(ge=1, title="每年次数")]
    months: Annotated[_Months, Meta(title="开展月份")] | None = None
    hardness: Annotated[Hardness, Meta(title="约束力")] | None = None

    def contradictions(self) -> Iterator[Fault]:
        """The months are in a row, and it is said how they bind."""
        if self.months is None:
            return
        if self.hardness is None:
            yield wanting(("hardness",), "写了月份就须写明软硬", "months are hard or soft")
        row = list(range(self.months[0], self.months[0] + len(self.months)))
        if self.months != row:
            yield Fault(
                ("months",),
                Words("开展的月份须依次相连", "the months must follow one another"),
                Words("如 months = [10, 11, 12]", "such as months = [10, 11, 12]"),
            )


class Persons(Provision, frozen=True):
    """Which holders of posts are assessed, in classes of their own (S2-16). None: nobody.

    `months`: for how many whole months the post must have been held by the reference day.
    `ground`: on which no grade is proposed for whoever held it for less; None: they are graded.
    `voted_only`: classes that are voted on and get no grade (后备人才, S2-11).
    """

    title: ClassVar[str] = "个人考核对象"
    classes: Annotated[dict[Word, list[Word]], Meta(title="各类职务")] | None = None
    months: Annotated[int, Meta(ge=1, le=120, title="最少任职月数")] | None = None
    reference: Annotated[Literal["deadline", "enrolment"], Meta(title="算到哪一天")] | None = None
    ground: Annotated[Word, Meta(title="任职不足的情形")] | None = None
    voted_only: Annotated[list[Word], Meta(title="只测评的类别")] | None = None

    def contradictions(self) -> Iterator[Fault]:
        """A post is in one class; who is only voted on is in one; months have a reference day."""
        return as_far_as_read(self._unreferred(), self._voted_on(), self._in_two_classes())

    def _unreferred(self) -> Iterator[Fault]:
        if self.months is not None and self.reference is None:
            zh = "写了最低任职月数，须写明算到哪一天"
            yield wanting(("reference",), zh, "months need a reference day")

    def _voted_on(self) -> Iterator[Fault]:
        classes = self.classes or {}
        yield from known_only(self.voted_only, classes, ("voted_only",), _CLASS)

    def _in_two_classes(self) -> Iterator[Fault]:
        classes = (self.classes or {}).items()
        posts = [(post, name) for name, each in classes for post in each]
        for number, (post, name) in enumerate(posts):
            if post in [other for other, _ in posts[:number]]:
                yield Fault(
                    ("classes", name),
                    Words(f"职务“{post}”列入了两类", f"post {post!r} is in two classes"),
                    Words("一个职务只列入一类", "name each post in one class"),
                )

    def class_of(self, post: str) -> str | None:
        """The class of a post; None: its holders are not assessed."""
        classes = (self.classes or {}).items()
        return next((name for name, posts in classes if post in posts), None)


class CycleRules(Rules, frozen=True):
    """The provisions on cycles."""

    title: ClassVar[str] = "考核周期"
    section: ClassVar[str] = "cycles"
    deadline: Deadline
    recurrence: Recurrence
    organiser: Organiser = Organiser()
    subjects: Subjects = Subjects()
    procedure: Procedure = Procedure()
    persons: Persons = Persons()

    def incoherences(self, file: Mapping[str, Rules]) -> Iterator[Fault]:
        """Whoever is enrolled can be classed, and left undetermined, by the rules of persons."""
        if grades := PersonGradeRules.within(file):
            yield from as_far_as_read(self._classed(grades), self._left_out(grades))

    def _classed(self, grades: PersonGradeRules) -> Iterator[Fault]:
        persons, names = self.persons, grades.classes.names
        for name in (persons.classes or {}) if names else ():
            if name not in (persons.voted_only or ()):
                at = ("rules", self.section, "persons", "classes", name)
                yield from known_only([name], names, at, _CLASS)

    def _left_out(self, grades: PersonGradeRules) -> Iterator[Fault]:
        if self.persons.ground is not None:
            at = ("rules", self.section, "persons", "ground")
            grounds = grades.undetermined.grounds
            yield from known_only([self.persons.ground], grounds, at, _GROUND)
