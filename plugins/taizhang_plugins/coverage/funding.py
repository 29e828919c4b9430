"""Funding: what a party organisation's work is paid from, by channel and year (S3-07)."""

from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from taizhang import Command, Refusal, Role, Selector, decides
from taizhang_plugins.coverage.names import Line, PartyId
from taizhang_plugins.coverage.party_events import FundsRecorded
from taizhang_plugins.coverage.party_standing import PartyStanding, of_party
from taizhang_plugins.coverage.refusals import UNKNOWN_PARTY

MOST = Decimal(1_000_000_000)
UNKNOWN_CHANNEL = Refusal(
    "coverage.unknown_channel",
    zh="“{channel}”不是规定的经费渠道；规定的是：{channels}",
    en="{channel!r} is none of the channels: {channels}",
    rule="S3-07",
)
NOT_A_SUM = Refusal(
    "coverage.not_a_sum",
    zh="经费须大于 0 元、不超过 {most} 元、至多两位小数，收到 {yuan}",
    en="funds are above 0 and at most {most} yuan with 2 decimals, not {yuan}",
)


class RecordFunds(Command, name="coverage.record_funds", title="登记党组织工作经费"):
    """Enter money for a party organisation's work: of which year, by which channel."""

    party_organisation: PartyId
    year: Annotated[int, Meta(ge=1949, le=2200, title="年度")]
    channel: Annotated[str, Meta(min_length=1, max_length=100, title="渠道")]
    yuan: Annotated[Decimal, Meta(title="元")]
    source: Annotated[Line, Meta(title="依据")]


@decides(RecordFunds, by=(Role.CLERK, Role.FINANCE))
class Funding(PartyStanding[RecordFunds]):
    """For a party organisation that was founded, by a channel that the tenant names."""

    def consistency_boundary(self) -> list[Selector]:
        return of_party(self.ask.party_organisation)

    def execute(self) -> None:
        ask, funding = self.ask, self.rules.funding
        known = self.party(ask.party_organisation)
        standing = known.founded and not known.dissolved
        self.refuse_unless(standing, UNKNOWN_PARTY(id=ask.party_organisation))
        wrong = UNKNOWN_CHANNEL(
            clause=funding.basis("channels"),
            channel=ask.channel,
            channels="、".join(funding.channels),
        )
        self.refuse_unless(ask.channel in funding.channels, wrong)
        self.refuse_unless(_is_a_sum(ask.yuan), NOT_A_SUM(most=str(MOST), yuan=str(ask.yuan)))
        self.record(
            FundsRecorded(
                party_organisation=ask.party_organisation,
                year=ask.year,
                channel=ask.channel,
                yuan=ask.yuan,
                source=ask.source,
            )
        )


def _is_a_sum(yuan: Decimal) -> bool:
    """JSON may also say NaN, or a number with a million digits."""
    return yuan.is_finite() and 0 < yuan <= MOST and int(yuan.as_tuple().exponent) >= -2
