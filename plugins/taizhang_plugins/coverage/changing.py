"""Changing coverage: units join and leave a party organisation, and it is dissolved."""

from typing import Annotated

from msgspec import Meta

from taizhang import Command, Refusal, Role, Selector, decides
from taizhang.core import OrganisationId, Text
from taizhang_plugins.coverage.covering import Covering
from taizhang_plugins.coverage.due import founding_met
from taizhang_plugins.coverage.listing import leave
from taizhang_plugins.coverage.names import PartyId
from taizhang_plugins.coverage.party_events import PartyOrganisationDissolved, UnitJoined
from taizhang_plugins.coverage.party_standing import PartyStanding, of_party
from taizhang_plugins.coverage.refusals import NOT_LISTED, UNKNOWN_PARTY
from taizhang_plugins.coverage.rules import Mode
from taizhang_plugins.coverage.standing import Standing, of_units
from taizhang_plugins.coverage.state import Party

NOT_COVERED = Refusal(
    "coverage.not_covered",
    zh="“{name}”没有由党组织覆盖",
    en="{name} is covered by no party organisation",
    status=409,
)
MODE_GONE = Refusal(
    "coverage.mode_gone",
    zh="党组织“{party_name}”的组建方式“{mode}”已不在规定的方式中，不能再加入单位",
    en="the mode {mode!r} of {party_name} is not among the modes any more",
    rule="S3-27",
)


class JoinPartyOrganisation(
    Command, name="coverage.join_party_organisation", title="加入党组织覆盖"
):
    """Bring one more unit under a party organisation that exists."""

    party_organisation: PartyId
    organisation: OrganisationId
    reason: Annotated[Text | None, Meta(title="超出数量的原因")] = None


class LeavePartyOrganisation(
    Command, name="coverage.leave_party_organisation", title="退出党组织覆盖"
):
    """Take a unit from under the party organisation that covers it."""

    organisation: OrganisationId
    reason: Annotated[Text, Meta(title="移出原因")]


class DissolvePartyOrganisation(
    Command, name="coverage.dissolve_party_organisation", title="撤销党组织"
):
    """Dissolve a party organisation, by a document. Its units are covered no more."""

    party_organisation: PartyId
    document: Annotated[Text, Meta(title="批复文件")]


@decides(JoinPartyOrganisation, by=Role.CLERK)
class Joining(Covering[JoinPartyOrganisation]):
    """The unit is listed and free, and the mode takes one more."""

    def consistency_boundary(self) -> list[Selector]:
        return [*of_party(self.ask.party_organisation), *of_units(self.ask.organisation)]

    def execute(self) -> None:
        ask, party = self.ask, self.party(self.ask.party_organisation)
        standing = party.founded and not party.dissolved
        self.refuse_unless(standing, UNKNOWN_PARTY(id=ask.party_organisation))
        self.require_free([ask.organisation])
        mode, many = self._mode(party), len(party.units) + 1
        exceeded = self.exceeding(mode, many)
        self.record(
            UnitJoined(
                party_organisation=ask.party_organisation,
                name=party.name,
                organisation=ask.organisation,
                township=self.unit(ask.organisation).township,
                mode=mode.name,
            )
        )
        self.record_exceptions(ask.party_organisation, mode, many, exceeded, ask.reason)
        founding_met(self, ask.organisation, mode.name)

    def _mode(self, party: Party) -> Mode:
        found = self.rules.mode(party.mode)
        clause = self.rules.modes[0].basis("name")
        gone = MODE_GONE(clause=clause, party_name=party.name, mode=party.mode)
        self.refuse_unless(found is not None, gone)
        assert found is not None
        return found


@decides(LeavePartyOrganisation, by=Role.CLERK)
class Leaving(Standing[LeavePartyOrganisation]):
    """Whatever is covered may leave."""

    def consistency_boundary(self) -> list[Selector]:
        return of_units(self.ask.organisation)

    def execute(self) -> None:
        id, unit = self.ask.organisation, self.unit(self.ask.organisation)
        name = self.name_of(id)
        self.refuse_unless(unit.listed, NOT_LISTED(name=name))
        self.refuse_unless(unit.party is not None, NOT_COVERED(name=name))
        leave(self, id, self.ask.reason)


@decides(DissolvePartyOrganisation, by=Role.CLERK)
class Dissolving(PartyStanding[DissolvePartyOrganisation]):
    """Once."""

    def consistency_boundary(self) -> list[Selector]:
        return of_party(self.ask.party_organisation)

    def execute(self) -> None:
        ask, party = self.ask, self.party(self.ask.party_organisation)
        standing = party.founded and not party.dissolved
        self.refuse_unless(standing, UNKNOWN_PARTY(id=ask.party_organisation))
        self.record(
            PartyOrganisationDissolved(
                party_organisation=ask.party_organisation,
                mode=party.mode,
                township=party.township,
                units=list(party.units),
                lying_in=dict(party.units),
                document=ask.document,
                dissolved_on=self.context.on,
            )
        )
