"""Listing: a unit of the core's register enters the register of 两新组织, and leaves it."""

from collections.abc import Iterable
from typing import Annotated, Any

from msgspec import Meta

from taizhang import Command, Occasion, Role, Selector, decides, policy
from taizhang.core import OrganisationId, OrganisationSucceeded, Text, registered, unknown
from taizhang_plugins.coverage.events import UnitClosed, UnitListed
from taizhang_plugins.coverage.party_events import UnitLeft
from taizhang_plugins.coverage.refusals import EXISTS, GONE, NOT_LISTED, NOT_OF_THE_KIND
from taizhang_plugins.coverage.standing import Standing, of_units


class ListUnit(Command, name="coverage.list_unit", title="纳入两新组织台账"):
    """Enter a registered enterprise or social organisation, with the township that it lies in."""

    organisation: OrganisationId
    township: Annotated[OrganisationId, Meta(title="所在乡镇")]


class CloseUnit(Command, name="coverage.close_unit", title="移出两新组织台账"):
    """Take a unit off the register: closed, dissolved or moved away, or listed by mistake."""

    organisation: OrganisationId
    reason: Annotated[Text, Meta(title="移出原因")]


@decides(ListUnit, by=Role.CLERK)
class Listing(Standing[ListUnit]):
    """The unit and the township are of the kinds that the tenant names, and it exists."""

    def consistency_boundary(self) -> list[Selector]:
        return [*of_units(self.ask.organisation), *registered(self.ask.township)]

    def execute(self) -> None:
        ask, unit, kinds = self.ask, self.unit(self.ask.organisation), self.rules.register
        name = self.name_of(ask.organisation)
        for id in (ask.organisation, ask.township):
            self.refuse_unless(self.knows(id), unknown("单位", id))
        self.refuse_unless(not unit.gone, GONE(name=name))
        taken = EXISTS(what="两新组织", what_en="the listed unit", id=name)
        self.refuse_unless(not unit.listed, taken)
        self._require(ask.organisation, kinds.kinds, "kinds", ("登记对象", "listed unit"))
        self._require(ask.township, kinds.townships, "townships", ("所在乡镇", "township"))
        kind = self.kind_of(ask.organisation)
        self.record(
            UnitListed(
                organisation=ask.organisation,
                township=ask.township,
                kind=kind,
                listed_on=self.context.on,
            )
        )

    def _require(self, id: str, kinds: list[str], basis: str, what: tuple[str, str]) -> None:
        kind, clause = self.kind_of(id), self.rules.register.basis(basis)
        wrong = NOT_OF_THE_KIND(
            clause=clause,
            name=self.name_of(id),
            kind=kind,
            kinds="、".join(kinds),
            what=what[0],
            what_en=what[1],
        )
        self.refuse_unless(kind in kinds, wrong)


@decides(CloseUnit, by=(Role.CLERK, Role.SYSTEM))
class Closing(Standing[CloseUnit]):
    """It leaves its party organisation first. What the register's own change asks of a unit that
    was never listed is nothing.
    """

    def consistency_boundary(self) -> list[Selector]:
        return of_units(self.ask.organisation)

    def execute(self) -> None:
        id, unit = self.ask.organisation, self.unit(self.ask.organisation)
        if not unit.listed and self.context.actor.startswith("policy:"):
            return
        self.refuse_unless(unit.listed, NOT_LISTED(name=self.name_of(id)))
        leave(self, id, self.ask.reason)
        self.record(
            UnitClosed(
                organisation=id,
                township=unit.township,
                closed_on=self.context.on,
                reason=self.ask.reason,
                targets=unit.open_targets(),
                due=unit.due,
            )
        )


def leave(slice_: Standing[Any], id: str, reason: str) -> None:
    """Record that a unit leaves the party organisation that covers it, if one does."""
    unit = slice_.unit(id)
    if unit.party is None:
        return
    party = slice_.party(unit.party)
    slice_.record(
        UnitLeft(
            party_organisation=unit.party,
            organisation=id,
            township=unit.township,
            mode=party.mode,
            reason=reason,
        )
    )


@policy("coverage.close_what_is_gone", on=OrganisationSucceeded)
def close_what_is_gone(event: OrganisationSucceeded, _: Occasion) -> Iterable[Command]:
    """A unit that the core's register dissolves or merges leaves this register too."""
    if not event.continues:
        yield CloseUnit(organisation=event.organisation, reason=f"登记册变更：{event.document}")
