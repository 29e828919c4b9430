"""Eligibility: may this unit or person be named, promoted, moved on this day? With the cause."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from taizhang.domain.names import ORGANISATION, PERSON
from taizhang.domain.sanctions.cause import Cause
from taizhang.domain.sanctions.events import (
    SanctionExpired,
    SanctionImposed,
    SanctionLifted,
    SanctionTransferred,
)
from taizhang.projections.row import At, Key, Row, folds

Ending = SanctionExpired | SanctionLifted


class Answer(Struct, frozen=True):
    """Whether there is nothing in the way, and all that is."""

    eligible: bool
    causes: tuple[Cause, ...] = ()


def eligible(causes: Iterable[Cause], on: date) -> Answer:
    """The answer for one subject and honour on a day, from the sanctions that were not lifted."""
    holding = tuple(cause for cause in causes if cause.holds(on))
    return Answer(not holding, holding)


class Eligibility(
    Row,
    key=("subject", "honour"),
    title="评先评优资格",
    plural="Eligibilities",
    rules=("S2-31", "S3-36", "S3-38"),
):
    """What a unit or person is barred from. Nothing is in the way where there is no row, or where
    `causes` holds no sanction for the day that is asked about.
    """

    subject: Annotated[str, Meta(title="单位或人员", description="organisation:… or person:…")]
    honour: Annotated[str, Meta(title="事项", description="What it is about")]
    eligible: Annotated[
        bool,
        Meta(title="有资格", description="False from the decision on, until the last cause ended"),
    ]
    because: Annotated[list[str], Meta(title="原因", description="The causes in words")]
    causes: Annotated[
        list[Cause], Meta(title="所依据的组织处理", description="The sanctions that bar from it")
    ]


def _keys(event: SanctionImposed | Ending) -> Iterable[Key]:
    subjects = [ORGANISATION(event.unit)] if event.unit is not None else []
    subjects += [PERSON(event.person)] if event.person is not None else []
    return [(subject, bar) for subject in subjects for bar in dict.fromkeys(event.bars)]


def _row(at: At, causes: list[Cause]) -> Eligibility:
    subject, honour = at.key
    said = [cause.sentence() for cause in causes]
    return Eligibility(
        subject=subject, honour=honour, eligible=not causes, because=said, causes=causes
    )


@folds(Eligibility, SanctionImposed, _keys)
def _(row: Eligibility | None, event: SanctionImposed, at: At) -> Eligibility:
    cause = Cause(
        sanction=event.sanction,
        measure=event.measure,
        body=event.body,
        number=event.number,
        since=event.since,
        until=event.until,
    )
    return _row(at, [*(row.causes if row else []), cause])


def _ended(row: Eligibility | None, event: Ending, at: At) -> Eligibility:
    left = [cause for cause in (row.causes if row else []) if cause.sanction != event.sanction]
    return _row(at, left)


@folds(Eligibility, SanctionExpired, _keys)
def _(row: Eligibility | None, event: SanctionExpired, at: At) -> Eligibility:
    return _ended(row, event, at)


@folds(Eligibility, SanctionLifted, _keys)
def _(row: Eligibility | None, event: SanctionLifted, at: At) -> Eligibility:
    return _ended(row, event, at)


def _moved(event: SanctionTransferred) -> Iterable[Key]:
    units = (event.previous, event.unit)
    return [(ORGANISATION(unit), bar) for unit in units for bar in dict.fromkeys(event.bars)]


@folds(Eligibility, SanctionTransferred, _moved)
def _(row: Eligibility | None, event: SanctionTransferred, at: At) -> Eligibility:
    left = [cause for cause in (row.causes if row else []) if cause.sanction != event.sanction]
    gains = at.key[0] == ORGANISATION(event.unit)
    return _row(at, [*left, event.cause] if gains else left)
