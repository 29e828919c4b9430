"""Turns: fair, patient, and never asleep while there is news."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any
from uuid import UUID, uuid4

import pytest

from taizhang.log.ear import Grown
from taizhang.log.hints import Hints
from taizhang.projections import turns
from taizhang.projections.turns import Turns

pytestmark = pytest.mark.anyio


class Job:
    """Tenants with work left; some fail."""

    def __init__(
        self,
        work: dict[UUID, int],
        failing: Iterable[UUID] = (),
        *,
        error: Exception = RuntimeError("broken"),  # noqa: B008
        poll: float = 0.01,
    ) -> None:
        self.work = work
        self.failing = set(failing)
        self.error = error
        self.done: list[UUID] = []
        self.hints = Hints("", "")  # not connected: it wakes this process alone
        self.turns = Turns(self.behind, self.turn, self.hints, poll=poll)

    async def behind(self, among: Grown) -> list[UUID]:
        return [tenant for tenant, left in self.work.items() if left]

    async def turn(self, tenant: UUID) -> bool:
        self.done.append(tenant)
        if tenant in self.failing:
            raise self.error
        self.work[tenant] -= 1
        return True

    def quiet(self) -> bool:
        return not any(left for tenant, left in self.work.items() if tenant not in self.failing)


@contextlib.asynccontextmanager
async def at_work(job: Job) -> AsyncIterator[None]:
    task = asyncio.create_task(job.turns.for_ever())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def eventually(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        await asyncio.sleep(0.01)


async def test_tenants_take_turns_however_much_one_has_to_do() -> None:
    large, small = UUID(int=1), UUID(int=2)
    job = Job({large: 50, small: 2})
    async with at_work(job):
        await eventually(job.quiet)
    assert job.done[:4] == [large, small, large, small]


async def test_several_have_their_turns_at_once_but_no_more_than_are_allowed() -> None:
    job = Job({UUID(int=number): 1 for number in range(9)})
    busy, most = 0, 0

    async def turn(tenant: UUID) -> bool:
        nonlocal busy, most
        busy, most = busy + 1, max(most, busy + 1)
        await asyncio.sleep(0)
        busy -= 1
        return await job.turn(tenant)

    job.turns = Turns(job.behind, turn, job.hints, at_once=3)
    async with at_work(job):
        await eventually(job.quiet)
    assert most == 3
    assert sorted(job.done) == sorted(job.work)


async def test_a_tenant_that_fails_leaves_the_others_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    bad, good = UUID(int=1), UUID(int=2)
    job = Job({bad: 1, good: 30}, {bad})
    async with at_work(job):
        await eventually(job.quiet)
    assert job.done.count(bad) == 1
    assert f"tenant {bad} is left alone for 1.0 s" in caplog.text


async def test_an_interrupted_round_goes_on_with_the_next_tenant() -> None:
    bad, good = UUID(int=1), UUID(int=2)
    job = Job({bad: 1, good: 3}, {bad}, error=TimeoutError())
    async with at_work(job):
        await eventually(job.quiet)


class LateNews(Job):
    """News comes in right after the first look has found nothing."""

    looked = 0

    async def behind(self, among: Grown) -> list[UUID]:
        self.looked += 1
        found = await super().behind(among)
        if self.looked == 1:
            self.work[UUID(int=1)] = 1
            await asyncio.sleep(0)
            self.hints.grown()
        return found


async def test_news_between_looking_and_waiting_is_not_missed() -> None:
    job = LateNews({}, poll=3600.0)
    async with at_work(job):
        await eventually(lambda: job.done == [UUID(int=1)])


async def test_catching_up_raises_what_went_wrong() -> None:
    tenant = uuid4()
    with pytest.raises(RuntimeError, match="broken"):
        await Job({tenant: 1}, {tenant}).turns.until_quiet()


class Looks(Job):
    """Remembers among whom it was asked to look, and finds news only there."""

    def __init__(self, work: dict[UUID, int], **options: Any) -> None:
        super().__init__(work, **options)
        self.looks: list[Grown] = []
        self.away = 0
        """So many looks fail next."""

    async def behind(self, among: Grown) -> list[UUID]:
        self.looks.append(None if among is None else set(among))
        if self.away:
            self.away -= 1
            raise TimeoutError
        found = await super().behind(among)
        return found if among is None else [tenant for tenant in found if tenant in among]

    def grow(self, tenant: UUID) -> None:
        self.work[tenant] = self.work.get(tenant, 0) + 1
        self.hints.grown(tenant)


A, B, C = (UUID(int=number) for number in (1, 2, 3))


async def test_it_begins_with_a_look_at_all_tenants() -> None:
    job = Looks({A: 1}, poll=3600.0)
    async with at_work(job):
        await eventually(lambda: job.done == [A])
    assert job.looks[0] is None


async def test_a_hint_is_looked_after_among_the_tenants_that_it_names() -> None:
    job = Looks({}, poll=3600.0)
    async with at_work(job):
        await eventually(lambda: len(job.looks) == 1)
        job.grow(B)
        job.grow(C)
        await eventually(lambda: job.done == [B, C])
    assert job.looks[:2] == [None, {B, C}]
    assert None not in job.looks[1:]


async def test_who_is_not_finished_is_looked_at_until_it_is() -> None:
    job = Looks({A: 3}, poll=3600.0)
    async with at_work(job):
        await eventually(lambda: len(job.looks) == 4)
    assert (job.done, job.looks) == ([A, A, A], [None, {A}, {A}, {A}])


async def test_who_is_left_alone_is_looked_at_again_without_a_hint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "_UNFINISHED_SECONDS", 0.01)
    monkeypatch.setattr(turns, "_TENANT_PAUSES", (0.01,))
    job = Looks({A: 1}, failing=[A], poll=3600.0)
    async with at_work(job):
        await eventually(lambda: job.done.count(A) > 1)
        job.failing.clear()
        await eventually(job.quiet)
    assert None not in job.looks[1:]


async def test_a_hint_that_names_nobody_is_a_look_at_all() -> None:
    job = Looks({}, poll=3600.0)
    async with at_work(job):
        await eventually(lambda: len(job.looks) == 1)
        job.work[A] = 1
        job.hints.grown()
        await eventually(lambda: job.done == [A])


async def test_all_are_looked_at_every_so_often_however_much_is_hinted() -> None:
    job = Looks({}, poll=0.05)
    async with at_work(job):
        await eventually(lambda: len(job.looks) == 1)
        job.work[A] = 1  # its hint is lost
        deadline = time.monotonic() + 20
        while job.work[A] and time.monotonic() < deadline:
            job.grow(B)
            await asyncio.sleep(0)
    assert job.work[A] == 0


async def test_what_was_hinted_is_not_forgotten_when_the_look_fails() -> None:
    job = Looks({}, poll=3600.0)
    async with at_work(job):
        await eventually(lambda: len(job.looks) == 1)
        job.away = 1
        job.grow(B)
        await eventually(lambda: job.done == [B])


async def test_who_starts_again_begins_with_all() -> None:
    job = Looks({}, poll=3600.0)
    for number in (1, 2):
        async with at_work(job):
            await eventually(lambda: len(job.looks) == number)  # noqa: B023 - it is awaited here
    assert job.looks == [None, None]


async def test_one_tenant_is_caught_up_without_a_look_at_the_others() -> None:
    job = Looks({A: 2, B: 1})
    await job.turns.until_quiet(A)
    assert (job.done, job.looks) == ([A, A], [{A}, {A}, {A}])
