"""What is shown of party organisations and of the money for their work."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from taizhang import At, Row, folds
from taizhang.core import OrganisationId
from taizhang_plugins.coverage import party_events as p
from taizhang_plugins.coverage.names import PartyId


class Exceeded(Struct, frozen=True):
    """A limit that is general only, and was exceeded."""

    units: int
    most: int
    clause: str | None
    reason: str | None


class PartyOrganisation(Row, key=("party_organisation",), title="两新党组织", rules=("S3-27",)):
    """A party organisation of enterprises or social organisations, with its mode (S3-27)."""

    party_organisation: PartyId
    name: Annotated[str, Meta(title="名称", description="What it is called")]
    mode: Annotated[str, Meta(title="组建方式", description="How it is set up")]
    township: OrganisationId
    units: Annotated[list[str], Meta(title="覆盖单位", description="The units that it covers")]
    covers: Annotated[int, Meta(title="覆盖单位数", description="How many units it covers")]
    members: Annotated[
        str, Meta(title="组建时正式党员", description="Full members when it was founded")
    ]
    document: Annotated[str, Meta(title="批复文件", description="The approval")]
    founded_on: Annotated[date, Meta(title="组建日期", description="When it was founded")]
    dissolved_on: Annotated[
        date | None, Meta(title="撤销日期", description="When it was dissolved")
    ] = None
    exceptions: Annotated[
        list[Exceeded], Meta(title="例外", description="Recorded exceptions from a limit")
    ] = []


@folds(PartyOrganisation, p.PartyOrganisationFounded, "party_organisation")
def _(
    row: PartyOrganisation | None, event: p.PartyOrganisationFounded, at: At
) -> PartyOrganisation:
    return PartyOrganisation(
        party_organisation=event.party_organisation,
        name=event.name,
        mode=event.mode,
        township=event.township,
        units=event.units,
        covers=len(event.units),
        members=event.members.text,
        document=event.document,
        founded_on=event.founded_on,
    )


@folds(PartyOrganisation, p.LimitExceeded, "party_organisation")
def _(row: PartyOrganisation | None, event: p.LimitExceeded, at: At) -> PartyOrganisation | None:
    known = Exceeded(event.units, event.most, event.clause, event.reason)
    return row and replace(row, exceptions=[*row.exceptions, known])


@folds(PartyOrganisation, p.UnitJoined, "party_organisation")
def _(row: PartyOrganisation | None, event: p.UnitJoined, at: At) -> PartyOrganisation | None:
    return row and _covering(row, [*row.units, event.organisation])


@folds(PartyOrganisation, p.UnitLeft, "party_organisation")
def _(row: PartyOrganisation | None, event: p.UnitLeft, at: At) -> PartyOrganisation | None:
    return row and _covering(row, [unit for unit in row.units if unit != event.organisation])


@folds(PartyOrganisation, p.PartyOrganisationDissolved, "party_organisation")
def _(
    row: PartyOrganisation | None, event: p.PartyOrganisationDissolved, at: At
) -> PartyOrganisation | None:
    return row and replace(_covering(row, []), dissolved_on=event.dissolved_on)


def _covering(row: PartyOrganisation, units: list[str]) -> PartyOrganisation:
    return replace(row, units=units, covers=len(units))


class PartyFunds(
    Row,
    key=("party_organisation", "year"),
    title="党组织工作经费",
    plural="PartyFundings",
    rules=("S3-07",),
):
    """The money for one party organisation's work in one year, by channel, in yuan (S3-07)."""

    party_organisation: PartyId
    year: Annotated[int, Meta(title="年度", description="The calendar year")]
    yuan: Annotated[Decimal, Meta(title="合计（元）", description="In all, in yuan")] = Decimal(0)
    channels: Annotated[
        dict[str, Decimal], Meta(title="各渠道（元）", description="In yuan, by channel")
    ] = {}


@folds(PartyFunds, p.FundsRecorded, ("party_organisation", "year"))
def _(row: PartyFunds | None, event: p.FundsRecorded, at: At) -> PartyFunds:
    known = row or PartyFunds(party_organisation=event.party_organisation, year=event.year)
    before = known.channels.get(event.channel, Decimal(0))
    return replace(
        known,
        yuan=known.yuan + event.yuan,
        channels=known.channels | {event.channel: before + event.yuan},
    )
