"""What can happen to grades (等次)."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

from taizhang.domain.names import CycleId, SubjectId, Text
from taizhang.events.event import Event

ListOf = Annotated[
    Literal["units", "persons"],
    Meta(title="名单", description="a cycle has a list of its units and may have one of persons"),
]


Rationale = Annotated[str, Meta(max_length=2000)]


class Graded(Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a grade list."""

    subject: SubjectId
    grade: Annotated[str, Meta(min_length=1, max_length=20, title="考核等次")]
    rationale: Annotated[Rationale | None, Meta(title="评定理由")] = None


class Input(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a grade rests on: what was found, and the score where inputs are weighted."""

    name: Annotated[str, Meta(min_length=1, max_length=100, title="依据名称")]
    finding: Annotated[Text, Meta(title="认定情况")]
    score: Annotated[Decimal | None, Meta(title="得分")] = None


class SubjectClassed(Event, name="grades.subject_classed", title="确定考核类别", final="重新确定"):
    """Somebody is graded in this class, whatever the kind in the register or the enrolment."""

    cycle: CycleId
    subject: SubjectId
    group: str


class LeftUndetermined(
    Event,
    name="grades.left_undetermined",
    title="不定等次",
    corrects=("reason",),
    final="用恢复定等办理",
):
    """A unit or a person gets no grade in this cycle, and no quota counts them."""

    cycle: CycleId
    subject: SubjectId
    ground: str
    reason: str


class TakenUpAgain(
    Event,
    name="grades.taken_up_again",
    title="恢复定等",
    corrects=("reason",),
    final="用不定等次办理",
):
    """Who was to get no grade gets one after all."""

    cycle: CycleId
    subject: SubjectId
    reason: str


class InputsRecorded(Event, name="grades.inputs_recorded", title="登记定等依据", final="重新登记"):
    """What a grade rests on. `worked` is the weighted sum in writing, where there is one."""

    cycle: CycleId
    subject: SubjectId
    inputs: list[Input]
    worked: str | None


class SubjectsRanked(Event, name="grades.ranked", title="综合排名", final="重新排名"):
    """All of a list were ranked. `tie_decision`: why equals were told apart."""

    cycle: CycleId
    subjects: list[SubjectId]
    ranks: dict[str, int]
    tie_decision: str | None
    of: ListOf = "units"


class GradesDrafted(Event, name="grades.drafted", title="拟定等次名单", final="重新拟定"):
    """The clerks drafted the list; it may still be over quota."""

    cycle: CycleId
    lines: list[Graded]
    of: ListOf = "units"


class QuotaExcepted(Event, name="grades.quota_excepted", title="记录比例例外", final="重新记录"):
    """More than a soft quota allows may hold a grade, for a reason. `group`: the class, if any."""

    cycle: CycleId
    grade: str
    group: str | None
    most: int
    reason: str
    of: ListOf = "units"
