"""What is written to a client in pieces leaves in as few as can be, in order, and whole."""

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest

from taizhang.http.joined import Joined

pytestmark = pytest.mark.anyio


class Wire(asyncio.Transport):
    """Notes what reaches it."""

    def __init__(self) -> None:
        super().__init__({"peername": "a client"})
        self.told: list[Any] = []

    def writelines(self, list_of_data: Iterable[Any]) -> None:
        self.told.append(b"".join(list_of_data))

    def write_eof(self) -> None:
        self.told.append("eof")

    def close(self) -> None:
        self.told.append("close")


@pytest.fixture
async def wire() -> Wire:
    return Wire()


@pytest.fixture
async def joined(wire: Wire) -> Joined:
    return Joined(wire, asyncio.get_running_loop())


async def test_what_is_written_in_one_turn_leaves_together(wire: Wire, joined: Joined) -> None:
    joined.write(b"head")
    joined.write(b"body")
    assert wire.told == []
    await asyncio.sleep(0)
    assert wire.told == [b"headbody"]


async def test_what_is_written_later_leaves_later(wire: Wire, joined: Joined) -> None:
    for piece in (b"one", b"two"):
        joined.write(piece)
        await asyncio.sleep(0)
    assert wire.told == [b"one", b"two"]


async def test_much_is_not_held_back(wire: Wire, joined: Joined) -> None:
    joined.write(b"head")
    joined.write(b"x" * 20_000)
    assert wire.told == [b"head" + b"x" * 20_000]
    joined.write(b"tail")
    await asyncio.sleep(0)
    assert wire.told[1:] == [b"tail"]


@pytest.mark.parametrize("end", ["close", "write_eof"])
async def test_nothing_is_lost_at_the_end(wire: Wire, joined: Joined, end: str) -> None:
    joined.write(b"last words")
    getattr(joined, end)()
    assert wire.told == [b"last words", end.removeprefix("write_")]


async def test_all_else_is_the_transports_own(joined: Joined) -> None:
    assert joined.get_extra_info("peername") == "a client"
