"""Paying out against the sheet, and taking back what was paid too much (S0-32)."""

from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from taizhang import Command, Refusal, Refused, Role, Selector, decides, event
from taizhang.core import ORGANISATION, PERSON, Naming, OrganisationId, PersonId, registered
from taizhang_plugins.pay.money_events import Direction, PaymentMade
from taizhang_plugins.pay.names import MOST, PAYMENT, YEAR, PaymentId, Year, Yuan, is_a_sum
from taizhang_plugins.pay.rules import PayRules, rules_for
from taizhang_plugins.pay.sheet_events import PersonLine, SheetChecked, SheetDrawn

NOT_MONEY = Refusal(
    "pay.not_money",
    zh="金额须大于 0 元、不超过 {most} 元、至多两位小数，收到 {yuan}",
    en="a sum of money is above 0 and at most {most} yuan, with at most 2 decimals, not {yuan}",
)
TAKEN = Refusal(
    "pay.payment_taken",
    zh="发放编号“{payment}”已经用过",
    en="the payment {payment!r} is recorded already",
    status=409,
)
NOT_ON_SHEET = Refusal(
    "pay.not_on_sheet",
    zh="“{name}”{year} 年报酬表上没有“{person}”，不能据以发放",
    en="{person} is not on the pay sheet of {name} for {year}, so nothing is paid on it",
    rule="S0-32",
)
ABOVE = Refusal(
    "pay.above_sheet",
    zh="“{person}”{year} 年应发 {due} 元，连同这一笔实发 {paid} 元",
    en="{person} is due {due} yuan for {year}; with this payment {paid} yuan are paid",
)
OUTDATED = Refusal(
    "pay.sheet_is_outdated",
    zh="“{name}”{year} 年报酬表的依据已变化，尚未重新编制",
    en="what the sheet of {name} for {year} rests on has changed; it was not drawn up anew",
)


class MakePayment(Command, name="pay.make_payment", title="登记发放报酬"):
    """Record that somebody was paid by the sheet, or gave back what was too much."""

    payment: PaymentId
    year: Year
    organisation: OrganisationId
    person: PersonId
    direction: Direction
    yuan: Yuan
    voucher: Annotated[str, Meta(min_length=1, max_length=200, title="凭证")]


@decides(MakePayment, by=Role.FINANCE)
class Payment(Naming[MakePayment]):
    """Only who is on the sheet is paid on it. More than is due is told, and kept as it is."""

    taken = False
    outdated = False

    def __init__(self, ask: MakePayment) -> None:
        super().__init__(ask)
        self.due: dict[str, Decimal] = {}
        self.paid = Decimal(0)

    def consistency_boundary(self) -> list[Selector]:
        ask, year = self.ask, YEAR(str(self.ask.year))
        unit = ORGANISATION(ask.organisation)
        return [
            Selector([PaymentMade], [PAYMENT(ask.payment)]),
            Selector([PaymentMade], [year, unit, PERSON(ask.person)]),
            Selector([SheetDrawn, SheetChecked], [year, unit]),
            *registered(ask.organisation),
        ]

    @event(SheetDrawn)
    def _drawn(self, lines: list[PersonLine]) -> None:
        self.due |= {line.person: line.yuan for line in lines}
        self.outdated = False

    @event(SheetChecked)
    def _checked(self, outdated: bool) -> None:
        self.outdated = outdated

    @event(PaymentMade)
    def _made(
        self,
        payment: str,
        year: str,
        organisation: str,
        person: str,
        direction: str,
        yuan: Decimal,
    ) -> None:
        self.taken = self.taken or payment == self.ask.payment
        ours = (str(self.ask.year), self.ask.organisation, self.ask.person)
        if (year, organisation, person) == ours:
            self.paid += yuan if direction == "paid" else -yuan

    def execute(self) -> None:
        ask, rules = self.ask, rules_for(self.context, self.ask.year)
        fits = is_a_sum(ask.yuan, places=2)
        self.refuse_unless(fits, NOT_MONEY(most=str(MOST), yuan=str(ask.yuan)))
        self.refuse_unless(not self.taken, TAKEN(payment=ask.payment))
        self._check_sheet(rules)
        self.record(
            PaymentMade(
                payment=ask.payment,
                year=str(ask.year),
                organisation=ask.organisation,
                person=ask.person,
                direction=ask.direction,
                yuan=ask.yuan,
                voucher=ask.voucher,
            )
        )
        self._tell(self.due[ask.person])

    def _check_sheet(self, rules: PayRules) -> None:
        ask = self.ask
        if ask.person not in self.due:
            raise Refused(NOT_ON_SHEET(clause=rules.clause, person=ask.person, **self._words))

    @property
    def _words(self) -> dict[str, str]:
        unit = self.ask.organisation
        return {"organisation": unit, "name": self.name_of(unit), "year": str(self.ask.year)}

    def _tell(self, due: Decimal) -> None:
        """What does not stand in the way, and should be seen."""
        if self.outdated:
            self.warn(OUTDATED(**self._words))
        if self.paid > due:
            words = {"person": self.ask.person, "year": str(self.ask.year)}
            self.warn(ABOVE(due=f"{due:f}", paid=f"{self.paid:f}", **words))
