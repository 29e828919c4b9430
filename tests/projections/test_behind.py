"""Who is behind: found among all tenants, or among few at a cost that the others do not raise."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from taizhang.dispatch import policy_cursors
from taizhang.projections import behind as module
from taizhang.projections.behind import behind

pytestmark = pytest.mark.anyio

OTHERS = 5_000


@pytest.fixture
async def crowd(new_house: Any) -> Any:
    """Very many tenants with a history, none of which was folded or judged."""
    await new_house.owner.execute(
        f"""insert into log.tenant_head (tenant_id, position)
            select gen_random_uuid(), 1 from generate_series(1, {OTHERS})"""
    )
    await new_house.owner.execute("analyze log.tenant_head, projections.cursor")
    return new_house


async def grown(house: Any) -> UUID:
    tenant = uuid4()
    await house.owner.execute(
        "insert into log.tenant_head (tenant_id, position) values ($1, 1)", tenant
    )
    return tenant


async def test_all_tenants_are_looked_at_when_nobody_is_named(crowd: Any) -> None:
    assert len(await behind(crowd.scheduler, ["g"], None)) == OTHERS
    assert len(await policy_cursors.behind(crowd.scheduler, ["p"], None)) == OTHERS


async def test_only_those_who_are_named_are_found(crowd: Any) -> None:
    tenants = {await grown(crowd) for _ in range(3)}
    asked = tenants | {uuid4()}
    assert set(await behind(crowd.scheduler, ["g", "h"], asked)) == tenants
    assert set(await policy_cursors.behind(crowd.scheduler, ["p", "q"], asked)) == tenants


async def test_the_generations_that_are_behind_are_told_by_tenant(new_house: Any) -> None:
    tenant = await grown(new_house)
    folded = (await new_house.generation()).name
    for among in (None, {tenant}):
        found = await behind(new_house.scheduler, [folded, "other"], among)
        assert found == {tenant: [folded, "other"]}
    await new_house.owner.execute(
        """insert into projections.cursor (tenant_id, generation, incarnation, position)
           select tenant_id, $1, incarnation, position from log.tenant_head""",
        folded,
    )
    for among in (None, {tenant}):
        assert await behind(new_house.scheduler, [folded, "other"], among) == {tenant: ["other"]}
        assert await behind(new_house.scheduler, [folded], among) == {}


@pytest.mark.parametrize(
    ("statement", "of"),
    [(module._BEHIND_OF, "array['g', 'h']"), (policy_cursors._BEHIND_OF, "'*'")],
    ids=["projections", "policies"],
)
async def test_looking_at_few_reads_few_rows(crowd: Any, statement: str, of: str) -> None:
    tenants = [await grown(crowd) for _ in range(10)]
    async with crowd.scheduler.acquire() as connection, connection.transaction():
        # What a connection ends up with after a while: one plan, whoever is asked for.
        await connection.execute("set local plan_cache_mode = force_generic_plan")
        await connection.execute(f"prepare looking as {statement}")
        asked = ", ".join(f"'{tenant}'" for tenant in tenants)
        plan = await connection.fetchval(
            f"explain (analyze, format json) execute looking ({of}, array[{asked}]::uuid[])"
        )
        await connection.execute("deallocate looking")
    assert touched(json.loads(plan)[0]["Plan"]) < 20 * len(tenants)


def touched(node: dict[str, Any]) -> float:
    """How many rows a plan went through, those that it threw away included."""
    rows = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
    return float(node["Actual Loops"] * rows) + sum(touched(each) for each in node.get("Plans", []))
