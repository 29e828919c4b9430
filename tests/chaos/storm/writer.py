"""A writer: a few hands, each of which asks again under the same id until it is answered."""

import asyncio
import random
from collections import deque
from typing import Literal
from uuid import UUID, uuid4

from storm.asks import command, decide, mac_of, selectors_of
from storm.journal import Acknowledged, Ask, Declined, Journal, Line, lives
from storm.program import TALKERS, TOWNS, Words, opened, patiently, run, towns

from taizhang.log.log import Log

HANDS = 4
ATTEMPTS = 8
BOX_SIZE = 40
KINDS = {"ballot": 10, "remark": 4, "count": 1}
CLICKED_TWICE = 0.2
LONGEST_THOUGHT = 0.02  # seconds between an answer and the next ask


class Hand:
    """Asks for one thing after the other."""

    def __init__(self, log: Log, tenants: dict[str, UUID], journal: Journal) -> None:
        self._log, self._tenants, self._journal = log, tenants, journal
        self._seen = dict.fromkeys(tenants, 0)

    async def work(self, left: deque[Ask], over: asyncio.Event) -> None:
        """First what former lives have left unanswered; then whatever comes to mind."""
        while left:
            await self._finish(left.popleft())
        while not over.is_set():
            ask = self._think()
            self._journal.write(ask)
            await self._finish(ask)
            await asyncio.sleep(random.uniform(0, LONGEST_THOUGHT))

    def _think(self) -> Ask:
        """Slips lie where everybody else's are drawn from as well, so that many want the same."""
        (town,) = random.choices(list(TOWNS), list(TOWNS.values()))
        kinds = {"remark": 1} if town == TALKERS else KINDS
        (kind,) = random.choices(list(kinds), list(kinds.values()))
        slip = self._seen[town] // 2 + random.randrange(60)
        box = str(slip // BOX_SIZE)
        return Ask(uuid4(), town, kind, box, str(slip), random.choice((0, 0, 1, 2)))  # type: ignore[arg-type]

    async def _finish(self, ask: Ask) -> None:
        """Now and then somebody clicks twice: what one copy comes to is what both come to."""
        copies = 2 if random.random() < CLICKED_TWICE else 1
        attempts = (patiently(lambda: self._attempt(ask)) for _ in range(copies))
        answers = await asyncio.gather(*attempts)
        done = {answer for answer in answers if isinstance(answer, Acknowledged)}
        assert len(done) < 2, f"{ask} was done twice: {done}"
        self._journal.write(done.pop() if done else answers[0])

    async def _attempt(self, ask: Ask) -> Line:
        """Decide and append, whether or not an attempt before has come through unheard: the log
        itself must know the id again. Only before declining is it looked up.
        """
        tenant, selectors = self._tenants[ask.town], selectors_of(ask)
        for _ in range(ATTEMPTS):
            boundary = await self._log.read_boundary(tenant, selectors)
            self._seen[ask.town] = boundary.head
            if not (events := decide(ask, boundary)):
                return await self._declined(ask, "spent")
            new = command(tenant, ask, selectors, boundary, events)
            outcome = await self._log.append(tenant, new)
            if outcome.first is not None and outcome.last is not None:
                assert outcome.state in ("appended", "repeated"), outcome
                return Acknowledged(ask.id, outcome.first, outcome.last)
            assert outcome.state == "conflict", outcome
        return await self._declined(ask, "busy")

    async def _declined(self, ask: Ask, why: Literal["spent", "busy"]) -> Line:
        known = await self._log.command(self._tenants[ask.town], ask.id)
        if known is None:
            return Declined(ask.id, why)
        assert known.request_mac == mac_of(ask), f"{ask} has become another request"
        return Acknowledged(ask.id, known.first, known.last)


def unanswered(former: list[list[Line]]) -> deque[Ask]:
    """What was asked in former lives and never answered."""
    lines = [line for life in former for line in life]
    answered = {line.id for line in lines if isinstance(line, Acknowledged | Declined)}
    return deque(line for line in lines if isinstance(line, Ask) and line.id not in answered)


async def main(words: Words, journal: Journal, over: asyncio.Event) -> None:
    left = unanswered(lives(words.folder, words.name))
    async with opened(words.dsn) as platform, asyncio.TaskGroup() as hands:
        tenants = {slug: tenant.id for slug, tenant in (await towns(platform)).items()}
        for _ in range(HANDS):
            hands.create_task(Hand(platform.log, tenants, journal).work(left, over))


if __name__ == "__main__":
    run(main)
