"""Handing a report in, by the unit's secretary or by a clerk on behalf (代录)."""

from collections.abc import Iterator

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.evidence.events import OpinionsGathered
from taizhang.domain.evidence.rules import EvidenceRules
from taizhang.domain.names import CYCLE, ORGANISATION
from taizhang.domain.reports import accounts, checks, files, mapping
from taizhang.domain.reports.accounting import Accounting
from taizhang.domain.reports.commands import SubmitReport
from taizhang.domain.reports.contents import Attachment, Change
from taizhang.domain.reports.differences import differences
from taizhang.domain.reports.events import AttachmentStored, ReportSubmitted
from taizhang.errors import Reason, Refusal, Refused
from taizhang.tenancy.roles import Role

NOT_ITS_SECRETARY = Refusal(
    "reports.not_its_secretary",
    zh="“{actor}”不是“{name}”的述职人，不能代其提交述职报告",
    en="{actor} is not the secretary of {name}; nothing is handed in on that behalf",
)


@decides(SubmitReport, by=(Role.UNIT_SECRETARY, Role.CLERK), version=3)
class Submission(Accounting[SubmitReport]):
    """Opinions were heard first, length and the share of achievements are right; what is missing
    is only told.
    """

    consultations = 0

    def __init__(self, ask: SubmitReport) -> None:
        super().__init__(ask)
        self.files: dict[str, Attachment] = {}

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        stored = files.selectors(ask.organisation, ask.attachments)
        heard = Selector([OpinionsGathered], [CYCLE(ask.cycle), ORGANISATION(ask.organisation)])
        return [*super().consistency_boundary(), *stored, heard]

    @event(OpinionsGathered)
    def _listened(self, purpose: str) -> None:
        self.consultations += purpose == "report"

    @event(AttachmentStored)
    def _stored(self, sha256: str, size: int, type: str, name: str) -> None:
        self.files[sha256] = Attachment(sha256=sha256, size=size, type=type, name=name)

    def execute(self) -> None:
        ask = self.ask
        self.require_own(Role.CLERK)
        entered_by = self._entered_by()
        self.require("none", "returned", "withdrawn")
        measured = checks.Measured(ask.sections, self.rules)
        if wrong := list(self._wrong(measured)):
            raise Refused(*wrong)
        for reason in self._lacking():
            self.warn(reason)
        self.record(
            ReportSubmitted(
                cycle=ask.cycle,
                organisation=ask.organisation,
                version=self.version + 1,
                sections=ask.sections,
                characters=measured.characters,
                achievement_characters=measured.achievements,
                commitments=ask.commitments,
                accounts=ask.accounts,
                attachments=self._attached(),
                changes=self._changes() if self.version else [],
                entered_by=entered_by,
            )
        )

    def _entered_by(self) -> str | None:
        """Who enters what is not yet the unit's own; None where its own secretary hands it in."""
        unit, behalf = self.ask.organisation, self.context.envelope.on_behalf_of
        if behalf is not None:
            its_own = unit in self.context.authority.units(behalf, Role.UNIT_SECRETARY)
            self.refuse_unless(its_own, NOT_ITS_SECRETARY(actor=behalf, unit=unit, name=self.name))
        actor = self.context.actor
        own = unit in self.context.authority.units(actor, Role.UNIT_SECRETARY)
        return None if own else actor

    def _wrong(self, measured: checks.Measured) -> Iterator[Reason]:
        ask, rules = self.ask, self.rules
        evidence = self.context.rules.find(EvidenceRules)
        yield from checks.not_listened(self.consultations, evidence)
        yield from checks.unknown_heads(ask.sections, rules)
        yield from checks.too_long(measured, rules)
        yield from checks.too_much_praise(measured, rules)
        yield from checks.promised_twice(ask.commitments)
        yield from checks.too_many_files(len(set(ask.attachments)), rules)
        yield from accounts.misplaced(ask.accounts, self.past)

    def _lacking(self) -> Iterator[Reason]:
        ask, rules = self.ask, self.rules
        yield from checks.missing_heads(ask.sections, rules)
        yield from mapping.unmapped(ask.sections, rules)
        yield from accounts.unaccounted(ask.accounts, self.past, rules)

    def _attached(self) -> list[Attachment]:
        ask = self.ask
        return list(files.resolved(ask.organisation, self.name, ask.attachments, self.files))

    def _changes(self) -> list[Change]:
        return differences(self.sections, self.ask.sections, self.rules.length.counting)
