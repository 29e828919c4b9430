"""Playing the demo: all chapters in order, over HTTP, wherever the server is."""

from collections.abc import Callable, Collection, Mapping

import httpx

from taizhang.demo import board, county, department, hunan, santangjie, xinshao
from taizhang.demo.client import Answer, Client
from taizhang.demo.memory import Memory
from taizhang.demo.story import Chapter, Stage

CHAPTERS: tuple[Chapter, ...] = (
    *santangjie.CHAPTERS,
    *department.CHAPTERS,
    *hunan.CHAPTERS,
    *xinshao.CHAPTERS,
    *board.CHAPTERS,
    *county.CHAPTERS,
)


class Teller:
    """How the story is told; this one keeps silent."""

    def begin(self, chapter: Chapter) -> None:
        """A chapter begins."""

    def step(self, tenant: str, command: str, answer: Answer) -> None:
        """A command was answered."""

    def say(self, text: str) -> None:
        """A remark on what has happened."""


async def play(
    url: str,
    memory: Memory,
    tokens: Mapping[str, Mapping[str, str]],
    organisations: Mapping[str, list[str]],
    teller: Teller,
    only: Collection[str] = (),
) -> None:
    """Play every chapter, or those of some tenants `only`.

    Raises Unexpected when the story goes another way.
    """
    async with httpx.AsyncClient(base_url=url, timeout=30, trust_env=False) as http:
        clients = {slug: Client(http, slug, dict(held), memory) for slug, held in tokens.items()}
        for slug, client in clients.items():
            client.heard = _heard(teller, slug)
        done = memory.data.get("done", -1)
        for place, chapter in enumerate(CHAPTERS):
            if place > done and (not only or chapter.tenant in only):
                client = clients[chapter.tenant]
                client.begin(str(place))
                teller.begin(chapter)
                units = organisations[chapter.tenant]
                await chapter.play(Stage(client, memory, units, teller.say))
                memory.keep(done=place)


def _heard(teller: Teller, slug: str) -> Callable[[str, Answer], None]:
    return lambda command, answer: teller.step(slug, command, answer)
