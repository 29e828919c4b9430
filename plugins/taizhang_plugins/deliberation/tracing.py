"""What follows a resolution: bodies trace it (跟踪督查), and the team is judged by it (S0-31)."""

from typing import Annotated

from msgspec import Meta

from taizhang import Refused, Role, decides
from taizhang.core import AttachmentHash, CycleId, Text
from taizhang_plugins.deliberation import refusals as r
from taizhang_plugins.deliberation import watching_refusals as wr
from taizhang_plugins.deliberation.names import Name
from taizhang_plugins.deliberation.rules import Judging, Tracing
from taizhang_plugins.deliberation.standing import ACTORS, MatterCommand, OfMatter
from taizhang_plugins.deliberation.watching_events import MatterJudged, MatterTraced


class TraceMatter(MatterCommand, name="deliberation.trace", title="登记跟踪督查"):
    """Enter what a supervising body found of how a resolution is carried out."""

    body: Annotated[Name, Meta(title="督查机构")]
    finding: Annotated[Text, Meta(title="督查情况")]
    evidence: AttachmentHash | None = None


class JudgeMatter(MatterCommand, name="deliberation.judge", title="登记述职评议办理情况"):
    """Enter how the team's handling of a matter was judged; `cycle`: where it debriefed."""

    body: Annotated[Name, Meta(title="评议机构")]
    verdict: Annotated[Text, Meta(title="述职评议意见")]
    cycle: CycleId | None = None


class Followed(OfMatter[MatterCommand]):
    """A matter that was resolved."""

    def require_followed(self, rule: Tracing | Judging | None, what: str, body: str) -> None:
        """It is resolved, and the rules name the body for this. Raises Refused."""
        self.require_matter()
        if rule is None:
            raise Refused(wr.NOT_KEPT(what=what))
        clause, bodies = rule.basis("bodies"), "、".join(rule.bodies)
        foreign = r.UNKNOWN_BODY(clause=clause, step=what, body=body, bodies=bodies)
        self.refuse_unless(body in rule.bodies, foreign)
        early = wr.NOT_RESOLVED(clause=clause, title=self.title, what=what)
        self.refuse_unless(self.resolved_on is not None, early)


@decides(TraceMatter, by=(*ACTORS, Role.SUPERVISOR))
class TracingMatter(Followed):
    """Any number of times, from the resolution on."""

    ask: TraceMatter

    def execute(self) -> None:
        ask = self.ask
        self.require_followed(self.rules.tracing, "跟踪督查", ask.body)
        self.require_evidence(ask.evidence)
        self.record(
            MatterTraced(
                matter=ask.matter,
                organisation=ask.organisation,
                body=ask.body,
                traced_on=self.context.on,
                finding=ask.finding,
                evidence=ask.evidence,
            )
        )


@decides(JudgeMatter, by=Role.CLERK)
class JudgingMatter(Followed):
    """After it was traced, where the rules ask for that."""

    ask: JudgeMatter

    def execute(self) -> None:
        ask, rule = self.ask, self.rules.judging
        self.require_followed(rule, "述职评议", ask.body)
        if rule is not None and rule.after_tracing and not self.traced:
            raise Refused(wr.NOT_TRACED(clause=rule.basis("after_tracing"), title=self.title))
        self.record(
            MatterJudged(
                matter=ask.matter,
                organisation=ask.organisation,
                cycle=ask.cycle,
                body=ask.body,
                judged_on=self.context.on,
                verdict=ask.verdict,
            )
        )
