"""What can happen to a yearly assessment."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from taizhang.domain.names import CycleId, OrganisationId, PersonId, SubjectId
from taizhang.events.event import Event
from taizhang.events.tags import Tag

YEAR = Tag("cycle_year")
Year = Annotated[str, YEAR]
Step = Annotated[
    Literal[
        "reports",
        "debriefs",
        "comments",
        "ballots",
        "grades",
        "feedback",
        "acknowledgement",
        "publication",
    ],
    Meta(title="步骤"),
]
Done = Literal["submitted", "accepted", "debriefed", "commented", "fed_back", "acknowledged"]


class CycleOpened(
    Event, name="cycles.opened", title="启动考核周期", corrects=("title",), annuls=True
):
    """The assessment of a year was opened for a number of units (S0-01).

    `steps` are those that the rules of the day asked for, in order.
    """

    cycle: CycleId
    year: Year
    title: str
    deadline: date
    subjects: int
    organiser: str | None = None
    level: str | None = None
    steps: list[Step] = []


class CycleCloned(
    Event, name="cycles.cloned", title="沿用上一周期的名单", final="用列入、移出考核对象办理"
):
    """A cycle was opened with what another had: its subjects as they exist now, and classes."""

    cycle: CycleId
    source: CycleId


class SubjectEnrolled(
    Event, name="cycles.subject_enrolled", title="列为考核对象", final="用移出考核对象办理"
):
    """A unit is assessed in this cycle."""

    cycle: CycleId
    organisation: OrganisationId


class PersonEnrolled(
    Event, name="cycles.person_enrolled", title="列为个人考核对象", final="用移出考核对象办理"
):
    """A person is assessed in this cycle, as the holder of a post, within a class (S2-16).

    Who is not `graded` is only voted on (后备人才, S2-11): no list holds them.
    """

    cycle: CycleId
    person: PersonId
    organisation: OrganisationId
    post: str
    group: str
    graded: bool = True


class TenureShort(
    Event,
    name="cycles.tenure_short",
    title="任职时间不足",
    final="由任职时间推算；更正任职、离任的日期",
):
    """A person who was enrolled has held the post for fewer whole months than the rules ask for.

    `ground` is the one on which no grade is proposed (不定等次); None: they are graded.
    """

    cycle: CycleId
    person: PersonId
    months: int
    least: int
    reference: date
    ground: str | None


class SubjectWithdrawn(
    Event,
    name="cycles.subject_withdrawn",
    title="移出考核对象",
    corrects=("reason",),
    final="用列入考核对象办理",
):
    """A unit or a person is assessed no more. What was `done` of theirs is kept."""

    cycle: CycleId
    subject: SubjectId
    reason: str
    done: list[Done]


class SubjectReinstated(
    Event, name="cycles.subject_reinstated", title="恢复考核对象的记录", final="用移出考核对象办理"
):
    """Who left the list and was enrolled again: what was `done` before counts again."""

    cycle: CycleId
    subject: SubjectId
    done: list[Done]


class SubjectSucceeded(
    Event, name="cycles.subject_succeeded", title="考核对象由后续单位承接", final="由单位变更推算"
):
    """A unit was merged, split or dissolved: it is off the list, and its place goes to another.

    `successor` takes the place in the quota's base; None: nobody does. `joined`: it stood on the
    list already, so that the base is smaller by one; otherwise it was enrolled in place. What was
    `done` of the unit's stays its own.
    """

    cycle: CycleId
    organisation: OrganisationId
    successor: OrganisationId | None
    joined: bool
    done: list[Done]
    since: date
    document: str


class SubjectsCounted(
    Event, name="cycles.subjects_counted", title="考核对象数变动", final="由考核对象推算"
):
    """How many units and persons stand on the lists of a cycle, after they changed."""

    cycle: CycleId
    units: int
    persons: int
