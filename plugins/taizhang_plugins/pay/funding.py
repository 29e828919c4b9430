"""Funds of villages, disbursed as a superior's document sets them (村级管理经费, S0-32)."""

from typing import Annotated

from msgspec import Meta

from taizhang import Command, Refusal, Refused, Role, Selector, decides, event
from taizhang.core import Naming, OrganisationId, registered, unknown
from taizhang_plugins.pay.money_events import FundsDisbursed
from taizhang_plugins.pay.names import FUND, MOST, FundId, Source, Year, Yuan, is_a_sum
from taizhang_plugins.pay.paying import NOT_MONEY
from taizhang_plugins.pay.provisions import Funds
from taizhang_plugins.pay.rules import rules_for

NO_FUNDS = Refusal(
    "pay.no_funds",
    zh="本单位的规定没有村级管理经费这一项",
    en="this tenant's provisions on pay say nothing of funds for villages",
    rule="S0-32",
)
OTHER_PURPOSE = Refusal(
    "pay.other_purpose",
    zh="经费用途“{purpose}”不在规定之列：{known}",
    en="funds are for {known}, not for {purpose}",
    rule="S0-32",
)
NO_DOCUMENT = Refusal(
    "pay.document_missing",
    zh="拨给“{name}”的经费须写明所依据的上级规定",
    en="the superior's document that sets the funds of {name} must be named",
    rule="S0-32",
)
TAKEN = Refusal(
    "pay.fund_taken",
    zh="经费编号“{fund}”已经用过",
    en="the funds {fund!r} are recorded already",
    status=409,
)


class DisburseFunds(Command, name="pay.disburse_funds", title="登记拨付村级管理经费"):
    """Record that funds went to a village, for what, and by which document."""

    fund: FundId
    year: Year
    organisation: OrganisationId
    purpose: Annotated[str, Meta(min_length=1, max_length=200, title="用途")]
    yuan: Yuan
    voucher: Annotated[str, Meta(min_length=1, max_length=200, title="凭证")]
    document: Source | None = None


@decides(DisburseFunds, by=Role.FINANCE)
class Disbursement(Naming[DisburseFunds]):
    """For a purpose that the tenant's document knows, with the superior's where it asks for it."""

    taken = False

    def consistency_boundary(self) -> list[Selector]:
        own = Selector([FundsDisbursed], [FUND(self.ask.fund)])
        return [own, *registered(self.ask.organisation)]

    @event(FundsDisbursed)
    def _(self) -> None:
        self.taken = True

    def execute(self) -> None:
        ask = self.ask
        self.refuse_unless(self.knows(ask.organisation), unknown("单位", ask.organisation))
        self.refuse_unless(not self.taken, TAKEN(fund=ask.fund))
        fits = is_a_sum(ask.yuan, places=2)
        self.refuse_unless(fits, NOT_MONEY(most=str(MOST), yuan=str(ask.yuan)))
        rules = rules_for(self.context, ask.year)
        if rules.funds is None:
            raise Refused(NO_FUNDS(clause=rules.clause))
        self._check(rules.funds)
        self.record(
            FundsDisbursed(
                fund=ask.fund,
                year=str(ask.year),
                organisation=ask.organisation,
                purpose=ask.purpose,
                yuan=ask.yuan,
                document=ask.document,
                voucher=ask.voucher,
            )
        )

    def _check(self, funds: Funds) -> None:
        ask, known = self.ask, "、".join(funds.purposes)
        clause = funds.basis("purposes")
        other = OTHER_PURPOSE(clause=clause, purpose=ask.purpose, known=known)
        self.refuse_unless(ask.purpose in funds.purposes, other)
        name, clause = self.name_of(ask.organisation), funds.basis("document_required")
        missing = NO_DOCUMENT(clause=clause, organisation=ask.organisation, name=name)
        self.refuse_unless(bool(ask.document) or not funds.document_required, missing)
