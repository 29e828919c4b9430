"""The register of publications: what is shown to whom, since when and until when, and who objects.

Announcements of grades (公布), which `results` makes, stand in it beside the acts of this area.
"""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.names import CycleId, OrganisationId
from taizhang.domain.publicity import events as e
from taizhang.domain.publicity.bulletin_events import BulletinIssued
from taizhang.domain.results.events import AssessmentPublished
from taizhang.projections.row import At, Row, Working, folds


class Publication(
    Row, key=("publication",), title="公开登记簿", published=True, rules=("S0-14", "S0-16", "S1-13")
):
    """A matter that is, or was, made public."""

    publication: Annotated[str, Meta(title="公开事项", description="What was made public")]
    act: Annotated[str, Meta(title="方式", description="The way it is made public")]
    matter: Annotated[str, Meta(title="内容类别", description="What sort of content")]
    cycle: CycleId | None
    organisation: OrganisationId | None
    scope: Annotated[str, Meta(title="范围", description="Among whom")]
    state: Annotated[
        str,
        Meta(
            title="状态", description="shown 公示中，issued 已印发，ended 已期满，withdrawn 已撤下"
        ),
    ]
    since: Annotated[date, Meta(title="开始日期", description="From this day")]
    until: Annotated[date | None, Meta(title="最后一天", description="The last day")] = None
    version: Annotated[
        int | None, Meta(title="报告版本", description="The version of the report")
    ] = None
    text: Annotated[str | None, Meta(title="公开的文本", description="The text shown")] = None
    sha256: Annotated[
        str | None, Meta(title="文本的 SHA-256", description="The hash of the text")
    ] = None
    reason: Annotated[str | None, Meta(title="撤回原因", description="Why it was withdrawn")] = None
    objections: Annotated[int, Meta(title="异议件数", description="How many objections")] = 0
    unanswered: Annotated[
        int, Meta(title="未答复件数", description="How many are not answered")
    ] = 0
    objectors: Annotated[
        list[str],
        Working(),
        Meta(title="异议人", description="Who objects: a unit or a person by identifier, or 匿名"),
    ] = []


@folds(Publication, e.PublicityStarted, "publication")
def _(row: Publication | None, event: e.PublicityStarted, at: At) -> Publication:
    return Publication(
        publication=event.publication,
        act=event.act,
        matter=event.matter,
        cycle=event.cycle,
        organisation=event.organisation,
        scope=event.scope,
        state="shown",
        since=at.on,
        until=event.until,
        version=event.version,
        text=event.text,
        sha256=event.sha256,
    )


@folds(Publication, BulletinIssued, "publication")
def _(row: Publication | None, event: BulletinIssued, at: At) -> Publication:
    return Publication(
        publication=event.publication,
        act="bulletin",
        matter="rectification",
        cycle=event.cycle,
        organisation=None,
        scope=event.scope,
        state="issued",
        since=at.on,
        text=event.text,
        sha256=event.sha256,
    )


def _announcement(event: AssessmentPublished) -> str:
    """One line for each of a cycle's lists; once corrected, it is announced again."""
    return f"announcement:{event.cycle}:{event.of}"


@folds(Publication, AssessmentPublished, lambda event: [(_announcement(event),)])
def _(row: Publication | None, event: AssessmentPublished, at: At) -> Publication:
    return Publication(
        publication=_announcement(event),
        act="announcement",
        matter="grades",
        cycle=event.cycle,
        organisation=None,
        scope=event.scope,
        state="issued",
        since=at.on,
        until=event.objections_until,
    )


@folds(Publication, e.PublicityEnded, "publication")
def _(row: Publication | None, event: e.PublicityEnded, at: At) -> Publication | None:
    return row and replace(row, state="ended")


@folds(Publication, e.PublicityWithdrawn, "publication")
def _(row: Publication | None, event: e.PublicityWithdrawn, at: At) -> Publication | None:
    return row and replace(row, state="withdrawn", reason=event.reason)


@folds(Publication, e.NoticeObjected, "publication")
def _(row: Publication | None, event: e.NoticeObjected, at: At) -> Publication | None:
    return row and replace(
        row,
        objections=row.objections + 1,
        unanswered=row.unanswered + 1,
        objectors=[*row.objectors, event.unit or event.person or "匿名"],
    )


@folds(Publication, e.NoticeObjectionAnswered, "publication")
def _(row: Publication | None, event: e.NoticeObjectionAnswered, at: At) -> Publication | None:
    return row and replace(row, unanswered=row.unanswered - 1)
