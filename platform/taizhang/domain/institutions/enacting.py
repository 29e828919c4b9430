"""Enacting a standing rule, also in the place of an earlier one; and repealing it."""

from datetime import date, timedelta
from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.cycles.events import CycleOpened
from taizhang.domain.institutions.events import (
    InstitutionEnacted,
    InstitutionRepealed,
    InstitutionReplaced,
)
from taizhang.domain.institutions.rules import InstitutionRules, Standing
from taizhang.domain.institutions.standing import InstitutionCommand, OfInstitutions
from taizhang.domain.names import CYCLE, CycleId, InstitutionId, Text
from taizhang.domain.refusals import TAKEN, unknown
from taizhang.errors import Refusal, Refused
from taizhang.tenancy.roles import Role

NOT_WANTED = Refusal(
    "institutions.not_wanted",
    zh="文件没有要求建立“{answers}”；要求建立的是：{wanted}",
    en="the document asks for no {answers!r}, but for: {wanted}",
    rule="S0-21",
)
NOT_COMPETENT = Refusal(
    "institutions.not_competent",
    zh="“{body}”不能建立制度；可以建立的是：{bodies}",
    en="{body!r} enacts no standing rules; {bodies} does",
    rule="S0-21",
)


class EnactInstitution(InstitutionCommand, name="institutions.enact", title="建立制度"):
    """Enter a standing rule that a body enacted, in force from a day on.

    `answers` names what of the tenant's document it fulfils; `replaces` ends an earlier one.
    """

    name: Annotated[Text, Meta(title="制度名称")]
    body: Annotated[Text, Meta(title="制定机关")]
    effective_from: Annotated[date, Meta(title="施行日期")]
    text: Annotated[Text, Meta(title="制度正文")]
    number: Annotated[Text | None, Meta(title="文号")] = None
    answers: Annotated[Text | None, Meta(title="落实的要求")] = None
    experience: Annotated[Text | None, Meta(title="总结的做法和经验")] = None
    cycles: Annotated[list[CycleId], Meta(max_length=50, title="来自的考核周期")] = []
    replaces: Annotated[InstitutionId | None, Meta(title="替代的制度")] = None


class RepealInstitution(InstitutionCommand, name="institutions.repeal", title="废止制度"):
    """End a standing rule without another; `until` is its last day."""

    reason: Annotated[Text, Meta(title="废止原因")]
    until: Annotated[date, Meta(title="失效日期")]


@decides(EnactInstitution, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class Enacting(OfInstitutions[EnactInstitution]):
    """By a competent body, on cycles that there were; the one before ends the day before."""

    def __init__(self, ask: EnactInstitution) -> None:
        super().__init__(ask)
        self.cycles: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        before = self.of(ask.replaces) if ask.replaces else []
        cycles = [Selector([CycleOpened], [CYCLE(cycle)]) for cycle in ask.cycles]
        return [*super().consistency_boundary(), *before, *cycles]

    @event(CycleOpened)
    def _opened(self, cycle: str) -> None:
        self.cycles.add(cycle)

    def execute(self) -> None:
        ask, standing = self.ask, self.context.rules.of(InstitutionRules).standing
        known = ask.institution in self.in_force or ask.institution in self.ended
        self.refuse_unless(not known, TAKEN(kind="制度", id=ask.institution))
        self._require_fit(standing)
        if missing := [cycle for cycle in ask.cycles if cycle not in self.cycles]:
            raise Refused(*(unknown("考核周期", cycle) for cycle in missing))
        last = ask.effective_from - timedelta(days=1)
        if ask.replaces is not None:
            self.require_ending(ask.replaces, last)
        self.record(
            InstitutionEnacted(
                institution=ask.institution,
                name=ask.name,
                number=ask.number,
                body=ask.body,
                effective_from=ask.effective_from,
                text=ask.text,
                answers=ask.answers,
                experience=ask.experience,
                cycles=list(dict.fromkeys(ask.cycles)),
            )
        )
        if ask.replaces is not None:
            self.record(
                InstitutionReplaced(institution=ask.replaces, by=ask.institution, until=last)
            )

    def _require_fit(self, standing: Standing) -> None:
        ask = self.ask
        bodies, wanted = "、".join(standing.bodies), "、".join(standing.wanted) or "（无）"
        clause = standing.basis("bodies")
        other = NOT_COMPETENT(clause=clause, body=ask.body, bodies=bodies)
        self.refuse_unless(not standing.bodies or ask.body in standing.bodies, other)
        fine = ask.answers is None or ask.answers in standing.wanted
        foreign = NOT_WANTED(clause=standing.basis("wanted"), answers=ask.answers, wanted=wanted)
        self.refuse_unless(fine, foreign)


@decides(RepealInstitution, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class Repealing(OfInstitutions[RepealInstitution]):
    """Only one that is in force."""

    def execute(self) -> None:
        ask = self.ask
        self.require_ending(ask.institution, ask.until)
        self.record(
            InstitutionRepealed(institution=ask.institution, reason=ask.reason, until=ask.until)
        )
