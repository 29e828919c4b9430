"""Recording a file that was stored for a unit: hash, size, type and name."""

from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.names import ATTACHMENT, ORGANISATION
from taizhang.domain.organisations.events import OrganisationRegistered
from taizhang.domain.refusals import unknown
from taizhang.domain.reports.commands import RecordAttachment
from taizhang.domain.reports.events import AttachmentStored
from taizhang.domain.reports.rules import Attachments, ReportRules
from taizhang.errors import Reason, Refusal, Refused
from taizhang.tenancy.roles import Role

TOO_LARGE = Refusal(
    "reports.attachment_too_large",
    zh="附件 {size} 字节，最多 {maximum} 字节",
    en="the attachment has {size} bytes; at most {maximum} are taken",
    status=413,
)
TYPE_NOT_TAKEN = Refusal(
    "reports.attachment_type",
    zh="附件的内容是“{type}”，只接受：{types}",
    en="the attachment's bytes are {type}; taken are {types}",
    status=415,
)


def too_large(size: int, limits: Attachments) -> Reason | None:
    """Why a file of this many bytes is not taken."""
    if size <= limits.bytes_max:
        return None
    return TOO_LARGE(clause=limits.basis("bytes_max"), size=size, maximum=limits.bytes_max)


def not_taken(type: str, limits: Attachments) -> Reason | None:
    """Why a file of this type is not taken."""
    if type in limits.types:
        return None
    types = "、".join(limits.types) or "（无）"
    return TYPE_NOT_TAKEN(clause=limits.basis("types"), type=type, types=types)


@decides(RecordAttachment, by=Role.SYSTEM)
class Recording(Slice[RecordAttachment]):
    """By the platform alone, which has the bytes; whoever sent them is named. Once a unit."""

    known = False
    unit_known = False

    def consistency_boundary(self) -> list[Selector]:
        unit = ORGANISATION(self.ask.organisation)
        return [
            Selector([AttachmentStored], [ATTACHMENT(self.ask.sha256), unit]),
            Selector([OrganisationRegistered], [unit]),
        ]

    @event(AttachmentStored)
    def _stored(self) -> None:
        self.known = True

    @event(OrganisationRegistered)
    def _registered(self) -> None:
        self.unit_known = True

    def execute(self) -> None:
        ask, limits = self.ask, self.context.rules.of(ReportRules).attachments
        self.refuse_unless(self.unit_known, unknown("单位", ask.organisation))
        if wrong := [r for r in (too_large(ask.size, limits), not_taken(ask.type, limits)) if r]:
            raise Refused(*wrong)
        if self.known:
            return
        self.record(
            AttachmentStored(
                organisation=ask.organisation,
                sha256=ask.sha256,
                size=ask.size,
                type=ask.type,
                name=ask.name,
                uploader=self.context.envelope.on_behalf_of or self.context.actor,
            )
        )
