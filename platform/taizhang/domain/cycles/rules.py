"""What a tenant's document says of the cycle as a whole.

What has a default was not asked of older adoptions: it demands nothing there.
"""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang.rules.provision import Provision, Rules

Hardness = Literal["hard", "soft"]
Days = Annotated[int, Meta(ge=1, le=366)]
Word = Annotated[str, Meta(min_length=1, max_length=100)]


class Organiser(Provision, frozen=True):
    """Who assesses, and on which level (S0-01: 自上而下、分级开展)."""

    body: Word | None = None
    level: Word | None = None


class Subjects(Provision, frozen=True):
    """The kinds of units of which each is assessed (S0-01). None: whoever is named."""

    kinds: list[Word] | None = None


class Procedure(Provision, frozen=True):
    """Which of these steps a cycle takes; the others are asked for by provisions of their areas."""

    steps: list[Literal["reports", "debriefs", "ballots"]] | None = None


class Deadline(Provision, frozen=True):
    """By which day of the year the cycle ends (S0-02, S1-02).

    A soft one (一般) only warns. `remind`: so many days before. `again`: once overdue, it is
    flagged anew after so many days.
    """

    month: Annotated[int, Meta(ge=1, le=12)]
    day: Annotated[int, Meta(ge=1, le=31)]
    hardness: Hardness | None = None
    remind: list[Days] | None = None
    again: Days | None = None


class Recurrence(Provision, frozen=True):
    """How many cycles a year has, and in which months they are opened (S0-03). None: in any.

    The months follow one another. Outside them, a soft provision warns and a hard one refuses.
    """

    a_year: Annotated[int, Meta(ge=1)]
    months: Annotated[list[Annotated[int, Meta(ge=1, le=12)]], Meta(min_length=1)] | None = None
    hardness: Hardness | None = None

    def __post_init__(self) -> None:
        """Raise ValueError unless the months are in a row, and it is said how they bind."""
        months = self.months
        if months is None:
            return
        if months != list(range(months[0], months[0] + len(months))):
            raise ValueError("开展的月份须依次相连 / the months must follow one another")
        if self.hardness is None:
            raise ValueError("写了月份就须写 hardness / months need a hardness")


class Persons(Provision, frozen=True):
    """Which holders of posts are assessed, in classes of their own (S2-16). None: nobody.

    `months`: for how many whole months the post must have been held by the reference day.
    `ground`: on which no grade is proposed for whoever held it for less; None: they are graded.
    `voted_only`: classes that are voted on and get no grade (后备人才, S2-11).
    """

    classes: dict[Word, list[Word]] | None = None
    months: Annotated[int, Meta(ge=1, le=120)] | None = None
    reference: Literal["deadline", "enrolment"] | None = None
    ground: Word | None = None
    voted_only: list[Word] | None = None

    def __post_init__(self) -> None:
        """Raise ValueError where a post is in two classes, months lack a reference day, or a
        class that is only voted on does not exist.
        """
        if foreign := set(self.voted_only or ()) - set(self.classes or {}):
            raise ValueError(f"没有这一类：{sorted(foreign)[0]} / no such class")
        posts = [post for each in (self.classes or {}).values() for post in each]
        if len(set(posts)) < len(posts):
            raise ValueError("一个职务只能列入一类 / a post is in two classes")
        if self.months is not None and self.reference is None:
            raise ValueError("写了最低任职月数就须写 reference / months need a reference day")

    def class_of(self, post: str) -> str | None:
        """The class of a post; None: its holders are not assessed."""
        classes = (self.classes or {}).items()
        return next((name for name, posts in classes if post in posts), None)


class CycleRules(Rules, frozen=True):
    """The provisions on cycles."""

    section: ClassVar[str] = "cycles"
    deadline: Deadline
    recurrence: Recurrence
    organiser: Organiser = Organiser()
    subjects: Subjects = Subjects()
    procedure: Procedure = Procedure()
    persons: Persons = Persons()
