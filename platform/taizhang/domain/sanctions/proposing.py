"""A proposal: by a policy that reads the tenant's rules, or by a clerk."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.names import ORGANISATION, OrganisationId, Text
from taizhang.domain.organisations.events import OrganisationRegistered
from taizhang.domain.refusals import TAKEN, unknown
from taizhang.domain.sanctions.events import SanctionProposed, Target
from taizhang.domain.sanctions.standing import OfSanction, SanctionCommand
from taizhang.tenancy.roles import Role

Honour = Annotated[str, Meta(min_length=1, max_length=200)]


class ProposeSanction(SanctionCommand, name="sanctions.propose", title="提出处理建议"):
    """Propose a sanction to the competent body, with the ground that it rests on."""

    organisation: OrganisationId
    target: Target
    measure: Annotated[Text, Meta(title="处理措施")]
    ground: Annotated[Text, Meta(title="事由")]
    bars: Annotated[list[Honour], Meta(title="不得参评的事项")] = []
    months: Annotated[int, Meta(ge=1, le=1200, title="处理月数")] | None = None
    clause: Annotated[str | None, Meta(title="依据条文")] = None


@decides(ProposeSanction, by=(Role.CLERK, Role.SYSTEM))
class Proposing(OfSanction[ProposeSanction]):
    """The unit must be registered; an identifier is given once."""

    unit_known = False

    def consistency_boundary(self) -> list[Selector]:
        unit = Selector([OrganisationRegistered], [ORGANISATION(self.ask.organisation)])
        return [*super().consistency_boundary(), unit]

    @event(OrganisationRegistered)
    def _(self) -> None:
        self.unit_known = True

    def execute(self) -> None:
        ask = self.ask
        self.refuse_unless(self.unit_known, unknown("单位", ask.organisation))
        self.refuse_unless(self.state == "none", TAKEN(kind="组织处理", id=ask.sanction))
        self.record(
            SanctionProposed(
                sanction=ask.sanction,
                organisation=ask.organisation,
                target=ask.target,
                measure=ask.measure,
                bars=ask.bars,
                months=ask.months,
                ground=ask.ground,
                clause=ask.clause,
            )
        )
