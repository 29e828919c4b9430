"""Appending: positions, conditions and repeated commands."""

import asyncio
import uuid
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from taizhang.app import Platform
from taizhang.errors import Refused
from taizhang.log.model import NewCommand, NewEvent, Selector
from taizhang.log.writer import Writer

pytestmark = pytest.mark.anyio


async def test_positions_are_gapless_under_many_writers(one: Any) -> None:
    outcomes = await asyncio.gather(*[one.append("a", events=1 + n % 3) for n in range(60)])
    taken = [p for o in outcomes for p in range(o.first, o.last + 1)]
    assert sorted(taken) == list(range(1, len(taken) + 1))


async def test_a_tenants_positions_are_its_own(one: Any, other: Any) -> None:
    await one.append("a")
    assert (await other.append("a")).last == 1


async def test_time_never_runs_back(one: Any) -> None:
    for _ in range(5):
        await one.append("a")
    times = [e.recorded_at for e in await one.log.read_after(one.tenant, 0, 10)]
    assert times == sorted(times)


async def test_an_event_after_the_position_that_was_read_is_a_conflict(one: Any) -> None:
    await one.append("slip:1")
    outcome = await one.append("slip:1", after=0, unless=Selector(["happened"], ["slip:1"]))
    assert outcome.state == "conflict"


async def test_an_event_that_was_read_is_no_conflict(one: Any) -> None:
    await one.append("slip:1")
    outcome = await one.append("slip:1", after=1, unless=Selector(["happened"], ["slip:1"]))
    assert outcome.state == "appended"


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (Selector(["happened"], ["b"]), "appended"),
        (Selector(["other"], ["a"]), "appended"),
        (Selector(["other", "happened"], ["a"]), "conflict"),
        (Selector([], ["a"]), "conflict"),
        (Selector(["happened"], ["a", "c"]), "conflict"),
        (Selector(["happened"], ["a", "b"]), "appended"),
        (Selector(["happened"], []), "conflict"),
        (Selector([], []), "conflict"),
    ],
)
async def test_tags_mean_and_types_mean_or_and_nothing_means_any(
    one: Any, selector: Selector, expected: str
) -> None:
    await one.append("a", "c")
    assert (await one.append("x", unless=selector)).state == expected


async def test_of_two_appends_that_exclude_each_other_one_succeeds(one: Any) -> None:
    unless = Selector(["happened"], ["box:1"])
    tries = [one.append("box:1", unless=unless) for _ in range(20)]
    states = [outcome.state for outcome in await asyncio.gather(*tries)]
    assert (states.count("appended"), states.count("conflict")) == (1, 19)


async def test_a_conflict_leaves_its_neighbours_in_the_batch_alone(one: Any) -> None:
    await one.append("taken")
    bad = one.append("taken", unless=Selector(["happened"], ["taken"]))
    outcomes = await asyncio.gather(one.append("a"), bad, one.append("b"))
    assert [o.state for o in outcomes] == ["appended", "conflict", "appended"]


async def test_an_error_leaves_its_neighbours_in_the_batch_alone(one: Any) -> None:
    wrong = one.append("x" * 300)
    done = await asyncio.gather(one.append("a"), wrong, one.append("b"), return_exceptions=True)
    assert isinstance(done[1], asyncpg.CheckViolationError)
    assert (done[0].state, done[2].state) == ("appended", "appended")


async def test_a_repeated_command_gets_its_first_outcome(one: Any) -> None:
    command_id = uuid.uuid4()
    first = await one.append("a", command_id=command_id, events=2)
    again = await one.append("a", command_id=command_id, events=2)
    assert (again.state, again.first, again.last) == ("repeated", first.first, first.last)


async def test_a_repeated_id_with_another_request_is_a_mismatch(one: Any) -> None:
    command_id = uuid.uuid4()
    await one.append("a", command_id=command_id)
    assert (await one.append("a", command_id=command_id, mac=b"other")).state == "mismatch"


async def test_the_same_command_twice_in_one_batch_is_appended_once(one: Any) -> None:
    command_id = uuid.uuid4()
    both = await asyncio.gather(*[one.append("a", command_id=command_id) for _ in range(2)])
    assert sorted(outcome.state for outcome in both) == ["appended", "repeated"]


async def test_a_full_queue_is_refused_with_a_time_to_retry(platform: Platform, one: Any) -> None:
    writer = Writer(platform.app, queue=3)  # nobody serves it
    command = NewCommand(uuid.uuid4(), b"", b"", 0, [], [])
    waiting = [asyncio.create_task(writer.append(one.tenant, command)) for _ in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(Refused) as refused:
        await writer.append(one.tenant, command)
    for task in waiting:
        task.cancel()
    assert (refused.value.code, refused.value.status) == ("log.overloaded", 429)
    assert refused.value.retry_after


async def test_an_answer_lost_after_the_commit_is_found_by_its_id(
    platform: Platform, one: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch = asyncpg.Connection.fetch

    async def lose(self: Any, query: str, *args: Any, **options: Any) -> Any:
        rows = await fetch(self, query, *args, **options)
        if "log.append" in query:
            raise asyncpg.ConnectionDoesNotExistError("the answer was lost")
        return rows

    monkeypatch.setattr(asyncpg.Connection, "fetch", lose)
    outcome = await one.append("a")
    monkeypatch.undo()
    assert (outcome.state, outcome.last) == ("appended", 1)
    assert await one.positions(Selector([], [])) == [1]


async def test_what_was_decided_under_another_incarnation_is_a_conflict(one: Any) -> None:
    await one.append("a")
    new = [NewEvent("happened", ["b"], b"entry")]
    here = UUID((await one.log.read_boundary(one.tenant, [])).incarnation)

    def decided(incarnation: UUID) -> NewCommand:
        return NewCommand(uuid.uuid4(), b"", b"", 1, [], new, incarnation=incarnation)

    states = [
        (await one.log.append(one.tenant, decided(incarnation))).state
        for incarnation in (uuid.uuid4(), here)
    ]
    assert states == ["conflict", "appended"]


async def test_a_tenants_crowd_does_not_keep_another_waiting(
    platform: Platform, one: Any, other: Any
) -> None:
    finished: list[UUID] = []

    async def append(log: Any, writer: Writer) -> None:
        new = [NewEvent("happened", ["a"], b"entry")]
        await writer.append(log.tenant, NewCommand(uuid.uuid4(), b"", b"", 0, [], new))
        finished.append(log.tenant)

    async with Writer(platform.app, connections=1, batch=10) as writer:
        crowd = [asyncio.create_task(append(one, writer)) for _ in range(300)]
        await asyncio.sleep(0)
        await append(other, writer)
        await asyncio.gather(*crowd)
    assert finished.index(other.tenant) <= 30
