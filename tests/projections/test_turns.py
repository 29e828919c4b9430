"""Turns: fair, patient, and never asleep while there is news."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Iterable
from uuid import UUID, uuid4

import pytest

from taizhang.log.hints import Hints
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

    async def behind(self) -> list[UUID]:
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

    async def behind(self) -> list[UUID]:
        self.looked += 1
        found = await super().behind()
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
