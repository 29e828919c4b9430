"""Reading: a boundary's head and events."""

import asyncio
import uuid
from typing import Any

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.app import open_platform
from taizhang.log.batch import columns
from taizhang.log.model import NewCommand, NewEvent, Selector
from taizhang.log.writer import APPEND
from taizhang.tenancy.master import MasterKey

pytestmark = pytest.mark.anyio


async def test_a_boundary_holds_the_head_and_what_matches_in_order(one: Any) -> None:
    for tags in (["a"], ["b"], ["a", "b"], ["c"]):
        await one.append(*tags)
    boundary = await one.log.read_boundary(one.tenant, [Selector(["happened"], ["b"])])
    assert boundary.head == 4
    assert [event.position for event in boundary.events] == [2, 3]


async def test_an_event_that_two_selectors_match_is_read_once(one: Any) -> None:
    await one.append("a", "b")
    assert await one.positions(Selector([], ["a"]), Selector([], ["b"])) == [1]


async def test_a_selector_reads_only_beyond_its_own_position(one: Any) -> None:
    for _ in range(3):
        await one.append("a")
    assert await one.positions(Selector(["happened"], ["a"], after=2)) == [3]


async def test_an_event_that_comes_while_a_boundary_is_read_is_beyond_its_head(
    database: str, one: Any
) -> None:
    """A head that is newer than the events beside it would let a conflict pass in silence."""
    await one.append("a")
    owner = await asyncpg.connect(database)
    async with owner.transaction():
        await owner.execute("lock table log.tenant_head in access exclusive mode")
        reading = asyncio.create_task(
            one.log.read_boundary(one.tenant, [Selector(["happened"], ["a"])])
        )
        await _until_somebody_waits(owner)
        new = NewCommand(uuid.uuid4(), b"", b"", 0, [], [NewEvent("happened", ["a"], b"")])
        await owner.execute(APPEND, str(one.tenant), *columns([new]))
    boundary = await reading
    await owner.close()
    assert [event.position for event in boundary.events] == list(range(1, boundary.head + 1))


async def _until_somebody_waits(owner: Any) -> None:
    query = "select count(*) from pg_locks where not granted and database = $1"
    here = await owner.fetchval("select oid from pg_database where datname = current_database()")
    async with asyncio.timeout(30):
        while not await owner.fetchval(query, here):  # noqa: ASYNC110 - it does not tell by itself
            await asyncio.sleep(0.01)


TAGS = st.sets(st.sampled_from("abc"), min_size=1)
TYPES = st.sampled_from(["t.x", "t.y"])


@given(
    events=st.lists(st.tuples(TYPES, TAGS), max_size=12),
    selectors=st.lists(
        st.tuples(st.sets(TYPES), st.sets(st.sampled_from("abc")), st.integers(0, 6)), max_size=3
    ),
)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_boundary_equals_a_plain_search(
    database: str, events: list[Any], selectors: list[Any]
) -> None:
    asyncio.run(_compare(database, events, selectors))


async def _compare(database: str, events: list[Any], selectors: list[Any]) -> None:
    async with open_platform(database, MasterKey(b"0" * 32)) as platform:
        slug = f"t{uuid.uuid4().hex}"
        tenant = (await platform.register.open(slug, slug, rehearsal=False)).id
        for type_, tags in events:
            new = [NewEvent(type_, sorted(tags), b"")]
            await platform.log.append(tenant, NewCommand(uuid.uuid4(), b"", b"", 0, [], new))
        asked = [Selector(sorted(types), sorted(tags), after) for types, tags, after in selectors]
        boundary = await platform.log.read_boundary(tenant, asked)
    expected = [
        position
        for position, (type_, tags) in enumerate(events, start=1)
        if any(
            position > after and (not types or type_ in types) and wanted <= tags
            for types, wanted, after in selectors
        )
    ]
    assert [event.position for event in boundary.events] == expected
