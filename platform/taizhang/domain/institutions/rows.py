"""What is shown of standing rules: the register (制度登记簿)."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.institutions.events import (
    InstitutionEnacted,
    InstitutionRepealed,
    InstitutionReplaced,
)
from taizhang.domain.names import CycleId, InstitutionId
from taizhang.projections.row import At, Row, folds


class Institution(Row, key=("institution",), title="制度", rules=("S0-21",)):
    """A standing rule, from the day it holds to its last one (S0-21)."""

    institution: InstitutionId
    name: Annotated[str, Meta(title="名称", description="What it is called")]
    number: Annotated[str | None, Meta(title="文号", description="The document's number")]
    body: Annotated[str, Meta(title="制定机关", description="Who enacted it")]
    state: Annotated[
        str, Meta(title="状态", description="enacted 现行，replaced 已被替代，repealed 已废止")
    ]
    effective_from: Annotated[date, Meta(title="施行日期", description="In force from this day")]
    text: Annotated[str, Meta(title="正文", description="The text of the rule")]
    answers: Annotated[
        str | None, Meta(title="落实的要求", description="The requirements that it answers")
    ] = None
    experience: Annotated[
        str | None, Meta(title="总结的做法和经验", description="The practice that it sums up")
    ] = None
    cycles: Annotated[list[CycleId], Meta(title="来自的考核周期")] = []
    until: Annotated[date | None, Meta(title="失效日期", description="Its last day")] = None
    replaced_by: Annotated[InstitutionId | None, Meta(title="替代的制度")] = None
    repealed_because: Annotated[
        str | None, Meta(title="废止原因", description="Why it was repealed")
    ] = None


@folds(Institution, InstitutionEnacted, "institution")
def _(row: Institution | None, event: InstitutionEnacted, at: At) -> Institution:
    return Institution(
        institution=event.institution,
        name=event.name,
        number=event.number,
        body=event.body,
        state="enacted",
        effective_from=event.effective_from,
        text=event.text,
        answers=event.answers,
        experience=event.experience,
        cycles=event.cycles,
    )


@folds(Institution, InstitutionReplaced, "institution")
def _(row: Institution | None, event: InstitutionReplaced, at: At) -> Institution | None:
    return row and replace(row, state="replaced", until=event.until, replaced_by=event.by)


@folds(Institution, InstitutionRepealed, "institution")
def _(row: Institution | None, event: InstitutionRepealed, at: At) -> Institution | None:
    return row and replace(row, state="repealed", until=event.until, repealed_because=event.reason)
