"""Publishing the assessment (考核结果) within a scope (S0-16), once all have been told."""

from datetime import date, timedelta
from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.grades.events import ListOf
from taizhang.domain.grades.listing import TITLES
from taizhang.domain.names import Text
from taizhang.domain.refusals import wrong_state
from taizhang.domain.results.events import AssessmentPublished
from taizhang.domain.results.rules import Publication, rules_of
from taizhang.domain.results.standing import ResultsCommand, Standing
from taizhang.errors import Refusal, Refused
from taizhang.tenancy.roles import Role

FOREIGN_SCOPE = Refusal(
    "results.foreign_scope",
    zh="公布范围“{scope}”不在本单位规定的范围内：{allowed}",
    en="{scope!r} is none of the scopes {allowed}",
    rule="S0-16",
)


class PublishAssessment(ResultsCommand, name="results.publish", title="公布考核结果"):
    """Publish a confirmed grade list of a cycle within a scope; again after a correction."""

    scope: Annotated[Text, Meta(title="公布范围")]
    of: ListOf = "units"


@decides(PublishAssessment, by=(Role.CLERK, Role.COMMITTEE_SECRETARY), version=3)
class Publishing(Standing[PublishAssessment]):
    """Only confirmed grades, after the feedback, and only within a scope that the tenant uses."""

    def execute(self) -> None:
        ask, rules = self.ask, rules_of(self.context.rules, self.ask.of)
        self._require_scope(rules.publication)
        grades = self.require_graded(ask.of)
        state = wrong_state(f"考核结果（{TITLES[ask.of]}）", ask.cycle, "已公布", "未公布")
        self.refuse_unless(self.published.get(ask.of) != grades, state)
        if untold := list(self.untold(ask.of)):
            raise Refused(*untold)
        until = self._until(rules.objections.days)
        self.record(
            AssessmentPublished(
                cycle=ask.cycle,
                scope=ask.scope,
                grades=grades,
                objections_until=until,
                of=ask.of,
            )
        )

    def _until(self, days: int | None) -> date | None:
        """The day of publication is not counted (公布次日起)."""
        return None if days is None else self.context.on + timedelta(days=days)

    def _require_scope(self, publication: Publication) -> None:
        clause, allowed = publication.basis("scopes"), "、".join(publication.scopes)
        self.refuse_unless(
            self.ask.scope in publication.scopes,
            FOREIGN_SCOPE(clause=clause, scope=self.ask.scope, allowed=allowed),
        )
