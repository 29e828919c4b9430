"""What others say of a matter: objections, tracing, judging; and what reviews of files find."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from taizhang import Event
from taizhang.core import AttachmentHash, CycleId, OrganisationId
from taizhang_plugins.deliberation.names import FileReviewId, MatterId, MatterObjectionId, Name


class ObjectionRaised(
    Event, name="deliberation.objection_raised", title="监督小组提出异议", corrects=("text",)
):
    """A supervising body objects to a matter, before the named step (None: all are done)."""

    objection: MatterObjectionId
    matter: MatterId
    organisation: OrganisationId
    body: str
    text: str
    before: str | None
    stops: bool
    """Whether the tenant's rules let it stop the next step."""


class ObjectionAnswered(
    Event, name="deliberation.objection_answered", title="答复监督小组异议", corrects=("answer",)
):
    """An objection was answered."""

    objection: MatterObjectionId
    matter: MatterId
    organisation: OrganisationId
    answer: str


class MatterTraced(
    Event, name="deliberation.matter_traced", title="跟踪督查", corrects=("finding",), annuls=True
):
    """A body traced how a resolution is carried out (S0-31)."""

    matter: MatterId
    organisation: OrganisationId
    body: str
    traced_on: date
    finding: str
    evidence: AttachmentHash | None


class MatterJudged(
    Event,
    name="deliberation.matter_judged",
    title="述职评议办理情况",
    corrects=("verdict",),
    annuls=True,
):
    """How the team carried a matter out was judged where it debriefed (S0-31)."""

    matter: MatterId
    organisation: OrganisationId
    cycle: CycleId | None
    body: str
    judged_on: date
    verdict: str


class Reviewed(Struct, frozen=True, forbid_unknown_fields=True):
    """One item that was looked for in the files."""

    item: Annotated[Name, Meta(title="查阅事项")]
    found: Annotated[bool, Meta(title="是否齐全")]
    remark: Annotated[Name | None, Meta(title="备注")] = None


class FilesReviewed(Event, name="deliberation.files_reviewed", title="查阅资料", final="重新查阅"):
    """A village's files were reviewed: what is there, and what is not (S2-10, S4-11, S4-13)."""

    review: FileReviewId
    organisation: OrganisationId
    reviewers: list[str]
    reviewed_on: date
    items: list[Reviewed]
    lacking: int


class RoutineKept(
    Event, name="deliberation.routine_kept", title="执行议事制度", corrects=("text",), annuls=True
):
    """A routine was kept: a joint meeting, or the committee's report to the branch (S4-11)."""

    organisation: OrganisationId
    routine: str
    kept_on: date
    text: str
    evidence: AttachmentHash | None
