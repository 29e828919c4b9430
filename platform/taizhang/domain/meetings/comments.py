"""The comment on each debrief, on three points (S0-10)."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.meetings.events import CommentGiven
from taizhang.domain.meetings.rules import MeetingRules
from taizhang.domain.meetings.subjects import OnSubject, SubjectCommand
from taizhang.domain.refusals import wrong_state
from taizhang.errors import Refusal, Refused
from taizhang.tenancy.roles import Role

POINT_MISSING = Refusal(
    "meetings.comment_point_missing",
    zh="点评“{name}”缺少“{point}”；须逐一指出经验做法、突出问题和努力方向三点",
    en="the comment on {name} lacks {point}; all three points are needed",
    rule="S0-10",
)


class GiveComment(SubjectCommand, name="meetings.comment", title="点评"):
    """Comment on one debrief: good practice, outstanding problems, next direction."""

    praised: Annotated[str, Meta(title="经验做法")]
    problems: Annotated[str, Meta(title="突出问题")]
    direction: Annotated[str, Meta(title="努力方向")]


@decides(GiveComment, by=Role.COMMITTEE_SECRETARY)
class Commenting(OnSubject[GiveComment]):
    """Three points, none left out, on a debrief that was held (S0-10)."""

    def execute(self) -> None:
        ask = self.ask
        self.require_subject(ask.organisation)
        unheard = wrong_state("述职", ask.organisation, "未述职", "已述职", name=self.name)
        self.refuse_unless("debrief" in self.steps, unheard)
        self._check_points()
        if "comment" not in self.steps:  # a second comment mends the first, in no turn of its own
            self.take_step("comment")
        self.record(
            CommentGiven(
                meeting=ask.meeting,
                cycle=self.cycle,
                organisation=ask.organisation,
                praised=ask.praised,
                problems=ask.problems,
                direction=ask.direction,
            )
        )

    def _check_points(self) -> None:
        ask, clause = self.ask, self.context.rules.of(MeetingRules).comments.clause
        points = {"经验做法": ask.praised, "突出问题": ask.problems, "努力方向": ask.direction}
        missing = [point for point, text in points.items() if not text.strip()]
        if missing:
            unit = {"organisation": ask.organisation, "name": self.name}
            raise Refused(*(POINT_MISSING(clause=clause, point=p, **unit) for p in missing))
