"""Personal values stand in one table, newer over older, until their person is erased."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Annotated, Any, ClassVar

import pytest
from msgspec import Struct, field

from taizhang.events.catalogue import Catalogue
from taizhang.events.event import Event
from taizhang.events.personal import Personal
from taizhang.projections.row import At, Row, folds
from taizhang.projections.runner import Runner
from taizhang.tenancy.keyring import Keyring
from taizhang.tenancy.master import MasterKey

pytestmark = pytest.mark.anyio


class Registered(Event, name="test.registered"):
    person: str
    name: Annotated[str, Personal("person")]
    phone: Annotated[str | None, Personal("person")] = None


class Guest(Struct, frozen=True):
    person: str
    name: Annotated[str, Personal("person")]


class Invited(Event, name="test.invited"):
    guests: list[Guest]


class Erased(Event, name="test.erased"):
    event_erases: ClassVar[str] = "person"
    person: str


class Person(Row, key=("person",)):
    person: str
    name: Annotated[str, Personal("person")] = "?"
    seen: list[str] = field(default_factory=list)


class Renamed(Row, key=("person",)):
    """Another row type, and so another generation."""

    person: str


@folds(Person, Registered, "person")
def _(row: Person | None, event: Registered, at: At) -> Person | None:
    seen = [] if row is None else [*row.seen, row.name]
    return Person(person=event.person, name=event.name, seen=seen)


EVENTS = (Registered, Invited, Erased)


async def personal(house: Any, tenant: Any) -> set[tuple[str, str, str, int]]:
    rows = await house.owner.fetch(
        "select person, field, value, source from projections.personal where tenant_id = $1",
        tenant.id,
    )
    return {tuple(row) for row in rows}


async def keys(house: Any, tenant: Any) -> set[str]:
    rows = await house.owner.fetch(
        "select person from tenancy.person_key where tenant_id = $1", tenant.id
    )
    return {row["person"] for row in rows}


async def test_the_newest_value_of_each_field_stands(house: Any) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, Registered(person="p1", name="李四", phone="13900000000"))
    await house.happen(tenant, Registered(person="p1", name="李思"))
    runner = await house.runner([Person], EVENTS)
    await runner.run(tenant.id)
    assert await personal(house, tenant) == {
        ("p1", "name", "李思", 2),
        ("p1", "phone", "13900000000", 1),
    }


async def test_values_are_found_at_any_depth(house: Any) -> None:
    tenant = await house.tenant()
    guests = [Guest("p1", "王五"), Guest("p2", "赵六\0")]
    await house.happen(tenant, Invited(guests=guests))
    runner = await house.runner([Person], EVENTS)
    await runner.run(tenant.id)
    assert await personal(house, tenant) == {("p1", "name", "王五", 1), ("p2", "name", "赵六", 1)}


async def test_rows_and_their_history_never_hold_a_value(house: Any) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, *[Registered(person="p1", name="李四")] * 2)
    runner = await house.runner([Person], EVENTS)
    await runner.run(tenant.id)
    rows = await house.rows(tenant, runner.generation, Person)
    assert rows["p1",] == Person(person="p1", seen=["?"])


async def test_a_generation_that_replays_does_not_bring_back_an_older_value(house: Any) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, Registered(person="p1", name="旧"))
    await house.happen(tenant, Registered(person="p1", name="新"))
    first = await house.runner([Person], EVENTS)
    await first.run(tenant.id)
    second = await house.runner([Renamed], EVENTS)
    await second.run(tenant.id, at_most=1)
    assert await personal(house, tenant) == {("p1", "name", "新", 2)}


async def test_erasing_a_person_deletes_values_and_key_of_that_person_alone(house: Any) -> None:
    tenant = await house.tenant()
    people = [Registered(person="p1", name="李四"), Registered(person="p2", name="王五")]
    await house.happen(tenant, *people, Erased(person="p1"))
    runner = await house.runner([Person], EVENTS)
    await runner.run(tenant.id)
    assert await personal(house, tenant) == {("p2", "name", "王五", 2)}
    assert await keys(house, tenant) == {"p2"}


async def test_a_replay_cannot_read_who_was_erased(house: Any) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, Registered(person="p1", name="李四"), Erased(person="p1"))
    await (await house.runner([Person], EVENTS)).run(tenant.id)
    await (await house.runner([Renamed], EVENTS)).run(tenant.id)
    assert await personal(house, tenant) == set()


async def test_somebody_registered_anew_outlives_a_replay_of_the_erasure(house: Any) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, Registered(person="p1", name="李四"), Erased(person="p1"))
    first = await house.runner([Person], EVENTS)
    await first.run(tenant.id)
    await house.happen(tenant, Registered(person="p1", name="新来的"))
    await first.run(tenant.id)
    second = await house.runner([Renamed], EVENTS)
    assert await second.run(tenant.id) == 2
    assert await personal(house, tenant) == {("p1", "name", "新来的", 3)}
    assert await keys(house, tenant) == {"p1"}


async def test_what_was_sealed_under_the_erased_key_stays_unread(house: Any) -> None:
    tenant = await house.tenant()
    last = Registered(person="p1", name="迟到的")  # sealed before the erasure was carried out
    await house.happen(tenant, Registered(person="p1", name="李四"), Erased(person="p1"), last)
    runner = await house.runner([Person], EVENTS)
    while await runner.run(tenant.id):
        pass
    assert await personal(house, tenant) == set()


class SlowKeyring(Keyring):
    """Reads keys, then lets an erasure come in between, as far as it gets."""

    def __init__(self, house: Any, erasure: Callable[[], Coroutine[Any, Any, object]]) -> None:
        super().__init__(MasterKey(bytes(32)))
        self._house = house
        self._erasure = erasure
        self.erasing: asyncio.Task[object] | None = None

    async def read(self, connection: Any, tenant: Any, people: Iterable[str]) -> dict[str, bytes]:
        found = await super().read(connection, tenant, people)
        if self.erasing is None:
            self.erasing = asyncio.create_task(self._erasure())
            for _ in range(2000):
                if self.erasing.done() or await self._house.owner.fetchval(WAITS):
                    return found
                await asyncio.sleep(0.01)
            pytest.fail("the erasure neither came through nor waits")
        return found


WAITS = "select exists (select from pg_locks where locktype = 'advisory' and not granted)"


async def test_a_replay_that_holds_a_key_cannot_write_back_what_is_erased_meanwhile(
    house: Any,
) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, Registered(person="p1", name="李四"), Erased(person="p1"))
    first = await house.runner([Person], EVENTS)
    await first.run(tenant.id, at_most=1)
    keyring = SlowKeyring(house, lambda: first.run(tenant.id))
    replaying = await house.runner([Renamed], EVENTS)
    slow = Runner(replaying.generation, [Renamed], Catalogue(EVENTS), keyring, house.projector)
    await slow.run(tenant.id, at_most=1)
    assert keyring.erasing is not None
    await keyring.erasing
    assert await personal(house, tenant) == set()
