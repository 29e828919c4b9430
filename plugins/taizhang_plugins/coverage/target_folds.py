"""How targets, activists and members change what is shown of a unit (S3-26)."""

from datetime import date

from msgspec.structs import replace

from taizhang import At, folds
from taizhang_plugins.coverage import target_events as t
from taizhang_plugins.coverage.foreign import ActivistElsewhere, AdmittedElsewhere
from taizhang_plugins.coverage.unit_rows import TwoNewUnit, weighed


@folds(TwoNewUnit, t.TargetSet, "organisation")
def _(row: TwoNewUnit | None, event: t.TargetSet, at: At) -> TwoNewUnit | None:
    if row is None or (row.target_year or 0) > event.year:
        return row
    target = replace(row, target_year=event.year, missed=False)
    return weighed(replace(target, target_activists=event.activists, target_members=event.members))


@folds(TwoNewUnit, t.GapFound, "organisation")
def _(row: TwoNewUnit | None, event: t.GapFound, at: At) -> TwoNewUnit | None:
    return row and replace(row, missed=row.missed or row.target_year == event.year)


@folds(TwoNewUnit, t.TargetMet, "organisation")
def _(row: TwoNewUnit | None, event: t.TargetMet, at: At) -> TwoNewUnit | None:
    return row and replace(row, missed=row.missed and row.target_year != event.year)


def _confirmed(row: TwoNewUnit | None, person: str, day: date) -> TwoNewUnit | None:
    return row and weighed(replace(row, activists={person: day} | row.activists))


def _admitted(row: TwoNewUnit | None, person: str, day: date) -> TwoNewUnit | None:
    return row and weighed(replace(row, admitted={person: day} | row.admitted))


@folds(TwoNewUnit, t.ActivistConfirmed, "organisation")
def _(row: TwoNewUnit | None, event: t.ActivistConfirmed, at: At) -> TwoNewUnit | None:
    return _confirmed(row, event.person, event.confirmed_on)


@folds(TwoNewUnit, ActivistElsewhere, "organisation")
def _(row: TwoNewUnit | None, event: ActivistElsewhere, at: At) -> TwoNewUnit | None:
    return _confirmed(row, event.person, event.confirmed_on)


@folds(TwoNewUnit, t.MemberAdmitted, "organisation")
def _(row: TwoNewUnit | None, event: t.MemberAdmitted, at: At) -> TwoNewUnit | None:
    return _admitted(row, event.person, event.admitted_on)


@folds(TwoNewUnit, AdmittedElsewhere, "organisation")
def _(row: TwoNewUnit | None, event: AdmittedElsewhere, at: At) -> TwoNewUnit | None:
    return _admitted(row, event.person, event.admitted_on)
