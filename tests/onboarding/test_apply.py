"""Applying a tenant's file: once, again, changed, and cut off, against PostgreSQL."""

import asyncio
from datetime import date, datetime

import pytest

from taizhang.app import Platform
from taizhang.commands.context import CHINA
from taizhang.errors import Refused
from taizhang.onboarding.apply import Applied, accounts, apply
from taizhang.onboarding.file import TenantFile, load, read
from taizhang.onboarding.sources import source_tenants

pytestmark = pytest.mark.anyio

PATHS = {path.parent.name: path for path in source_tenants()}
TEXT = PATHS["santangjie"].read_text(encoding="utf-8")


#: One opening, one adoption, two plugins, 13 roles, 8 units, and 8 people each with a post.
WHOLE = 1 + 1 + 2 + 13 + 8 + 8 * 2


def file_of(platform: Platform, *changes: tuple[str, str]) -> TenantFile:
    """三堂街镇's file with some of its text replaced."""
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read(text, "tenant.toml", platform.schemes)


async def applied(platform: Platform, file: TenantFile) -> Applied:
    return await apply(file, platform.register, platform.dispatcher)


def types(result: Applied) -> list[str]:
    """The names of what was recorded."""
    return [happened.type for happened in result.receipt.events]


@pytest.mark.parametrize("slug", PATHS)
async def test_a_source_tenant_is_opened_in_one_append(platform: Platform, slug: str) -> None:
    result = await applied(platform, load(PATHS[slug], platform.schemes))
    assert result.receipt.state == "appended"
    assert result.receipt.position == len(result.receipt.events)
    assert types(result)[:2] == ["setup.tenant_opened", "rules.adopted"]


@pytest.mark.parametrize("slug", PATHS)
async def test_a_file_applied_again_changes_nothing(platform: Platform, slug: str) -> None:
    file = load(PATHS[slug], platform.schemes)
    first = await applied(platform, file)
    again = await applied(platform, file)
    assert again.receipt.state == "unchanged"
    assert again.receipt.position == first.receipt.position
    assert again.receipt.events == []


async def test_a_rehearsal_starts_at_the_clock_of_its_file(platform: Platform) -> None:
    result = await applied(platform, file_of(platform))
    assert result.receipt.recorded_at
    start = datetime(2015, 12, 1, 9, tzinfo=CHINA)
    assert 0 <= (result.receipt.recorded_at - start).total_seconds() < 600


async def test_a_tenant_that_is_no_rehearsal_is_opened_today(platform: Platform) -> None:
    file = file_of(
        platform,
        ("rehearsal = true", "rehearsal = false"),
        ("clock = 2015-12-01T09:00:00+08:00\n", ""),
    )
    result = await applied(platform, file)
    assert result.receipt.recorded_at
    assert result.receipt.recorded_at.date() > date(2024, 1, 1)


async def test_a_changed_number_records_a_new_adoption_only(platform: Platform) -> None:
    await applied(platform, file_of(platform))
    result = await applied(platform, file_of(platform, ("minimum = 80", "minimum = 90")))
    assert types(result) == ["rules.adopted"]


async def test_a_number_changed_back_is_adopted_again(platform: Platform) -> None:
    await applied(platform, file_of(platform))
    await applied(platform, file_of(platform, ("minimum = 80", "minimum = 90")))
    assert types(await applied(platform, file_of(platform))) == ["rules.adopted"]


async def test_a_new_unit_is_the_only_thing_recorded(platform: Platform) -> None:
    await applied(platform, file_of(platform))
    more = '[[organisations]]\nid = "xincun"\nname = "示例新村"\nkind = "村"\n\n[[people]]'
    text = TEXT.replace("[[people]]", more, 1)
    result = await applied(platform, read(text, "tenant.toml", platform.schemes))
    assert types(result) == ["organisations.registered"]


async def test_two_who_apply_one_file_at_once_open_one_tenant(platform: Platform) -> None:
    file = file_of(platform)
    results = await asyncio.gather(*(applied(platform, file) for _ in range(4)))
    assert len({result.receipt.position for result in results}) == 1
    assert [tenant.slug for tenant in await platform.register.all()] == ["santangjie"]


async def test_a_tenant_without_history_is_not_listed(platform: Platform) -> None:
    file = file_of(platform)
    await platform.register.open(file.slug, file.name, rehearsal=file.rehearsal)  # and no more
    assert await platform.register.all() == []
    assert (await applied(platform, file)).receipt.state == "appended"


@pytest.mark.parametrize("turns", [2**n for n in range(14)])
async def test_cut_off_at_any_time_a_tenant_is_whole_or_not_there(
    platform: Platform, turns: int
) -> None:
    file = file_of(platform)
    task = asyncio.create_task(applied(platform, file))
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    tenant = await platform.register.open(file.slug, file.name, rehearsal=True)
    found = (await platform.log.read_boundary(tenant.id, [])).head
    whole = (await applied(platform, file)).receipt.position
    assert found in (0, whole)
    assert whole == len(await platform.log.read_after(tenant.id, 0, 1000)) == WHOLE


async def test_what_a_tenant_was_opened_as_stays(platform: Platform) -> None:
    await applied(platform, file_of(platform))
    changed = file_of(platform, ('name = "三堂街镇"', 'name = "另一个镇"'))
    with pytest.raises(Refused) as refused:
        await applied(platform, changed)
    assert refused.value.code == "onboarding.fixed"
    assert "三堂街镇" in str(refused.value)


async def test_every_account_gets_a_token_of_its_own(platform: Platform) -> None:
    file = file_of(platform)
    tenant = (await applied(platform, file)).tenant
    tokens = await accounts(file, tenant, platform.tokens)
    assert len(set(tokens.values())) == len(file.accounts)
    assert await platform.tokens.actor(tenant, tokens["village:jingui"]) == "village:jingui"


async def test_an_account_acts_in_its_roles(platform: Platform) -> None:
    tenant = (await applied(platform, file_of(platform))).tenant
    authority = await platform.dispatcher.authority(tenant)
    assert authority.roles("secretary") == {"committee_secretary"}
    assert authority.units("village:jingui", "unit_secretary") == {"jingui"}
