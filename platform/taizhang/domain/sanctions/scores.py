"""Scores of assessments that are held elsewhere: the rules say what follows from them."""

from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.names import ORGANISATION, OrganisationId
from taizhang.domain.organisations.events import OrganisationRegistered
from taizhang.domain.refusals import unknown
from taizhang.domain.sanctions.events import ScoreReported
from taizhang.tenancy.roles import Role


class ReportScore(Command, name="sanctions.report_score", title="报送考核得分"):
    """Report a unit's score, and which assessment it comes from."""

    organisation: OrganisationId
    score: Annotated[Decimal, Meta(title="考核得分")]
    source: Annotated[str, Meta(min_length=1, max_length=200, title="得分来源")]


@decides(ReportScore, by=(Role.CLERK, Role.SYSTEM))
class ScoreReporting(Slice[ReportScore]):
    """The unit must be registered."""

    unit_known = False

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([OrganisationRegistered], [ORGANISATION(self.ask.organisation)])]

    @event(OrganisationRegistered)
    def _(self) -> None:
        self.unit_known = True

    def execute(self) -> None:
        ask = self.ask
        self.refuse_unless(self.unit_known, unknown("单位", ask.organisation))
        self.record(
            ScoreReported(organisation=ask.organisation, score=ask.score, source=ask.source)
        )
