"""Reconciling: what somebody reported, beside the register and beside what others reported."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang import Command, Refusal, Role, Selector, decides, event
from taizhang.measures.approximate import exactly, reconcile
from taizhang_plugins.coverage.figures import read
from taizhang_plugins.coverage.names import REGISTER, Figure, Line, TotalId, Written
from taizhang_plugins.coverage.reckoning import Reckoning
from taizhang_plugins.coverage.refusals import EXISTS, FUTURE
from taizhang_plugins.coverage.rules import CoverageRules
from taizhang_plugins.coverage.total_events import Against, Matter, TotalReported

DIFFERS = Refusal(
    "coverage.total_differs",
    zh="上报“{text}”与台账的 {registered} 不一致，两数并列，请核实",
    en="{text} was reported and the register has {registered}: shown side by side",
)
CONTRADICTS = Refusal(
    "coverage.totals_contradict",
    zh="上报“{text}”与另一处上报的“{other}”不能同时成立，请核实",
    en="{text} and {other}, which was reported elsewhere, cannot both be true",
)
NO_PERIOD = Refusal(
    "coverage.no_period",
    zh="核对新组建的数目须写明从哪一天起（since），且不晚于截止日期；核对其他数目不写",
    en="what was founded is counted since a day, up to the last one; nothing else is",
)


class ReportTotal(Command, name="coverage.report_total", title="核对上报数"):
    """Enter a figure that somebody reported, and see what the register held on that day.

    `matter`: serving instructors, standing party organisations, those founded `since` a day, or
    listed units; `kind`: of one kind of units only.
    """

    total: Annotated[TotalId, Meta(title="上报数编号")]
    matter: Annotated[Matter, Meta(title="核对事项")]
    figure: Annotated[Written, Meta(title="上报数")]
    as_of: Annotated[date, Meta(title="截止日期")]
    source: Annotated[Line, Meta(title="出处")]
    kind: Annotated[str, Meta(min_length=1, max_length=100, title="单位类别")] | None = None
    since: Annotated[date | None, Meta(title="开始日期")] = None


@decides(ReportTotal, by=(Role.CLERK, Role.AUDITOR))
class Reconciling(Reckoning[ReportTotal]):
    """Neither trusted nor accused: a difference is shown and warned of, never refused."""

    known = False

    def __init__(self, ask: ReportTotal) -> None:
        super().__init__(ask)
        self._figures: list[tuple[str, Figure]] = []

    def consistency_boundary(self) -> list[Selector]:
        return [*super().consistency_boundary(), Selector([TotalReported], [REGISTER])]

    @event(TotalReported)
    def _reported(
        self,
        total: str,
        matter: str,
        kind: str | None,
        since: date | None,
        as_of: date,
        figure: Figure,
    ) -> None:
        ask = self.ask
        self.known |= total == ask.total
        if (matter, kind, since, as_of) == (ask.matter, ask.kind, ask.since, ask.as_of):
            self._figures.append((total, figure))

    def execute(self) -> None:
        ask, on = self.ask, self.context.on
        taken = EXISTS(what="上报数", what_en="the total", id=ask.total)
        self.refuse_unless(not self.known, taken)
        later = FUTURE(what="截止日期", what_en="the day", day=str(ask.as_of), on=str(on))
        self.refuse_unless(ask.as_of <= on, later)
        since = ask.since
        period = since is not None and since <= ask.as_of
        self.refuse_unless(period if ask.matter == "founded" else since is None, NO_PERIOD())
        figure = read(self.context.rules.of(CoverageRules), ask.figure, "名", "人", "家", "个")
        registered = self.ledger.count(ask.matter, ask.as_of, ask.kind, since)
        refuted = reconcile(figure.range, [exactly(registered)]).refuted
        against = [
            Against(total, other.text, reconcile(figure.range, [other.range]).refuted)
            for total, other in self._figures
        ]
        self._warn(figure, registered, refuted, against)
        self.record(
            TotalReported(
                total=ask.total,
                matter=ask.matter,
                kind=ask.kind,
                since=since,
                as_of=ask.as_of,
                figure=figure,
                source=ask.source,
                registered=registered,
                refuted=refuted,
                against=against,
            )
        )

    def _warn(self, figure: Figure, registered: int, refuted: bool, against: list[Against]) -> None:
        if refuted:
            self.warn(DIFFERS(text=figure.text, registered=registered))
        for each in against:
            if each.refuted:
                self.warn(CONTRADICTS(text=figure.text, other=each.text))
