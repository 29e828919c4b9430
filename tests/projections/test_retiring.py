"""A retired generation leaves nothing behind but its name, and nobody else is touched."""

import asyncio
import time
from typing import Annotated, Any

import pytest
from msgspec.structs import replace

from taizhang.errors import Refused
from taizhang.events.event import Event
from taizhang.events.personal import Personal
from taizhang.projections import retiring
from taizhang.projections.cursor import lease
from taizhang.projections.generation import Generation
from taizhang.projections.row import At, Row, folds

pytestmark = pytest.mark.anyio


class Joined(Event, name="test.joined"):
    person: str
    name: Annotated[str, Personal("person")]


class Broke(Event, name="test.broke"):
    person: str


class Left(Event, name="test.left"):
    """Changes no row."""

    person: str


def row_type(version: int) -> type[Row]:
    """A release's idea of a member."""

    class Member(Row, key=("person",), version=version):
        person: str
        joined: int = 0

    @folds(Member, Joined, "person")
    def _(row: Any, event: Joined, at: At) -> Any:
        before = row or Member(person=event.person)
        return replace(before, joined=before.joined + 1)

    @folds(Member, Broke, "person")
    def _(row: Any, event: Broke, at: At) -> Any:
        raise LookupError("a bug")

    return Member


OLD, NEW = row_type(1), row_type(2)
EVENTS = [Joined, Broke, Left]


@pytest.fixture
def house(new_house: Any) -> Any:
    return new_house


async def retire(house: Any, name: str, *, abandon: bool = False) -> int:
    async with house.scheduler.acquire() as scheduler, house.projector.acquire() as projector:
        return await retiring.retire(scheduler, projector, name, abandon=abandon)


async def left(house: Any, generation: Generation) -> tuple[Any, ...]:
    """State, tables, cursors and letters of a generation."""
    return tuple(
        await house.owner.fetchrow(
            """select (select state from projections.generation where generation = $1),
                      (select count(*) from pg_tables where schemaname = $2),
                      (select count(*) from projections.cursor where generation = $1),
                      (select count(*) from projections.dead_letter where generation = $1)""",
            generation.name,
            generation.schema,
        )
    )


async def two_generations(house: Any, tenants: int = 2) -> tuple[Any, Any, list[Any]]:
    """An old worker whose generation is kept, a new one whose generation is current."""
    towns = [await house.tenant() for _ in range(tenants)]
    for town in towns:
        await house.happen(town, Joined(person="p", name="示例甲"), Broke(person="p"))
    old, new = house.worker([OLD], EVENTS), house.worker([NEW], EVENTS)
    await old.catch_up()
    await new.catch_up()
    return old, new, towns


async def test_a_kept_generation_goes_with_its_tables_cursors_and_letters(house: Any) -> None:
    old, new, _ = await two_generations(house)
    gone, stays = await old.generation(), await new.generation()
    assert await left(house, gone) == ("kept", 2, 2, 2)
    assert await retire(house, gone.name) == 2
    assert await left(house, gone) == ("retired", 0, 0, 0)
    assert await left(house, stays) == ("current", 2, 2, 2)


async def test_more_tenants_than_are_forgotten_at_once(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retiring, "_TENANTS_AT_ONCE", 2)
    old, _, _ = await two_generations(house, tenants=5)
    gone = await old.generation()
    assert await retire(house, gone.name) == 5
    assert await left(house, gone) == ("retired", 0, 0, 0)


async def test_personal_values_stay(house: Any) -> None:
    old, _, towns = await two_generations(house)
    await retire(house, (await old.generation()).name)
    query = "select value from projections.personal where tenant_id = $1"
    assert await house.owner.fetchval(query, towns[0].id) == "示例甲"


async def test_what_readers_use_is_not_retired(house: Any) -> None:
    _, new, _ = await two_generations(house)
    current = await new.generation()
    with pytest.raises(Refused, match="是当前代，读者正在使用，不能退役") as refused:
        await retire(house, current.name, abandon=True)
    assert refused.value.status == 409
    assert await left(house, current) == ("current", 2, 2, 2)


async def test_what_is_being_built_is_not_retired_unless_it_is_abandoned(house: Any) -> None:
    await house.generation(OLD)
    building = await house.generation(NEW)
    with pytest.raises(Refused, match="正在填充，不能退役"):
        await retire(house, building.name)
    assert (await left(house, building))[:2] == ("building", 2)
    await retire(house, building.name, abandon=True)
    assert (await left(house, building))[:2] == ("retired", 0)


async def test_an_unknown_generation_is_refused(house: Any) -> None:
    with pytest.raises(Refused, match="没有数据代“nope”"):
        await retire(house, "nope")


async def test_what_was_interrupted_is_finished_by_asking_again(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, _, _ = await two_generations(house)
    gone = await old.generation()

    async def killed(*_: Any) -> None:
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr(retiring, "_forget", killed)
        with pytest.raises(ConnectionError):
            await retire(house, gone.name)
    assert await left(house, gone) == ("retired", 0, 2, 2)
    assert await retire(house, gone.name) == 2
    assert await left(house, gone) == ("retired", 0, 0, 0)


async def test_a_running_worker_lets_go_of_what_is_retired_and_says_so_once(
    house: Any, caplog: pytest.LogCaptureFixture
) -> None:
    old, _, towns = await two_generations(house)
    gone = await old.generation()
    await retire(house, gone.name)
    for _ in range(3):
        await house.happen(towns[0], Joined(person="q", name="示例乙"))
        await old.catch_up()
    assert await left(house, gone) == ("retired", 0, 0, 0)
    assert [r.getMessage() for r in caplog.records if "nothing to do" in r.getMessage()] == [
        f"nothing to do: 数据代 {gone.name} 已退役，它的表已删除；要重新使用，请用那一版的程序运行 "
        "taizhang projections rebuild"
    ]


@pytest.mark.parametrize("done", [True, False], ids=["retired", "interrupted"])
async def test_a_worker_caught_in_mid_turn_leaves_nothing(
    house: Any, monkeypatch: pytest.MonkeyPatch, *, done: bool
) -> None:
    """It found news, then the generation was retired, then it takes its turn."""
    old, _, towns = await two_generations(house)
    gone = await old.generation()
    newcomer = await house.tenant()
    await house.happen(newcomer, Left(person="q"))
    await house.happen(towns[0], Joined(person="q", name="示例乙"))
    assert set(await old._behind(None)) == {newcomer.id, towns[0].id}
    if not done:
        monkeypatch.setattr(retiring, "_FORGET", ())
    await retire(house, gone.name)
    assert [await old._turn(town.id) for town in (newcomer, towns[0])] == [False, False]
    assert await left(house, gone) == (("retired", 0, 0, 0) if done else ("retired", 0, 2, 2))


async def test_a_cursor_that_is_being_started_is_waited_for(house: Any) -> None:
    """Else it would outlive its generation."""
    old, _, _ = await two_generations(house)
    gone = await old.generation()
    newcomer = await house.tenant()
    async with house.projector.acquire() as starting:
        await starting.work_for(newcomer.id)
        async with starting.transaction():
            assert await lease(starting, newcomer.id, gone.name) is not None
            retired = asyncio.create_task(retire(house, gone.name))
            await somebody_waits(house)
            assert (await left(house, gone))[:2] == ("kept", 2)
        await retired
    assert await left(house, gone) == ("retired", 0, 0, 0)


async def somebody_waits(house: Any) -> None:
    """Until a statement of this database waits for a lock."""
    waiting = """
        select count(*) from pg_stat_activity
         where wait_event_type = 'Lock' and datname = current_database()
    """
    deadline = time.monotonic() + 20
    while not await house.owner.fetchval(waiting):
        assert time.monotonic() < deadline
        await asyncio.sleep(0.01)
