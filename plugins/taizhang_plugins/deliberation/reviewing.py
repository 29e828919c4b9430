"""Reviewing a village's files, item by item (查阅资料), and the routines that it keeps (S4-11)."""

from collections import Counter
from typing import Annotated, TypeVar

from msgspec import Meta

from taizhang import Command, Refused, Role, Selector, decides, event
from taizhang.core import (
    ATTACHMENT,
    ORGANISATION,
    AttachmentHash,
    AttachmentStored,
    Naming,
    OrganisationId,
    Text,
    registered,
    unknown,
)
from taizhang_plugins.deliberation import refusals as r
from taizhang_plugins.deliberation import watching_refusals as wr
from taizhang_plugins.deliberation.names import FILE_REVIEW, FileReviewId, Name
from taizhang_plugins.deliberation.rules import DeliberationRules
from taizhang_plugins.deliberation.standing import ACTORS
from taizhang_plugins.deliberation.watching_events import FilesReviewed, Reviewed, RoutineKept


class VillageCommand(Command):
    """Asks something about a village as a whole."""

    organisation: OrganisationId


class ReviewFiles(VillageCommand, name="deliberation.review_files", title="登记查阅资料"):
    """Enter what was looked for in a village's files, and what was there."""

    review: FileReviewId
    reviewers: Annotated[list[Name], Meta(min_length=1, max_length=50, title="查阅人")]
    items: Annotated[list[Reviewed], Meta(min_length=1, max_length=50, title="查阅事项")]


class KeepRoutine(VillageCommand, name="deliberation.keep_routine", title="登记执行议事制度"):
    """Enter that a routine was kept: 两委联席会议, 村委会向村党支部报告."""

    routine: Annotated[Name, Meta(title="议事制度")]
    text: Annotated[Text, Meta(title="执行情况")]
    evidence: AttachmentHash | None = None


Ask = TypeVar("Ask", bound=VillageCommand)


class OfVillage(Naming[Ask]):
    """A unit that the register has."""

    stored = False

    def consistency_boundary(self) -> list[Selector]:
        unit = self.ask.organisation
        sha256 = getattr(self.ask, "evidence", None)
        tags = [ATTACHMENT(sha256 or ""), ORGANISATION(unit)]
        return [*registered(unit), *([Selector([AttachmentStored], tags)] if sha256 else [])]

    @event(AttachmentStored)
    def _stored(self) -> None:
        self.stored = True

    @property
    def rules(self) -> DeliberationRules:
        """The tenant's rules of the day. Raises Refused where it has none."""
        return self.context.rules.of(DeliberationRules)

    def require_unit(self) -> str:
        """The name of the unit. Raises Refused where there is none."""
        unit = self.ask.organisation
        self.refuse_unless(self.knows(unit), unknown("单位", unit))
        return self.name_of(unit)


@decides(ReviewFiles, by=(Role.CLERK, Role.SUPERVISOR))
class Reviewing(OfVillage[ReviewFiles]):
    """Each item of the tenant's list is answered, once."""

    taken = False

    def consistency_boundary(self) -> list[Selector]:
        own = Selector([FilesReviewed], [FILE_REVIEW(self.ask.review)])
        return [*super().consistency_boundary(), own]

    @event(FilesReviewed)
    def _reviewed(self) -> None:
        self.taken = True

    def execute(self) -> None:
        ask, rule = self.ask, self.rules.reviews
        self.require_unit()
        if rule is None:
            raise Refused(wr.NOT_KEPT(what="查阅资料"))
        self.refuse_unless(not self.taken, r.TAKEN(kind="查阅资料", id=ask.review))
        times = Counter(each.item for each in ask.items)
        wrong = sorted({*rule.items, *times} - {i for i in rule.items if times[i] == 1})
        words = {"items": "、".join(rule.items), "wrong": "、".join(wrong)}
        self.refuse_unless(not wrong, wr.ITEMS(clause=rule.basis("items"), **words))
        self.record(
            FilesReviewed(
                review=ask.review,
                organisation=ask.organisation,
                reviewers=ask.reviewers,
                reviewed_on=self.context.on,
                items=ask.items,
                lacking=sum(not each.found for each in ask.items),
            )
        )


@decides(KeepRoutine, by=ACTORS)
class Keeping(OfVillage[KeepRoutine]):
    """One of the tenant's routines, by whoever may act for the village."""

    def execute(self) -> None:
        ask, rule = self.ask, self.rules.routines
        name = self.require_unit()
        self.context.require_unit(ask.organisation, Role.UNIT_SECRETARY, Role.CLERK, name=name)
        if rule is None:
            raise Refused(wr.NOT_KEPT(what="议事制度"))
        names = "、".join(rule.names)
        foreign = wr.UNKNOWN_ROUTINE(clause=rule.basis("names"), routine=ask.routine, names=names)
        self.refuse_unless(ask.routine in rule.names, foreign)
        lost = r.NOT_STORED(name=name, sha256=ask.evidence)
        self.refuse_unless(ask.evidence is None or self.stored, lost)
        self.record(
            RoutineKept(
                organisation=ask.organisation,
                routine=ask.routine,
                kept_on=self.context.on,
                text=ask.text,
                evidence=ask.evidence,
            )
        )
