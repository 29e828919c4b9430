"""Status: what is behind, by how much and how fast it is caught up with."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.events.event import Event
from taizhang.projections.row import Row, folds
from taizhang.projections.status import Filled, Standing, filled, rate, worst

pytestmark = pytest.mark.anyio

NOW = datetime(2015, 12, 20, tzinfo=UTC)
LOOK = Filled(
    generation="a", state="building", created_at=NOW, tenants=2, behind=1, events=900, folded=100,
    farthest=800, letters=0, moved_at=NOW, at=NOW,
)  # fmt: skip


class Cast(Event, name="test.cast"):
    box: str


class Box(Row, key=("box",)):
    box: str


folds(Box, Cast, "box")(lambda row, event, at: Box(box=event.box))

LETTER = "insert into projections.dead_letter values ($1, $2, 'Box', 'k', 1, 'why')"


@pytest.fixture
def house(new_house: Any) -> Any:
    return new_house


async def towns(house: Any, *lengths: int) -> list[Any]:
    """Tenants with logs of these lengths, of which two events were folded."""
    made = [await house.tenant() for _ in lengths]
    runner = await house.runner([Box], [Cast])
    for tenant, length in zip(made, lengths, strict=True):
        await house.happen(tenant, *[Cast(box="a")] * length)
        await runner.run(tenant.id, at_most=2)
    return made


def still(standing: Standing) -> Standing:
    """Without the moment, which nobody can foresee."""
    assert standing.moved_at is not None
    return replace(standing, moved_at=None)


async def test_a_tenants_standing_tells_lag_and_letters(house: Any) -> None:
    (tenant,) = await towns(house, 5)
    name = (await house.generation(Box)).name
    await house.owner.execute(LETTER, tenant.id, name)
    (standing,) = await house.worker([Box], [Cast]).status()
    assert still(standing) == Standing(
        tenant=tenant.id, generation=name, state="current", head=5, position=2, lag=3, letters=1
    )


async def test_the_worst_come_first_and_only_so_many(house: Any) -> None:
    _, second, first, _ = await towns(house, 3, 6, 9, 2)
    found = await worst(house.scheduler, 2)
    assert [(each.tenant, each.lag) for each in found] == [(first.id, 7), (second.id, 4)]


async def test_who_has_caught_up_is_among_the_worst_for_its_letters_alone(house: Any) -> None:
    fine, lettered = await towns(house, 2, 2)
    await house.owner.execute(LETTER, lettered.id, (await house.generation(Box)).name)
    assert [each.tenant for each in await worst(house.scheduler, 9)] == [lettered.id]
    assert fine != lettered


async def test_a_generation_is_summed_over_all_tenants(house: Any) -> None:
    tenants = await towns(house, 3, 6, 9, 2)
    await house.tenant()  # its log is empty
    await house.happen(await house.tenant(), *[Cast(box="a")] * 10)  # not begun with
    await house.owner.execute(LETTER, tenants[3].id, (await house.generation(Box)).name)
    (found,) = await filled(house.scheduler)
    counts = found.tenants, found.behind, found.events, found.folded, found.farthest, found.letters
    assert counts == (5, 4, 30, 8, 10, 1)


async def test_a_generation_is_told_before_there_is_any_event(house: Any) -> None:
    name = (await house.generation(Box)).name
    (found,) = await filled(house.scheduler)
    assert (found.generation, found.state, found.tenants, found.events) == (name, "current", 0, 0)


def test_a_rate_is_what_was_folded_between_two_looks() -> None:
    later = replace(LOOK, folded=300, at=NOW + timedelta(seconds=0.5))
    assert rate(LOOK, later) == 400.0


@pytest.mark.parametrize(
    "later", [LOOK, replace(LOOK, folded=50, at=NOW + timedelta(seconds=1))], ids=["same", "less"]
)
def test_a_rate_is_never_less_than_nothing(later: Filled) -> None:
    assert rate(LOOK, later) == 0.0
