"""What is shown of objections to a notice, one by one."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.names import CycleId, ObjectionId, OrganisationId, PersonId
from taizhang.domain.publicity.events import NoticeObjected, NoticeObjectionAnswered
from taizhang.projections.row import At, Row, folds


class NoticeObjection(Row, key=("objection",), title="公示异议", rules=("S1-13",)):
    """An objection to what was on notice, from whom, and what came of it."""

    objection: ObjectionId
    publication: Annotated[str, Meta(title="公开事项", description="What was made public")]
    cycle: CycleId
    organisation: OrganisationId | None
    by: Annotated[str, Meta(title="异议人类别", description="What sort of objector")]
    unit: Annotated[str | None, Meta(title="提出异议的单位", description="The unit that objects")]
    person: PersonId | None
    text: Annotated[str, Meta(title="异议内容", description="What is objected to")]
    received_on: Annotated[date, Meta(title="受理日期", description="When it was received")]
    state: Annotated[
        str, Meta(title="状态", description="received 已受理，upheld 成立，dismissed 不成立")
    ] = "received"
    answer: Annotated[str | None, Meta(title="答复", description="What was answered")] = None
    consequence: Annotated[str | None, Meta(title="处理", description="What followed")] = None
    answered_on: Annotated[
        date | None, Meta(title="答复日期", description="When it was answered")
    ] = None


@folds(NoticeObjection, NoticeObjected, "objection")
def _(row: NoticeObjection | None, event: NoticeObjected, at: At) -> NoticeObjection:
    return NoticeObjection(
        objection=event.objection,
        publication=event.publication,
        cycle=event.cycle,
        organisation=event.organisation,
        by=event.by,
        unit=event.unit,
        person=event.person,
        text=event.text,
        received_on=at.on,
    )


@folds(NoticeObjection, NoticeObjectionAnswered, "objection")
def _(
    row: NoticeObjection | None, event: NoticeObjectionAnswered, at: At
) -> NoticeObjection | None:
    return row and replace(
        row,
        state="upheld" if event.upheld else "dismissed",
        answer=event.answer,
        consequence=event.consequence,
        answered_on=at.on,
    )
