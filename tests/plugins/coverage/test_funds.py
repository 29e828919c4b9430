"""The money for a party organisation's work comes by the channels that the document names."""

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang_plugins.coverage.changing import DissolvePartyOrganisation
from taizhang_plugins.coverage.funding import RecordFunds
from taizhang_plugins.coverage.party_rows import PartyFunds

TAX = RecordFunds(
    party_organisation="zhibu-1",
    year=2012,
    channel="税前列支",
    yuan=Decimal("5000.50"),
    source="企业账目",
)


@pytest.fixture
def founded(counted: Any, found: Any) -> Any:
    counted.do(found())
    return counted


@pytest.mark.rule("S3-07")
def test_funds_are_kept_by_channel_and_year(founded: Any) -> None:
    founded.do(TAX)
    founded.do(replace(TAX, channel="财政支持", yuan=Decimal(3000)), "finance")
    founded.do(replace(TAX, channel="党费拨返", yuan=Decimal(800)))
    founded.do(replace(TAX, yuan=Decimal("0.50")))
    founded.do(replace(TAX, year=2011, yuan=Decimal(1)))
    row = founded.folded(PartyFunds)["zhibu-1", 2012]
    assert row.channels == {
        "税前列支": Decimal("5001.00"),
        "财政支持": Decimal(3000),
        "党费拨返": Decimal(800),
    }
    assert row.yuan == Decimal("8801.00")


@pytest.mark.rule("S3-07")
def test_channel_that_the_document_does_not_name_is_refused(founded: Any) -> None:
    reason = founded.refusal(replace(TAX, channel="企业赞助"))
    assert (reason.refusal.code, reason.values["channels"]) == (
        "coverage.unknown_channel",
        "税前列支、财政支持、党费拨返",
    )
    assert reason.clause == (
        "通过税前列支、财政支持、党费拨返等途径,多渠道解决“两新”组织党组织工作经费问题"
    )


@pytest.mark.parametrize("yuan", ["0", "-1", "NaN", "1.005", "1000000001", "1E+9999"])
def test_what_is_no_sum_is_refused(founded: Any, yuan: str) -> None:
    assert founded.code_of(replace(TAX, yuan=Decimal(yuan))) == "coverage.not_a_sum"


def test_organisation_that_does_not_stand_gets_nothing(counted: Any, found: Any) -> None:
    assert counted.code_of(TAX) == "coverage.unknown_party_organisation"
    counted.do(found())
    counted.do(DissolvePartyOrganisation(party_organisation="zhibu-1", document="批复"))
    assert counted.code_of(TAX) == "coverage.unknown_party_organisation"
