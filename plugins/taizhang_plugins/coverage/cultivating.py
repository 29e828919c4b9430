"""Cultivating: activists are confirmed and members admitted, until the year's target is met."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from msgspec import Meta

from taizhang import Command, Occasion, Role, Selector, decides, policy
from taizhang.core import OrganisationId, PersonId
from taizhang_plugins.coverage.foreign import ActivistElsewhere, AdmittedElsewhere
from taizhang_plugins.coverage.refusals import EXISTS, NOT_LISTED
from taizhang_plugins.coverage.standing import Standing, of_units
from taizhang_plugins.coverage.target_events import ActivistConfirmed, MemberAdmitted, TargetMet


class ConfirmActivist(Command, name="coverage.confirm_activist", title="确定入党积极分子"):
    """Enter that somebody in a unit was confirmed as an activist, on the business day."""

    organisation: OrganisationId
    person: PersonId


class AdmitMember(Command, name="coverage.admit_member", title="登记发展党员"):
    """Enter that somebody in a unit was admitted as a member, on the business day."""

    organisation: OrganisationId
    person: PersonId


class SettleTarget(Command, name="coverage.settle_target", title="核对培养任务"):
    """See whether what another scheme has recorded meets a unit's target of a year."""

    organisation: OrganisationId
    year: Annotated[int, Meta(title="年度")]


class Cultivating(Standing[Any]):
    """In a listed unit, each person once; by a clerk, or the township that the unit lies in."""

    def consistency_boundary(self) -> list[Selector]:
        return of_units(self.ask.organisation)

    def require(self, known: Iterable[str], what: str, what_en: str) -> None:
        """Raise Refused unless the unit is listed and the person is new to it."""
        ask, unit = self.ask, self.unit(self.ask.organisation)
        name = self.name_of(ask.organisation)
        self.refuse_unless(unit.listed, NOT_LISTED(name=name))
        self.context.require_unit(
            unit.township, Role.UNIT_SECRETARY, Role.CLERK, name=f"{name}所在乡镇"
        )
        taken = EXISTS(what=what, what_en=what_en, id=ask.person)
        self.refuse_unless(ask.person not in known, taken)


@decides(ConfirmActivist, by=(Role.CLERK, Role.UNIT_SECRETARY))
class Confirming(Cultivating):
    """One more activist of the unit."""

    def execute(self) -> None:
        ask, unit, on = self.ask, self.unit(self.ask.organisation), self.context.on
        self.require(unit.activists, "积极分子", "the activist")
        self.record(
            ActivistConfirmed(
                organisation=ask.organisation,
                township=unit.township,
                person=ask.person,
                confirmed_on=on,
            )
        )
        settle(self, ask.organisation, on.year)


@decides(AdmitMember, by=(Role.CLERK, Role.UNIT_SECRETARY))
class Admitting(Cultivating):
    """One more member of the unit."""

    def execute(self) -> None:
        ask, unit, on = self.ask, self.unit(self.ask.organisation), self.context.on
        self.require(unit.admitted, "党员", "the member")
        self.record(
            MemberAdmitted(
                organisation=ask.organisation,
                township=unit.township,
                person=ask.person,
                admitted_on=on,
            )
        )
        settle(self, ask.organisation, on.year)


@decides(SettleTarget, by=Role.SYSTEM)
class Settling(Standing[SettleTarget]):
    """Nothing, where nothing is open."""

    def consistency_boundary(self) -> list[Selector]:
        return of_units(self.ask.organisation)

    def execute(self) -> None:
        settle(self, self.ask.organisation, self.ask.year)


def settle(slice_: Standing[Any], id: str, year: int) -> None:
    """Record that a target is met once as many came within its year as it asks (S3-26)."""
    unit = slice_.unit(id)
    target, (activists, members) = unit.targets.get(year), unit.done(year)
    if target is None or target.met:
        return
    if activists >= target.activists and members >= target.members:
        late = target.gap
        slice_.record(
            TargetMet(
                organisation=id,
                township=unit.township,
                year=year,
                key=target.key,
                late=late,
            )
        )


def _settled(id: str, day: date) -> Iterable[Command]:
    yield SettleTarget(organisation=id, year=day.year)


@policy("coverage.count_activists_elsewhere", on=ActivistElsewhere)
def count_activists_elsewhere(event: ActivistElsewhere, _: Occasion) -> Iterable[Command]:
    """What a scheme of members records may meet a target."""
    return _settled(event.organisation, event.confirmed_on)


@policy("coverage.count_members_elsewhere", on=AdmittedElsewhere)
def count_members_elsewhere(event: AdmittedElsewhere, _: Occasion) -> Iterable[Command]:
    """What a scheme of members records may meet a target."""
    return _settled(event.organisation, event.admitted_on)
