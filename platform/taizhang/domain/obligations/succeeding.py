"""Succeeding: a unit is gone, and what it left undone goes on with whoever was named."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, decides
from taizhang.domain.names import OrganisationId
from taizhang.domain.obligations.handing import Handing
from taizhang.domain.obligations.owing import of_subject
from taizhang.domain.organisations.boundaries import successions
from taizhang.tenancy.roles import Role


class HandOverDuties(Command, name="obligations.hand_over", title="移交应办事项"):
    """Hand on what a unit that is gone had still to do; does nothing where there is nothing."""

    obligation: Annotated[str, Meta(title="应办事项")]
    organisation: OrganisationId
    successor: Annotated[OrganisationId, Meta(title="后续单位")]


@decides(HandOverDuties, by=Role.SYSTEM)
class HandingOver(Handing[HandOverDuties]):
    """What recurs and was missed stays missed with the unit: its period is over."""

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        both = dict.fromkeys((ask.organisation, ask.successor))
        own = [of_subject(ask.obligation, unit, "") for unit in both]
        return [*(selector for each in own for selector in each), *successions()]

    def execute(self) -> None:
        for duty in list(self.duties.values()):
            past = duty.first is not None and duty.missed
            if duty.subject == self.ask.organisation and not duty.over and not past:
                self.follow(duty, self.ask.obligation, once=True)
