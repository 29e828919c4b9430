"""Five hundred phones cast at once while the box is being closed, on a real log."""

import asyncio
import uuid
from typing import Any

import msgspec
import pytest

from taizhang.app import Platform
from taizhang.audit.recount import recount
from taizhang.audit.recount_reading import events_of_box, recorded_lists
from taizhang.commands.context import Envelope
from taizhang.dispatch.decision import events_of
from taizhang.dispatch.receipt import Receipt
from taizhang.domain.ballots import desk
from taizhang.domain.ballots.commands import CastBallot
from taizhang.domain.ballots.events import BallotCast
from taizhang.domain.ballots.questions import Question
from taizhang.domain.ballots.sealing import Paper, seal
from taizhang.domain.ballots.slip_codes import proof_of
from taizhang.errors import Refused
from taizhang.onboarding.apply import apply
from taizhang.onboarding.file import TenantFile
from taizhang.tenancy.register import Tenant

pytestmark = pytest.mark.anyio

PHONES = 500
TWICE = 60
"""So many slips are used by two phones at once."""
BEFORE_THE_END = 120
QUESTIONS = [Question(subject="jingui", text="评价等次", choices=["好", "较好", "一般", "差"])]


class Room:
    """A meeting whose voters all hold a phone."""

    def __init__(self, platform: Platform, tenant: Tenant) -> None:
        self.platform, self.tenant = platform, tenant
        self.key = desk.make_box_key()
        self.book = desk.make_slips("b", "m", PHONES)
        self.acknowledged: dict[CastBallot, Receipt] = {}
        self.enough = asyncio.Event()
        self.line = asyncio.Semaphore(50)  # phones do not all send in the same instant

    async def ask(self, name: str, actor: str = "clerk", **body: Any) -> Receipt:
        command = msgspec.convert(body, self.platform.schemes.commands[name])
        return await self.dispatch(command, uuid.uuid4(), actor)

    async def dispatch(self, command: Any, id: uuid.UUID, actor: str = "anyone") -> Receipt:
        envelope = Envelope(command_id=id, actor=actor)
        return await self.platform.dispatcher.dispatch(self.tenant, command, envelope)

    async def opened(self) -> "Room":
        people = [{"number": str(n), "category": "群众代表"} for n in range(PHONES)]
        await self.ask("cycles.open", cycle="c", year=2015, title="年度", subjects=["jingui"])
        await self.ask("meetings.call", meeting="m", cycle="c", kind="review", place="礼堂")
        await self.ask("meetings.check_in", meeting="m", attendees=people)
        await self.dispatch(self.book.command, uuid.uuid4(), "teller")
        asked = [msgspec.to_builtins(question) for question in QUESTIONS]
        box = {"box": "b", "meeting": "m", "cycle": "c", "public_key": self.key.public_key}
        await self.ask("ballots.open_box", **box, questions=asked)
        return self

    def ballot(self, code: str) -> CastBallot:
        proof = proof_of(code)
        sealed = seal(Paper("b", self.key.public_key, QUESTIONS), proof, {"jingui": "好"})
        return CastBallot(box="b", proof=proof, sealed=sealed)

    async def vote(self, ballot: CastBallot) -> str:
        """What the phone is told; a ballot whose answer was lost is sent again as it was."""
        id = uuid.uuid4()
        try:
            async with self.line:
                self.acknowledged[ballot] = await self.dispatch(ballot, id)
        except Refused as refused:
            return refused.reasons[0].refusal.code
        if len(self.acknowledged) >= BEFORE_THE_END:
            self.enough.set()
        again = await self.dispatch(ballot, id)
        first = self.acknowledged[ballot]
        same = (again.position, again.events) == (first.position, first.events)
        return again.state if same else "another receipt"

    async def close(self) -> Any:
        """Amid the rush."""
        await self.enough.wait()
        await self.ask("ballots.end_casting", "teller", box="b")
        (closed,) = (await self.ask("ballots.close_box", "teller", box="b", meeting="m")).events
        return closed

    async def logged(self) -> list[Any]:
        boundary = await self.platform.log.read_boundary(self.tenant.id, desk.ballots_of("b"))
        return events_of(self.platform.schemes.catalogue, boundary.events)


@pytest.fixture
async def room(platform: Platform, files: dict[str, TenantFile]) -> Room:
    tenant = (await apply(files["santangjie"], platform.register, platform.dispatcher)).tenant
    return await Room(platform, tenant).opened()


async def rush(room: Room) -> tuple[list[str], Any]:
    codes = room.book.codes
    ballots = [room.ballot(code) for code in sorted([*codes[:TWICE], *codes[:TWICE]])]
    ballots += [room.ballot(code) for code in codes[TWICE:]]
    async with asyncio.timeout(120):
        *told, closed = await asyncio.gather(*(room.vote(b) for b in ballots), room.close())
    return told, closed


@pytest.mark.rule("S0-11")
@pytest.mark.rule("S1-12")
async def test_every_acknowledged_ballot_is_counted_and_no_other(room: Room) -> None:
    told, closed = await rush(room)
    logged = await room.logged()
    cast = [(position, event) for position, event in logged if isinstance(event, BallotCast)]
    assert set(told) == {"repeated", "ballots.not_open", "ballots.slip_spent"}
    assert BEFORE_THE_END <= len(room.acknowledged) < PHONES + TWICE
    assert {p for p, _ in cast} == {r.position for r in room.acknowledged.values()}
    assert len({event.slip for _, event in cast}) == len(cast) == closed.body["cast"]
    assert max(p for p, _ in cast) < closed.position
    tally = desk.count((event for _, event in logged), room.key.shares[:2])
    (receipt,) = (await room.dispatch(tally, uuid.uuid4(), "teller")).events
    assert receipt.body["counts"][0]["counts"]["好"] == len(room.acknowledged)
    lists = await recorded_lists(room.platform, room.tenant, "b")
    read = await events_of_box(room.platform, room.tenant, "b")
    assert recount(read, "b", lists, room.key.shares[1:]).differences == []
