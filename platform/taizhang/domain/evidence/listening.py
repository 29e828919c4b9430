"""Listening to opinions: before a unit writes its report, or before it is assessed."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.evidence.events import OpinionsGathered, Purpose
from taizhang.domain.evidence.gathering import EvidenceCommand, Gathering, outside
from taizhang.domain.names import CONSULTATION, AttachmentHash, ConsultationId, Text
from taizhang.domain.refusals import TAKEN
from taizhang.domain.reports import files
from taizhang.domain.reports.contents import Attachment
from taizhang.domain.reports.events import AttachmentStored
from taizhang.errors import Refusal, Refused
from taizhang.tenancy.roles import Role

UNKNOWN_CATEGORY = Refusal(
    "evidence.unknown_category",
    zh="没有“{name}”这一类听取意见的对象；规定的是：{names}",
    en="{name!r} is no category of those who are listened to: {names}",
    rule="S0-05",
)
UNKNOWN_WAY = Refusal(
    "evidence.unknown_way",
    zh="没有“{name}”这一种听取意见的方式；规定的是：{names}",
    en="{name!r} is no way of listening to opinions: {names}",
    rule="S0-05",
)
NOT_BY_THE_UNIT = Refusal(
    "evidence.not_by_the_unit",
    zh="为考核听取意见由党委办理，“{name}”不能为自己的考核登记",
    en="the committee listens for the assessment; {name} does not for its own",
    rule="S0-15",
    status=403,
)
Heads = Annotated[int, Meta(ge=1, le=1_000_000)]
Category = Annotated[str, Meta(min_length=1, max_length=100)]


class GatherOpinions(EvidenceCommand, name="evidence.gather_opinions", title="登记听取意见"):
    """Enter whose opinions were heard on the business day, how, and what they were.

    `heard`: how many of each category. `attachment`: a file that was uploaded for the unit.
    """

    consultation: ConsultationId
    purpose: Purpose
    way: Annotated[Text, Meta(title="听取方式")]
    heard: Annotated[dict[Category, Heads], Meta(min_length=1, max_length=50, title="各类人数")]
    opinions: Annotated[Text, Meta(title="主要意见")]
    inputs: Annotated[list[str], Meta(max_length=50, title="所说明的定等依据")] = []
    attachment: AttachmentHash | None = None


@decides(GatherOpinions, by=(Role.UNIT_SECRETARY, Role.CLERK), version=2)
class Listening(Gathering[GatherOpinions]):
    """By the unit for its report, by the committee's clerk for the assessment as well."""

    known = False

    def __init__(self, ask: GatherOpinions) -> None:
        super().__init__(ask)
        self.files: dict[str, Attachment] = {}

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        return [
            *super().consistency_boundary(),
            Selector([OpinionsGathered], [CONSULTATION(ask.consultation)]),
            *files.selectors(ask.organisation, self._hashes),
        ]

    @event(OpinionsGathered)
    def _gathered(self) -> None:
        self.known = True

    @event(AttachmentStored)
    def _stored(self, sha256: str, size: int, type: str, name: str) -> None:
        self.files[sha256] = Attachment(sha256=sha256, size=size, type=type, name=name)

    def execute(self) -> None:
        ask = self.ask
        self.require_assessed()
        self._require_purpose()
        self.refuse_unless(not self.known, TAKEN(kind="听取意见", id=ask.consultation))
        self._require_named()
        self.require_inputs(ask.inputs)
        files.resolved(ask.organisation, self.name, self._hashes, self.files)
        self.record(
            OpinionsGathered(
                consultation=ask.consultation,
                cycle=ask.cycle,
                organisation=ask.organisation,
                purpose=ask.purpose,
                way=ask.way,
                heard=ask.heard,
                opinions=ask.opinions,
                inputs=list(dict.fromkeys(ask.inputs)),
                attachment=ask.attachment,
            )
        )

    @property
    def _hashes(self) -> list[str]:
        return [self.ask.attachment] if self.ask.attachment else []

    def _require_purpose(self) -> None:
        clerk = self.context.authority.may(self.context.actor, [Role.CLERK])
        fine = clerk or self.ask.purpose == "report"
        clause = self.rules.assessment.clause
        self.refuse_unless(fine, NOT_BY_THE_UNIT(clause=clause, name=self.name))

    def _require_named(self) -> None:
        ask, rules = self.ask, self.rules.listening
        wrong = [
            *outside(UNKNOWN_WAY, [ask.way], rules.ways, rules.basis("ways")),
            *outside(UNKNOWN_CATEGORY, ask.heard, rules.categories, rules.basis("categories")),
        ]
        if wrong:
            raise Refused(*wrong)
