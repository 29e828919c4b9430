"""Finding an organisation weak, by the tenant's symptoms; and again after it was mended."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides
from taizhang.domain.names import OrganisationId, Text
from taizhang.domain.overhauls.events import OverhaulReopened, WeakOrganisationFound
from taizhang.domain.overhauls.standing import OfOverhaul, OverhaulCommand
from taizhang.domain.refusals import TAKEN, unknown
from taizhang.errors import Refusal, Refused
from taizhang.tenancy.roles import Role

UNKNOWN_SYMPTOM = Refusal(
    "overhauls.unknown_symptom",
    zh="“{symptom}”不是规定的软弱涣散情形；规定的是：{symptoms}",
    en="{symptom!r} is none of the symptoms: {symptoms}",
    rule="S1-04",
)


class FindWeak(OverhaulCommand, name="overhauls.begin", title="认定软弱涣散党组织"):
    """Find an organisation weak: for which symptoms, and by which facts."""

    organisation: OrganisationId
    symptoms: Annotated[list[Text], Meta(min_length=1, max_length=50, title="软弱涣散情形")]
    facts: Annotated[Text, Meta(title="主要事实")]


class ReopenOverhaul(OverhaulCommand, name="overhauls.reopen", title="重新整顿"):
    """Take an overhaul up again that was finished: the organisation is weak once more."""

    organisation: OrganisationId
    reason: Annotated[Text, Meta(title="重新整顿原因")]


@decides(FindWeak, by=Role.CLERK)
class Finding(OfOverhaul[FindWeak]):
    """By symptoms that the tenant's rules name; the unit then bears the tenant's label."""

    def consistency_boundary(self) -> list[Selector]:
        return [*super().consistency_boundary(), *self.of_unit(self.ask.organisation)]

    def execute(self) -> None:
        ask = self.ask
        self.require_unit(ask.organisation, self.context.on)
        self.refuse_unless(self.state == "none", TAKEN(kind="软弱涣散整顿", id=ask.overhaul))
        self.require_idle(ask.organisation)
        self._require_symptoms()
        self.record(
            WeakOrganisationFound(
                overhaul=ask.overhaul,
                organisation=ask.organisation,
                symptoms=list(dict.fromkeys(ask.symptoms)),
                facts=ask.facts,
            )
        )
        self.label(ask.organisation, weak=True)

    def _require_symptoms(self) -> None:
        known = self.rules.diagnosis
        clause, named = known.basis("symptoms"), "、".join(known.symptoms)
        wrong = [s for s in self.ask.symptoms if known.symptoms and s not in known.symptoms]
        if wrong:
            raise Refused(
                *(UNKNOWN_SYMPTOM(clause=clause, symptom=s, symptoms=named) for s in wrong)
            )


@decides(ReopenOverhaul, by=(Role.CLERK, Role.SUPERVISOR))
class Reopening(OfOverhaul[ReopenOverhaul]):
    """It is planned, carried out and asked about anew."""

    def consistency_boundary(self) -> list[Selector]:
        return [*super().consistency_boundary(), *self.of_unit(self.ask.organisation)]

    def execute(self) -> None:
        ask = self.ask
        self.require("finished")
        own = unknown(f"“{self.name_of(ask.organisation)}”的整顿", ask.overhaul)
        self.refuse_unless(self.organisation == ask.organisation, own)
        self.require_unit(ask.organisation, self.context.on)
        self.require_idle(ask.organisation)
        self.record(
            OverhaulReopened(
                overhaul=ask.overhaul, organisation=ask.organisation, reason=ask.reason
            )
        )
        self.label(ask.organisation, weak=True)
