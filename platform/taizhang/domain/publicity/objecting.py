"""Objections to what is on notice (公示异议): taken within the period, from whom is heard."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.names import OBJECTION, ObjectionId, OrganisationId, PersonId, Text
from taizhang.domain.publicity import events as e
from taizhang.domain.publicity.arrangements import arranged
from taizhang.domain.publicity.rules import PublicityRules
from taizhang.domain.publicity.standing import PublicationCommand, Standing
from taizhang.domain.refusals import TAKEN
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

NOT_ON_NOTICE = Refusal(
    "publicity.not_on_notice",
    zh="“{publication}”是公开，不是公示，不受理异议",
    en="{publication} is disclosed and not on notice; no objections are taken",
)
TOO_LATE = Refusal(
    "publicity.objection_late",
    zh="对“{publication}”的异议须在 {until} 以前提出，{on} 已经过期",
    en="objections to {publication} were taken until {until}; {on} is too late",
    rule="S1-13",
)
ANONYMOUS = Refusal(
    "publicity.objection_anonymous",
    zh="不受理匿名异议；请写明提出异议的单位或个人",
    en="objections of nobody named are not taken",
    rule="S1-13",
)
OBJECTOR = Refusal(
    "publicity.objector",
    zh="提出异议的是“{by}”：单位须写 unit，个人须写 person，匿名两项都不写",
    en="a unit is named as unit, a person as person, and nobody as neither",
)
_WORDS = {"unit": "单位", "person": "个人", "anonymous": "匿名"}


class ObjectToNotice(PublicationCommand, name="publicity.receive_objection", title="受理公示异议"):
    """Record an objection: by whom, as far as they are named, and what they say."""

    objection: ObjectionId
    by: Annotated[e.Objector, Meta(title="异议人类别")]
    text: Annotated[Text, Meta(title="异议内容")]
    unit: OrganisationId | None = None
    person: PersonId | None = None


@decides(ObjectToNotice, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class Objecting(Standing[ObjectToNotice]):
    """To a notice, on one of its days, by somebody that the tenant listens to."""

    taken = False

    def consistency_boundary(self) -> list[Selector]:
        own = Selector([e.NoticeObjected], [OBJECTION(self.ask.objection)])
        return [*super().consistency_boundary(), own]

    @event(e.NoticeObjected)
    def _objected(self, objection: str) -> None:
        self.taken = self.taken or objection == self.ask.objection

    def execute(self) -> None:
        ask = self.ask
        self.require("shown", "ended")
        self._require_period()
        self._require_objector()
        self.refuse_unless(not self.taken, TAKEN(kind="异议", id=ask.objection))
        self.record(
            e.NoticeObjected(
                objection=ask.objection,
                publication=ask.publication,
                cycle=self.cycle,
                organisation=self.organisation,
                by=ask.by,
                unit=ask.unit,
                person=ask.person,
                text=ask.text,
            )
        )

    def _require_period(self) -> None:
        ask, on = self.ask, self.context.on
        noticed = self.act == "notice" and self.until is not None
        self.refuse_unless(noticed, NOT_ON_NOTICE(publication=ask.publication))
        assert self.until is not None
        rule = arranged(self.context.rules.find(PublicityRules), self.act, self.matter)
        days = {"until": self.until.isoformat(), "on": on.isoformat()}
        late = TOO_LATE(clause=rule.basis("days"), publication=ask.publication, **days)
        self.refuse_unless(on <= self.until, late)
        barred = ANONYMOUS(clause=rule.basis("anonymous"))
        self.refuse_unless(ask.by != "anonymous" or bool(rule.anonymous), barred)

    def _require_objector(self) -> None:
        ask = self.ask
        named = (ask.unit is not None, ask.person is not None)
        fitting = named == (ask.by == "unit", ask.by == "person")
        self.refuse_unless(fitting, OBJECTOR(by=_WORDS[ask.by]))
