"""What is shown of the pay of people: the sheet of each unit, and who is still to be paid."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from taizhang import At, Row, folds
from taizhang.core import OrganisationId, PersonId
from taizhang_plugins.pay.money_events import PaymentMade
from taizhang_plugins.pay.rows import Outdated, less
from taizhang_plugins.pay.sheet_events import PersonLine, SheetChecked, SheetDrawn

Settled = Literal["unpaid", "part", "paid", "above"]
_NOTHING = Decimal(0)


class PersonPay(
    Row,
    key=("year", "organisation", "person"),
    plural="PersonPays",
    title="村干部个人报酬",
    rules=("S3-02",),
):
    """What one person is due in a unit for a year, and what has been paid of it."""

    year: Annotated[int, Meta(title="年度", description="The calendar year")]
    organisation: OrganisationId
    person: PersonId
    posts: Annotated[list[str], Meta(title="职务", description="The posts held")]
    months: Annotated[int, Meta(title="计酬月数", description="Months that are paid")]
    exact: Annotated[str, Meta(title="报酬（元，精确）", description="In yuan, exact")]
    base: Annotated[Decimal, Meta(title="基本报酬（元）", description="The fixed part, in yuan")]
    performance: Annotated[
        Decimal | None, Meta(title="绩效报酬（元）", description="The part by performance, in yuan")
    ]
    yuan: Annotated[Decimal, Meta(title="应发（元）", description="Due, in yuan")]
    difference: Annotated[
        Decimal | None,
        Meta(title="与上次编制之差（元）", description="Against the sheet before, in yuan"),
    ]
    change: Annotated[
        Decimal | None, Meta(title="比上年增加（元）", description="Against last year, in yuan")
    ]
    paid: Annotated[Decimal, Meta(title="实发（元）", description="Paid, in yuan")]
    outstanding: Annotated[
        Decimal,
        Meta(
            title="未发（元），负数为应追回", description="Still due, in yuan; negative: to reclaim"
        ),
    ]
    settled: Annotated[
        Settled,
        Meta(title="发放情况", description="unpaid 未发，part 部分发放，paid 已发足，above 多发"),
    ]
    working: Annotated[list[str], Meta(title="计算过程", description="The sum line by line")]
    outdated: Outdated


def _people(event: SheetDrawn | SheetChecked) -> Iterable[tuple[int, str, str]]:
    return ((int(event.year), event.organisation, person) for person in event.people)


@folds(PersonPay, SheetDrawn, _people)
def _(row: PersonPay | None, event: SheetDrawn, at: At) -> PersonPay:
    line = next(line for line in event.lines if line.person == at.key[2])
    paid = row.paid if row else _NOTHING
    return PersonPay(
        year=int(event.year),
        organisation=event.organisation,
        person=line.person,
        posts=line.posts,
        months=line.months,
        exact=line.exact,
        base=line.base,
        performance=line.performance,
        yuan=line.yuan,
        difference=less(line.yuan, line.before),
        change=less(line.yuan, line.last_year),
        paid=paid,
        outstanding=line.yuan - paid,
        settled=_settled(line.yuan, paid),
        working=line.working,
        outdated=False,
    )


@folds(PersonPay, SheetChecked, _people)
def _(row: PersonPay | None, event: SheetChecked, at: At) -> PersonPay | None:
    return row and replace(row, outdated=event.outdated)


def _payee(event: PaymentMade) -> list[tuple[int, str, str]]:
    return [(int(event.year), event.organisation, event.person)]


@folds(PersonPay, PaymentMade, _payee)
def _(row: PersonPay | None, event: PaymentMade, at: At) -> PersonPay | None:
    if row is None:
        return None
    paid = row.paid + _signed(event)
    return replace(row, paid=paid, outstanding=row.yuan - paid, settled=_settled(row.yuan, paid))


class PaySheet(Row, key=("year", "organisation"), title="村干部报酬表", rules=("S3-01", "S3-02")):
    """The sheet of a unit for a year: what is due and paid in all, and to whom nothing was yet."""

    year: Annotated[int, Meta(title="年度", description="The calendar year")]
    organisation: OrganisationId
    band: Annotated[str, Meta(title="人口档", description="The band of population")]
    revision: Annotated[int, Meta(title="第几次编制", description="Which sheet this is")]
    table: Annotated[
        int, Meta(title="所据标准为第几次计算", description="Which computation it rests on")
    ]
    drawn_on: Annotated[date, Meta(title="编制日期", description="When it was drawn up")]
    people: Annotated[int, Meta(title="人数", description="How many people")]
    yuan: Annotated[Decimal, Meta(title="应发合计（元）", description="Due in all, in yuan")]
    paid: Annotated[Decimal, Meta(title="实发合计（元）", description="Paid in all, in yuan")]
    due: Annotated[
        dict[str, Decimal], Meta(title="各人应发（元）", description="Due to each person, in yuan")
    ]
    received: Annotated[
        dict[str, Decimal], Meta(title="各人实发（元）", description="Paid to each person, in yuan")
    ]
    unpaid: Annotated[
        list[str], Meta(title="未发足人员", description="Persons who were not paid in full")
    ]
    outdated: Outdated


def _unit(event: SheetDrawn | SheetChecked | PaymentMade) -> list[tuple[int, str]]:
    return [(int(event.year), event.organisation)]


@folds(PaySheet, SheetDrawn, _unit)
def _(row: PaySheet | None, event: SheetDrawn, at: At) -> PaySheet:
    due = (row.due if row else {}) | {line.person: line.yuan for line in event.lines}
    received = row.received if row else {}
    return PaySheet(
        year=int(event.year),
        organisation=event.organisation,
        band=event.band,
        revision=event.revision,
        table=event.table,
        drawn_on=at.on,
        people=_paid_people(event.lines),
        yuan=sum(due.values(), _NOTHING),
        paid=sum(received.values(), _NOTHING),
        due=due,
        received=received,
        unpaid=_unpaid(due, received),
        outdated=False,
    )


@folds(PaySheet, SheetChecked, _unit)
def _(row: PaySheet | None, event: SheetChecked, at: At) -> PaySheet | None:
    return row and replace(row, outdated=event.outdated)


@folds(PaySheet, PaymentMade, _unit)
def _(row: PaySheet | None, event: PaymentMade, at: At) -> PaySheet | None:
    if row is None:
        return None
    before = row.received.get(event.person, _NOTHING)
    received = row.received | {event.person: before + _signed(event)}
    return replace(
        row,
        received=received,
        paid=sum(received.values(), _NOTHING),
        unpaid=_unpaid(row.due, received),
    )


def _settled(due: Decimal, paid: Decimal) -> Settled:
    if paid > due:
        return "above"
    if paid == due:
        return "paid"
    return "part" if paid else "unpaid"


def _signed(event: PaymentMade) -> Decimal:
    return event.yuan if event.direction == "paid" else -event.yuan


def _paid_people(lines: Iterable[PersonLine]) -> int:
    return sum(1 for line in lines if line.posts)


def _unpaid(due: Mapping[str, Decimal], received: Mapping[str, Decimal]) -> list[str]:
    return sorted(person for person, yuan in due.items() if received.get(person, _NOTHING) < yuan)
