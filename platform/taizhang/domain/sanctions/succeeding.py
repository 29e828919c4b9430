"""What becomes of a unit's sanctions when the unit is gone: as the tenant has chosen."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, NamedTuple

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.names import ORGANISATION, OrganisationId, Text
from taizhang.domain.organisations.boundaries import successions
from taizhang.domain.organisations.events import OrganisationSucceeded
from taizhang.domain.organisations.reading_changes import ChangesReading
from taizhang.domain.organisations.succession import Purpose, stand_in
from taizhang.domain.sanctions import events as e
from taizhang.domain.sanctions.cause import Cause
from taizhang.domain.sanctions.rules import SanctionRules
from taizhang.events.event import Event
from taizhang.tenancy.roles import Role

OF_UNIT: tuple[type[Event], ...] = (
    e.SanctionImposed,
    e.SanctionTransferred,
    e.SanctionExpired,
    e.SanctionLifted,
)


class Borne(NamedTuple):
    """A sanction that a unit is under: whose result led to it, what it bars, and why."""

    organisation: str
    bars: list[str]
    cause: Cause


class TransferSanctions(Command, name="sanctions.transfer", title="移交组织处理"):
    """Let the successor bear what a unit that is gone was under; or do nothing, by the rules."""

    organisation: OrganisationId
    successor: Annotated[OrganisationId, Meta(title="后续单位")]
    since: Annotated[date, Meta(title="移交日期")]
    document: Annotated[Text, Meta(title="依据文件")]


@decides(TransferSanctions, by=Role.SYSTEM)
class Transferring(ChangesReading[TransferSanctions]):
    """Only what is still in force on the unit; a person's stays with the person."""

    def __init__(self, ask: TransferSanctions) -> None:
        super().__init__(ask)
        self.borne: dict[str, Borne] = {}

    def consistency_boundary(self) -> list[Selector]:
        return [Selector(OF_UNIT, [ORGANISATION(self.ask.organisation)]), *successions()]

    @event(e.SanctionImposed)
    def _imposed(
        self,
        sanction: str,
        organisation: str,
        unit: str | None,
        bars: list[str],
        measure: str,
        body: str,
        number: str,
        since: date,
        until: date | None,
    ) -> None:
        if unit == self.ask.organisation:
            cause = Cause(sanction, measure, body, number, since, until)
            self.borne[sanction] = Borne(organisation, bars, cause)

    @event(e.SanctionTransferred)
    def _transferred(
        self, sanction: str, organisation: str, unit: str, bars: list[str], cause: Cause
    ) -> None:
        self.borne.pop(sanction, None)
        if unit == self.ask.organisation:
            self.borne[sanction] = Borne(organisation, bars, cause)

    @event(e.SanctionExpired)
    def _expired(self, sanction: str) -> None:
        self.borne.pop(sanction, None)

    @event(e.SanctionLifted)
    def _lifted(self, sanction: str) -> None:
        self.borne.pop(sanction, None)

    def execute(self) -> None:
        rule = self.context.rules.of(SanctionRules).succession
        heir = stand_in(self.roll.units, self.ask.successor, Purpose.TICKETS)
        if rule is None or not rule.to_successor or heir is None:
            return
        for sanction, borne in list(self.borne.items()):
            self.record(
                e.SanctionTransferred(
                    sanction=sanction,
                    organisation=borne.organisation,
                    unit=heir,
                    previous=self.ask.organisation,
                    bars=borne.bars,
                    cause=borne.cause,
                    changed_on=self.ask.since,
                    document=self.ask.document,
                )
            )


@policy("sanctions.follow", on=OrganisationSucceeded)
def follow(event: OrganisationSucceeded, occasion: Occasion) -> Iterable[Command]:
    """Only from a unit that is gone; one that goes on bears its own."""
    if occasion.rules.find(SanctionRules) and not event.continues:
        yield TransferSanctions(
            organisation=event.organisation,
            successor=event.tickets,
            since=event.since,
            document=event.document,
        )
