"""How party organisations and instructors change what is shown of a unit (S3-20, S3-27)."""

from collections.abc import Iterable

from msgspec.structs import replace

from taizhang import At, folds
from taizhang_plugins.coverage import party_events as p
from taizhang_plugins.coverage.instructor_events import InstructorRecalled, InstructorSent
from taizhang_plugins.coverage.unit_rows import TwoNewUnit


def _units(
    event: p.PartyOrganisationFounded | p.PartyOrganisationDissolved,
) -> Iterable[tuple[str]]:
    return ((unit,) for unit in event.units)


@folds(TwoNewUnit, p.PartyOrganisationFounded, _units)
def _(row: TwoNewUnit | None, event: p.PartyOrganisationFounded, at: At) -> TwoNewUnit | None:
    return row and replace(row, party_organisation=event.party_organisation, mode=event.mode)


@folds(TwoNewUnit, p.PartyOrganisationDissolved, _units)
def _(row: TwoNewUnit | None, event: p.PartyOrganisationDissolved, at: At) -> TwoNewUnit | None:
    return row and replace(row, party_organisation=None, mode=None)


@folds(TwoNewUnit, p.UnitJoined, "organisation")
def _(row: TwoNewUnit | None, event: p.UnitJoined, at: At) -> TwoNewUnit | None:
    return row and replace(row, party_organisation=event.party_organisation, mode=event.mode)


@folds(TwoNewUnit, p.UnitLeft, "organisation")
def _(row: TwoNewUnit | None, event: p.UnitLeft, at: At) -> TwoNewUnit | None:
    return row and replace(row, party_organisation=None, mode=None)


def _instructed(event: InstructorSent | InstructorRecalled) -> Iterable[tuple[str]]:
    return ((unit,) for unit in event.organisations)


@folds(TwoNewUnit, InstructorSent, _instructed)
def _(row: TwoNewUnit | None, event: InstructorSent, at: At) -> TwoNewUnit | None:
    return row and replace(row, instructor=event.instructor)


@folds(TwoNewUnit, InstructorRecalled, _instructed)
def _(row: TwoNewUnit | None, event: InstructorRecalled, at: At) -> TwoNewUnit | None:
    return row and replace(
        row, instructor=None if row.instructor == event.instructor else row.instructor
    )
