"""What can happen to party organisations, and to the money for their work."""

from datetime import date
from decimal import Decimal

from taizhang import Event
from taizhang.core import OrganisationId
from taizhang_plugins.coverage.names import REGISTER, Figure, PartyId


class PartyOrganisationFounded(
    Event,
    name="coverage.party_organisation_founded",
    title="组建党组织",
    tags=(REGISTER,),
    corrects=("name", "document"),
    final="办理撤销后重新组建",
):
    """A party organisation was founded for these units, in one of the tenant's modes (S3-27).

    `township` leads it; `lying_in` tells each unit's own township.
    """

    party_organisation: PartyId
    name: str
    mode: str
    township: OrganisationId
    units: list[OrganisationId]
    lying_in: dict[str, str]
    members: Figure
    document: str
    founded_on: date


class LimitExceeded(
    Event,
    name="coverage.limit_exceeded",
    title="记录超出一般数量的例外",
    tags=(REGISTER,),
    corrects=("reason",),
    annuls=True,
):
    """A party organisation covers more units than it generally should (一般): an exception."""

    party_organisation: PartyId
    mode: str
    units: int
    most: int
    clause: str | None
    reason: str | None


class UnitJoined(
    Event,
    name="coverage.unit_joined",
    title="加入党组织覆盖",
    tags=(REGISTER,),
    final="办理退出覆盖",
):
    """A unit came under a party organisation that exists."""

    party_organisation: PartyId
    name: str
    organisation: OrganisationId
    township: OrganisationId
    mode: str


class UnitLeft(
    Event,
    name="coverage.unit_left",
    title="退出党组织覆盖",
    tags=(REGISTER,),
    corrects=("reason",),
    final="重新办理加入覆盖",
):
    """A unit is under a party organisation no more."""

    party_organisation: PartyId
    organisation: OrganisationId
    township: OrganisationId
    mode: str
    reason: str


class PartyOrganisationDissolved(
    Event,
    name="coverage.party_organisation_dissolved",
    title="撤销党组织",
    tags=(REGISTER,),
    corrects=("document",),
    final="重新组建",
):
    """A party organisation exists no more; its units are covered no more."""

    party_organisation: PartyId
    mode: str
    township: OrganisationId
    units: list[OrganisationId]
    lying_in: dict[str, str]
    document: str
    dissolved_on: date


class FundsRecorded(
    Event,
    name="coverage.funds_recorded",
    title="登记党组织工作经费",
    corrects=("yuan", "source"),
    annuls=True,
):
    """Money for a party organisation's work, in yuan, by one of the tenant's channels (S3-07)."""

    party_organisation: PartyId
    year: int
    channel: str
    yuan: Decimal
    source: str
