"""The demo's HTTP client: asks as anybody would, and retries with the same Idempotency-Key."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
from msgspec import Struct

ATTEMPTS = 60
PAUSE_SECONDS = 0.5


class Answer(Struct, frozen=True):
    """A receipt or a problem document."""

    status: int
    body: dict[str, Any]

    @property
    def position(self) -> int | None:
        """The log's position after the command; None when it was refused."""
        return self.body.get("position") if self.status == 200 else None

    @property
    def code(self) -> str | None:
        """What a refusal is called."""
        return self.body.get("code") if self.status != 200 else None


class Unexpected(Exception):  # noqa: N818 - the demo's story went another way
    """A step was answered otherwise than the story says."""


class Client:
    """Asks the commands of one tenant."""

    def __init__(self, http: httpx.AsyncClient, tenant: str, tokens: dict[str, str]) -> None:
        self._http = http
        self.tenant = tenant
        self._tokens = tokens
        self._asked = 0
        self._chapter = ""
        self._resumed = False
        self.last_position = 0
        self.heard: Callable[[str, Answer], None] = lambda name, answer: None

    def begin(self, chapter: str, *, resumed: bool) -> None:
        """Steps are told apart by chapter and number, so that a repeated one is known."""
        self._chapter, self._asked, self._resumed = chapter, 0, resumed

    async def ask(
        self, actor: str | None, command: str, *, refused: str | None = None, **body: Any
    ) -> Answer:
        """Ask a command as an actor (None: anyone). `refused` is the code the story expects."""
        self._asked += 1
        area, _, verb = command.partition(".")
        path = f"/api/{self.tenant}/{area}/{verb.replace('_', '-').replace('.', '/')}"
        headers = {"Idempotency-Key": f"demo {self._chapter} {self._asked} {command}"}
        if actor is not None:
            headers["Authorization"] = f"Bearer {self._tokens[actor]}"
        answer = await self._answered(lambda: self._http.post(path, json=body, headers=headers))
        again = self._resumed and refused is not None and answer.code is not None
        if answer.code != refused and not again:  # what was refused may be refused otherwise now
            raise Unexpected(f"{self.tenant} {command}: {answer.status} {answer.body}")
        self.last_position = max(self.last_position, answer.position or 0)
        self.heard(command, answer)
        return answer

    async def query(self, actor: str, document: str, position: int = 0) -> dict[str, Any]:
        """Ask rows, as they stand at a position or later."""
        headers = {"Authorization": f"Bearer {self._tokens[actor]}"}
        path = f"/graphql?minPosition={position}"
        answer = await self._answered(
            lambda: self._http.post(path, json={"query": document}, headers=headers)
        )
        if answer.status != 200 or "errors" in answer.body:
            raise Unexpected(f"{self.tenant} query: {answer.status} {answer.body}")
        data: dict[str, Any] = answer.body["data"]
        return data

    async def _answered(self, send: Callable[[], Awaitable[httpx.Response]]) -> Answer:
        """The answer, through a server or database that is away for a while."""
        for _ in range(ATTEMPTS):
            try:
                response = await send()
            except httpx.TransportError:
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            if response.status_code not in (429, 503):
                return Answer(response.status_code, response.json())
            await asyncio.sleep(PAUSE_SECONDS)
        raise Unexpected("the server has not answered for a long time")
