"""What is shown of objections (异议)."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.names import CycleId, ObjectionId, SubjectId
from taizhang.domain.results.events import ObjectionAnswered, ObjectionReceived
from taizhang.projections.row import At, Row, folds


class Objection(Row, key=("objection",), title="异议"):
    """An objection to a published grade, and its answer."""

    objection: ObjectionId
    cycle: CycleId
    subject: SubjectId
    text: Annotated[str, Meta(title="内容", description="What it says")]
    received_on: Annotated[date, Meta(title="受理日期", description="When it was received")]
    answered_on: Annotated[
        date | None, Meta(title="答复日期", description="When it was answered")
    ] = None
    upheld: Annotated[bool | None, Meta(title="是否成立", description="Whether it was upheld")] = (
        None
    )
    answer: Annotated[str | None, Meta(title="答复", description="What was answered")] = None


@folds(Objection, ObjectionReceived, "objection")
def _(row: Objection | None, event: ObjectionReceived, at: At) -> Objection:
    return Objection(
        objection=event.objection,
        cycle=event.cycle,
        subject=event.subject,
        text=event.text,
        received_on=at.on,
    )


@folds(Objection, ObjectionAnswered, "objection")
def _(row: Objection | None, event: ObjectionAnswered, at: At) -> Objection | None:
    return row and replace(row, answered_on=at.on, upheld=event.upheld, answer=event.answer)
