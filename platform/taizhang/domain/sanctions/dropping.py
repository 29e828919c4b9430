"""A proposal that was not followed (不予采纳)."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.names import Text
from taizhang.domain.sanctions.events import SanctionDropped
from taizhang.domain.sanctions.standing import OfSanction, SanctionCommand
from taizhang.tenancy.roles import Role


class DropSanction(SanctionCommand, name="sanctions.drop", title="不予采纳处理建议"):
    """Record that the proposal was not followed."""

    reason: Annotated[Text, Meta(title="终止原因")]


@decides(DropSanction, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class Dropping(OfSanction[DropSanction]):
    """Only what was not decided yet."""

    def execute(self) -> None:
        self.require("proposed")
        ask = self.ask
        self.record(
            SanctionDropped(
                sanction=ask.sanction, organisation=self.organisation, reason=ask.reason
            )
        )
