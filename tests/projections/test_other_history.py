"""Rows belong to one history: a cursor goes on where a restored log is what was folded, and stops
where it is not.
"""

from typing import Any
from uuid import UUID

import pytest

from taizhang.errors import Refused
from taizhang.events.event import Event
from taizhang.log.incarnation import resume
from taizhang.projections.row import At, Row, folds

pytestmark = pytest.mark.anyio


class Rung(Event, name="test.rung"):
    bell: str


class Bell(Row, key=("bell",)):
    bell: str
    times: int = 0


@folds(Bell, Rung, "bell")
def _(row: Bell | None, event: Rung, at: At) -> Bell | None:
    return Bell(bell=event.bell, times=row.times + 1 if row else 1)


RUNG = Rung(bell="east")


async def cursor(house: Any, tenant: UUID) -> tuple[int, bool]:
    """Where the cursor stands, and whether it is of the log's incarnation."""
    row = await house.owner.fetchrow(
        """select c.position, c.incarnation = h.incarnation as same
             from projections.cursor c join log.tenant_head h using (tenant_id)
            where c.tenant_id = $1""",
        tenant,
    )
    return row["position"], row["same"]


async def test_rows_that_were_restored_with_their_log_go_on_with_it(house: Any) -> None:
    tenant, runner = await house.tenant(), await house.runner([Bell], [Rung])
    await house.happen(tenant, RUNG, RUNG)
    await runner.run(tenant.id)
    await resume(house.dsn, "because", "operator", tenant.id)
    await house.happen(tenant, RUNG)
    assert await runner.run(tenant.id) == 1
    rows = await house.rows(tenant, runner.generation, Bell)
    assert rows[("east",)].times == 3
    assert await cursor(house, tenant.id) == (3, True)


async def test_rows_of_a_history_that_was_lost_are_not_mixed_with_another(house: Any) -> None:
    tenant, runner = await house.tenant(), await house.runner([Bell], [Rung])
    await house.happen(tenant, RUNG, RUNG)
    await runner.run(tenant.id)
    await resume(house.dsn, "because", "operator", tenant.id)
    # The log was put back to an older backup than the rows were.
    await house.owner.execute(
        "update log.incarnation set begins_after = 1 where tenant_id = $1", tenant.id
    )
    await house.happen(tenant, RUNG)
    with pytest.raises(Refused) as refused:
        await runner.run(tenant.id)
    assert refused.value.code == "log.other_incarnation"
    assert dict(refused.value.reasons[0].values) == {"position": 2, "shared": 1}
    assert (await house.rows(tenant, runner.generation, Bell))[("east",)].times == 2
    assert await cursor(house, tenant.id) == (2, False)


async def test_of_an_unknown_history_nothing_is_taken_to_be_shared(house: Any) -> None:
    tenant, runner = await house.tenant(), await house.runner([Bell], [Rung])
    await house.happen(tenant, RUNG)
    await runner.run(tenant.id)
    await house.owner.execute(
        "update projections.cursor set incarnation = gen_random_uuid() where tenant_id = $1",
        tenant.id,
    )
    with pytest.raises(Refused) as refused:
        await runner.run(tenant.id)
    assert refused.value.reasons[0].values["shared"] == 0
