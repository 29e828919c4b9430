"""Answering an objection to a notice: upheld, with what follows from it, or not."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.names import ObjectionId, Text
from taizhang.domain.publicity import events as e
from taizhang.domain.publicity.standing import PublicationCommand, Standing
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

NO_CONSEQUENCE = Refusal(
    "publicity.consequence_missing",
    zh="异议成立，须写明如何处理（consequence）",
    en="what is upheld has a consequence: say which",
)
NOTHING_UPHELD = Refusal(
    "publicity.nothing_upheld",
    zh="异议不成立，不因此处理或撤回公示",
    en="what is not upheld has no consequence, and takes nothing back",
)


class AnswerNoticeObjection(
    PublicationCommand, name="publicity.answer_objection", title="答复公示异议"
):
    """Answer an objection; what is upheld has a consequence, and may take the notice back."""

    objection: ObjectionId
    upheld: Annotated[bool, Meta(title="是否成立")]
    answer: Annotated[Text, Meta(title="答复")]
    consequence: Annotated[Text | None, Meta(title="处理")] = None
    withdraw: Annotated[bool, Meta(title="是否撤回公示")] = False


@decides(AnswerNoticeObjection, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class Answering(Standing[AnswerNoticeObjection]):
    """Once, also when the period is over; an upheld objection may take the notice back."""

    def execute(self) -> None:
        ask = self.ask
        self.require("shown", "ended", "withdrawn")
        answered = wrong_state("异议", ask.objection, "已答复", "未答复")
        self.refuse_unless(ask.objection not in self.answered, answered)
        self.refuse_unless(ask.objection in self.open, unknown("异议", ask.objection))
        self._require_consequence()
        self.record(
            e.NoticeObjectionAnswered(
                objection=ask.objection,
                publication=ask.publication,
                cycle=self.cycle,
                organisation=self.organisation,
                upheld=ask.upheld,
                answer=ask.answer,
                consequence=ask.consequence,
            )
        )
        if ask.withdraw and self.state != "withdrawn":
            self._take_back(f"异议成立：{ask.consequence}")

    def _take_back(self, reason: str) -> None:
        self.record(
            e.PublicityWithdrawn(
                publication=self.ask.publication,
                cycle=self.cycle,
                organisation=self.organisation,
                reason=reason,
            )
        )

    def _require_consequence(self) -> None:
        ask = self.ask
        self.refuse_unless(not ask.upheld or bool(ask.consequence), NO_CONSEQUENCE())
        idle = ask.upheld or not (ask.consequence or ask.withdraw)
        self.refuse_unless(idle, NOTHING_UPHELD())
