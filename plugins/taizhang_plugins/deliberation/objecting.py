"""Objections of the supervision group: recorded always; whether they stop a step is the rules'."""

from typing import Annotated

from msgspec import Meta

from taizhang import Refused, Role, Selector, decides
from taizhang.core import Text, unknown
from taizhang_plugins.deliberation import refusals as r
from taizhang_plugins.deliberation.names import MATTER_OBJECTION, MatterObjectionId, Name
from taizhang_plugins.deliberation.standing import ACTORS, STATES, MatterCommand, OfMatter
from taizhang_plugins.deliberation.watching_events import ObjectionAnswered, ObjectionRaised


class RaiseObjection(MatterCommand, name="deliberation.object", title="登记监督小组异议"):
    """Enter what a supervising body objects to in a matter."""

    objection: MatterObjectionId
    body: Annotated[Name, Meta(title="监督机构")]
    text: Annotated[Text, Meta(title="异议内容")]


class AnswerObjection(
    MatterCommand, name="deliberation.answer_objection", title="答复监督小组异议"
):
    """Answer an objection."""

    objection: MatterObjectionId
    answer: Annotated[Text, Meta(title="答复")]


@decides(RaiseObjection, by=(*ACTORS, Role.SUPERVISOR))
class Objecting(OfMatter[RaiseObjection]):
    """By a body that the rules name, on a matter that is under way or done."""

    def consistency_boundary(self) -> list[Selector]:
        taken = Selector([ObjectionRaised], [MATTER_OBJECTION(self.ask.objection)])
        return [*super().consistency_boundary(), taken]

    def execute(self) -> None:
        ask, rule = self.ask, self.rules.objections
        self.require_matter()
        clause, state = rule.basis("bodies"), STATES[self.state]
        over = r.OVER(clause=clause, title=self.title, state=state, step="监督小组异议")
        self.refuse_unless(self.state != "withdrawn", over)
        bodies = "、".join(rule.bodies)
        foreign = r.UNKNOWN_BODY(clause=clause, step="监督小组异议", body=ask.body, bodies=bodies)
        self.refuse_unless(ask.body in rule.bodies, foreign)
        taken = r.TAKEN(kind="监督异议", id=ask.objection)
        self.refuse_unless(ask.objection not in self.raised, taken)
        self.record(
            ObjectionRaised(
                objection=ask.objection,
                matter=ask.matter,
                organisation=ask.organisation,
                body=ask.body,
                text=ask.text,
                before=self.expected.name if self.expected else None,
                stops=rule.stops,
            )
        )


@decides(AnswerObjection, by=ACTORS)
class Answering(OfMatter[AnswerObjection]):
    """Once."""

    def execute(self) -> None:
        ask = self.ask
        self.require_unit()
        self.require_matter()
        if ask.objection not in self.objections:
            raise Refused(unknown("没有答复的监督异议", ask.objection))
        self.record(
            ObjectionAnswered(
                objection=ask.objection,
                matter=ask.matter,
                organisation=ask.organisation,
                answer=ask.answer,
            )
        )
