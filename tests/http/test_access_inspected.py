"""Grants are held against what is installed before they are decided, with the nearest names."""

import uuid
from typing import Any

import pytest

pytestmark = pytest.mark.anyio

#: What is granted, the code, the word that helps.
WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "a row": ({"row": "Tickets"}, "access.unknown_row", "Ticket"),
    "a row of a plugin that is not installed": (
        {"row": "HarvestYield"},
        "access.unknown_row",
        "方案",
    ),
    "a field": ({"row": "Organisation", "fields": ["nam"]}, "access.unknown_field", "“name”"),
    "a column instead of a field": (
        {"row": "Organisation", "fields": ["division_code"]},
        "access.unknown_field",
        "divisionCode",
    ),
    "a relation": (
        {"row": "Ticket", "fields": ["organisationRef"], "stages": ["working"]},
        "access.unknown_field",
        "organisation",
    ),
    "a personal field among the others": (
        {"row": "Person", "fields": ["name"], "stages": ["working"]},
        "access.is_personal",
        "personal",
    ),
    "a personal field": (
        {"row": "Person", "stages": ["working"], "personal": ["nam"]},
        "access.unknown_personal",
        "“name”",
    ),
    "a row that is never published": ({"row": "Ticket"}, "access.never_published", "working"),
    "a field of the working stage": (
        {"row": "Assessment", "fields": ["draftGrade"]},
        "access.is_working",
        "working",
    ),
}
RIGHT: dict[str, dict[str, Any]] = {
    "published": {"row": "Organisation", "fields": ["name", "history"]},
    "working": {"row": "Assessment", "fields": ["draftGrade"], "stages": ["working"]},
    "personal": {"row": "Person", "stages": ["working"], "personal": ["name", "history.actor"]},
}


async def grant(town: Any, *rows: dict[str, Any], **more: Any) -> Any:
    body = {
        "client": f"c-{uuid.uuid4().hex[:8]}",
        "title": "统计系统",
        "basis": "示例函",
        "rows": list(rows),
    }
    return await town.post("access.grant", body | more, actor="secretary")


@pytest.mark.parametrize(("row", "code", "word"), WRONG.values(), ids=WRONG)
async def test_what_does_not_exist_cannot_be_granted(
    town: Any, row: dict[str, Any], code: str, word: str
) -> None:
    before = await town.head()
    answer = await grant(town, row)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert word in answer.json()["detail"]
    assert await town.head() == before


@pytest.mark.parametrize("row", RIGHT.values(), ids=RIGHT)
async def test_what_exists_can(town: Any, row: dict[str, Any]) -> None:
    assert (await grant(town, row)).status_code == 200


async def test_all_that_is_wrong_is_told_at_once(town: Any) -> None:
    answer = await grant(town, {"row": "Tickets"}, {"row": "Ticket"}, only=["nowhere"])
    codes = [reason["code"] for reason in answer.json()["reasons"]]
    assert codes == ["access.unknown_row", "access.never_published", "access.not_below"]


async def test_whoever_may_not_grant_is_told_nothing_else(town: Any) -> None:
    body = {"client": "c", "title": "x", "basis": "x", "rows": [{"row": "Tickets"}]}
    answer = await town.post("access.grant", body, actor="teller")
    assert answer.status_code == 403


@pytest.fixture
async def places(opened: Any) -> tuple[Any, Any]:
    """A county with a town below it."""
    token = uuid.uuid4().hex[:8]
    county, town = await opened("xinshao", f"c-{token}"), await opened("santangjie", f"t-{token}")
    await county.platform.register.place(town.tenant, county.tenant)
    return county, town


async def test_only_tenants_of_ones_own_can_be_named(places: Any, neighbour: Any) -> None:
    county, town = places
    row = {"row": "Organisation"}
    for only, below, status in (
        ([county.tenant.slug], False, 200),
        ([town.tenant.slug], True, 200),
        ([town.tenant.slug], False, 422),
        ([neighbour.tenant.slug], True, 422),
        (["nowhere"], True, 422),
    ):
        answer = await grant(county, row, only=only, below=below)
        assert answer.status_code == status, (only, below, answer.text)


async def test_another_tenant_is_refused_as_one_that_does_not_exist(
    town: Any, neighbour: Any
) -> None:
    row = {"row": "Organisation"}
    there = (await grant(town, row, only=["hunan-town"], below=True)).text
    nowhere = (await grant(town, row, only=["hunan-tnow"], below=True)).text
    assert there == nowhere.replace("hunan-tnow", "hunan-town")
