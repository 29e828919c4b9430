"""A version is told until which position it held, whichever batch brought the next one."""

from typing import Any

import pytest

from taizhang.events.event import Event
from taizhang.projections.row import At, Row, folds
from taizhang.projections.tables import OPEN

pytestmark = pytest.mark.anyio


class Set(Event, name="test.set"):
    lamp: str
    street: str


class Removed(Event, name="test.removed"):
    lamp: str
    street: str


class Lamp(Row, key=("lamp", "street")):
    lamp: str
    street: str
    times: int = 1


@folds(Lamp, Set, ("lamp", "street"))
def _(row: Lamp | None, event: Set, at: At) -> Lamp | None:
    times = row.times + 1 if row else 1
    return Lamp(lamp=event.lamp, street=event.street, times=times)


@folds(Lamp, Removed, ("lamp", "street"))
def _(row: Lamp | None, event: Removed, at: At) -> Lamp | None:
    return None


@pytest.mark.parametrize("batch", [1, 2, 3, 7])
async def test_until_is_the_position_of_the_next_version(house: Any, batch: int) -> None:
    tenant = await house.tenant()
    east, west = {"lamp": "甲", "street": "东"}, {"lamp": "甲", "street": "西"}
    events = Set(**east), Set(**west), Set(**east), Removed(**east), Set(**east), Set(**west)
    await house.happen(tenant, *events)
    runner = await house.runner([Lamp], [Set, Removed])
    while await runner.run(tenant.id, at_most=batch):
        pass
    found = await house.owner.fetch(
        "select street, position_, until_, gone_"
        f" from {runner.generation.schema}.lamp_history where tenant_id = $1 order by position_",
        tenant.id,
    )
    assert [tuple(row) for row in found] == [
        ("东", 1, 3, False),
        ("西", 2, 6, False),
        ("东", 3, 4, False),
        ("东", 4, 5, True),
        ("东", 5, OPEN, False),
        ("西", 6, OPEN, False),
    ]


async def test_another_tenants_version_of_the_same_key_goes_on(house: Any) -> None:
    one, other = await house.tenant(), await house.tenant()
    lamp = {"lamp": "甲", "street": "东"}
    await house.happen(one, Set(**lamp))
    await house.happen(other, Set(**lamp), Set(**lamp))
    runner = await house.runner([Lamp], [Set, Removed])
    for tenant in (one, other):
        await runner.run(tenant.id)
    until = await house.owner.fetchval(
        f"select until_ from {runner.generation.schema}.lamp_history where tenant_id = $1", one.id
    )
    assert until == OPEN
