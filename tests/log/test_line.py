"""A line decides what goes to the database together."""

import asyncio
import uuid
from datetime import UTC, datetime

import pytest

from taizhang.log.line import Line, Waiting
from taizhang.log.model import NewCommand

pytestmark = pytest.mark.anyio


def waiting(clock: datetime | None = None) -> Waiting:
    command = NewCommand(uuid.uuid4(), b"", b"", 0, [], [], clock)
    return Waiting(command, asyncio.get_running_loop().create_future())


def line_of(length: int, longest: int = 256) -> Line:
    line = Line(longest)
    for _ in range(length):
        line.add(waiting())
    return line


async def test_a_few_go_together() -> None:
    assert len(line_of(16).take()) == 16


async def test_of_many_a_half_goes_and_the_other_half_is_next() -> None:
    line = line_of(64)
    assert (len(line.take()), line.ready, len(line.take())) == (32, True, 32)


async def test_no_batch_is_longer_than_allowed() -> None:
    assert len(line_of(1000, longest=256).take()) == 256


async def test_a_third_batch_waits_until_one_is_done() -> None:
    line = line_of(1000)
    first, _ = line.take(), line.take()
    before = line.ready
    line.done(first)
    assert (before, line.ready) == (False, True)


async def test_while_one_is_under_way_a_few_wait() -> None:
    line = line_of(1)
    line.take()
    line.add(waiting())
    assert not line.ready


async def test_a_command_that_moves_the_clock_begins_a_batch() -> None:
    line = line_of(3)
    line.add(waiting(datetime(2015, 12, 20, tzinfo=UTC)))
    line.add(waiting())
    sizes = [len(line.take()), len(line.take())]
    assert sizes == [3, 2]


async def test_nothing_is_forgotten_and_all_go_in_order() -> None:
    line = Line(50)
    came = [waiting() for _ in range(333)]
    for each in came:
        line.add(each)
    went = []
    while line:
        batch = line.take()
        went += batch
        line.done(batch)
    assert went == came
    assert line.empty
