"""What is asked when a sitting is entered."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.core import AttachmentHash, Text
from taizhang_plugins.deliberation.counting import Heads
from taizhang_plugins.deliberation.names import Name
from taizhang_plugins.deliberation.standing import MatterCommand

Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Some = Annotated[int, Meta(ge=1, le=1_000_000)]


class RecordStep(MatterCommand, name="deliberation.record_step", title="登记议事步骤"):
    """Enter a sitting that was held on the business day. `whole`: all of the body; `due`: all but
    those rightly absent (left out: all); `merged`: the step after it, taken in the same sitting.

    `carried` false: the vote was lost. `special`: a circumstance that lifts the law's notice.
    """

    step: Annotated[Name, Meta(title="步骤")]
    whole: Annotated[Some, Meta(title="全体人数")]
    present: Annotated[Some, Meta(title="实到人数")]
    votes_for: Annotated[Count, Meta(title="赞成")]
    minutes: Annotated[Text, Meta(title="会议记录")]
    due: Annotated[Count | None, Meta(title="应到人数")] = None
    body: Annotated[Name | None, Meta(title="议事机构")] = None
    against: Annotated[Count, Meta(title="反对")] = 0
    abstain: Annotated[Count, Meta(title="弃权")] = 0
    carried: Annotated[bool, Meta(title="是否通过")] = True
    notice_on: Annotated[date | None, Meta(title="通知日期")] = None
    special: Annotated[bool, Meta(title="遇有特殊情况临时通知")] = False
    merged: Annotated[list[Name], Meta(max_length=1, title="合并的步骤")] = []
    evidence: AttachmentHash | None = None

    @property
    def heads(self) -> Heads:
        """What was counted."""
        due = self.whole if self.due is None else self.due
        votes = self.votes_for, self.against, self.abstain
        return Heads(self.whole, due, self.present, *votes)
