"""先学后述: a unit studies together before it hands in its report (a sample plugin)."""

from datetime import date
from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang import (
    At,
    Check,
    Command,
    Event,
    Provision,
    Refusal,
    Role,
    Row,
    Rules,
    Scheme,
    Selector,
    Slice,
    checks,
    decides,
    event,
    folds,
    hookimpl,
)
from taizhang.core import CYCLE, ORGANISATION, CycleId, OrganisationId, ReportSubmitted

TOO_LITTLE = Refusal(
    "study.too_little",
    zh="考核周期“{cycle}”内已集中学习 {held} 次，提交述职报告以前至少 {least} 次",
    en="{held} study meetings were held in {cycle}; a report needs {least}",
)


class BeforeReport(Provision, frozen=True):
    """How often a unit studies before it reports."""

    least: Annotated[int, Meta(ge=0)]


class StudyRules(Rules, frozen=True):
    """`[rules.study]` of a tenant's file."""

    section: ClassVar[str] = "study"
    before_report: BeforeReport


class StudyHeld(Event, name="study.held", title="集中学习", corrects=("topic",), annuls=True):
    """A unit has studied together."""

    cycle: CycleId
    organisation: OrganisationId
    held_on: date
    topic: str


class RecordStudy(Command, name="study.record", title="登记集中学习"):
    """Record a study meeting of a unit, on the business date."""

    cycle: CycleId
    organisation: OrganisationId
    topic: Annotated[str, Meta(min_length=1, max_length=200, title="主题")]


@decides(RecordStudy, by=(Role.CLERK, Role.UNIT_SECRETARY))
class Recording(Slice[RecordStudy]):
    """Studying is never refused."""

    def execute(self) -> None:
        """Record it."""
        ask, day = self.ask, self.context.on
        held = StudyHeld(
            cycle=ask.cycle, organisation=ask.organisation, held_on=day, topic=ask.topic
        )
        self.record(held)


@checks(ReportSubmitted)
class StudiedBefore(Check[ReportSubmitted]):
    """A report is handed in after as many study meetings as the tenant's document asks for."""

    held = 0

    def consistency_boundary(self) -> list[Selector]:
        """The unit's study meetings in the report's cycle."""
        fact = self.fact
        return [Selector([StudyHeld], [CYCLE(fact.cycle), ORGANISATION(fact.organisation)])]

    @event(StudyHeld)
    def _(self) -> None:
        self.held += 1

    def execute(self) -> None:
        """Refuse a report that comes too early."""
        rule = self.context.rules.of(StudyRules).before_report
        refusal = TOO_LITTLE(
            clause=rule.basis("least"), cycle=self.fact.cycle, held=self.held, least=rule.least
        )
        self.refuse_unless(self.held >= rule.least, refusal)


class Study(Row, key=("cycle", "organisation"), title="集中学习", plural="Studies"):
    """How a unit has studied in a cycle."""

    cycle: Annotated[CycleId, Meta(title="考核周期")]
    organisation: Annotated[OrganisationId, Meta(title="单位")]
    times: Annotated[int, Meta(title="次数")]
    topics: Annotated[list[str], Meta(title="主题")]


@folds(Study, StudyHeld, ("cycle", "organisation"))
def _(row: Study | None, event: StudyHeld, at: At) -> Study:
    topics = [*(row.topics if row else ()), event.topic]
    cycle, organisation = at.key
    return Study(cycle=cycle, organisation=organisation, times=len(topics), topics=topics)


@hookimpl
def taizhang_schemes() -> list[Scheme]:
    """One scheme."""
    return [
        Scheme(
            name="study",
            title="先学后述",
            events=(StudyHeld,),
            commands=(RecordStudy,),
            rows=(Study,),
            rules=(StudyRules,),
            checks=(StudiedBefore,),
        )
    ]
