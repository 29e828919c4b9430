"""The demo's HTTP client: asks as anybody would, and retries with the same Idempotency-Key."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
from msgspec import Struct

from taizhang.demo.memory import Memory

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

    def __init__(
        self, http: httpx.AsyncClient, tenant: str, tokens: dict[str, str], memory: Memory
    ) -> None:
        self._http = http
        self.tenant = tenant
        self._tokens = tokens
        self._memory = memory
        self._asked = 0
        self._chapter = ""
        self.last_position = 0
        self.heard: Callable[[str, Answer], None] = lambda name, answer: None

    def begin(self, chapter: str) -> None:
        """Steps are told apart by chapter and number, so that a repeated one is known."""
        self._chapter, self._asked = chapter, 0

    async def ask(
        self,
        actor: str | None,
        command: str,
        *,
        refused: str | None = None,
        beside: dict[str, str] | None = None,
        **body: Any,
    ) -> Answer:
        """Ask a command as an actor (None: anyone). `refused` is the code the story expects;
        `beside` is what the address says beside the body, such as the business date.
        """
        self._asked += 1
        key = f"demo {self._chapter} {self._asked} {command}"
        answer = self._refused_before(key)
        if answer is None:
            answer = await self._post(actor, command, key, body, beside or {})
        if answer.code != refused:
            raise Unexpected(f"{self.tenant} {command}: {answer.status} {answer.body}")
        if answer.code is not None:
            self._memory.keep(refused=self._refusals() | {key: [answer.status, answer.body]})
        self.last_position = max(self.last_position, answer.position or 0)
        self.heard(command, answer)
        return answer

    async def _post(
        self,
        actor: str | None,
        command: str,
        key: str,
        body: dict[str, Any],
        beside: dict[str, str],
    ) -> Answer:
        area, _, verb = command.partition(".")
        path = f"/api/{self.tenant}/{area}/{verb.replace('_', '-').replace('.', '/')}"
        headers = {"Idempotency-Key": key}
        if actor is not None:
            headers["Authorization"] = f"Bearer {self._tokens[actor]}"
        return await self._answered(
            lambda: self._http.post(path, json=body, headers=headers, params=beside)
        )

    def _refusals(self) -> dict[str, Any]:
        refusals: dict[str, Any] = self._memory.data.get("refused", {})
        return refusals

    def _refused_before(self, key: str) -> Answer | None:
        """The log keeps no refusal, and what was refused may be allowed by a later step."""
        kept = self._refusals().get(key)
        return Answer(*kept) if kept else None

    async def query(self, actor: str, document: str, position: int = 0) -> dict[str, Any]:
        """Ask rows, as they stand at a position or later."""
        answer = await self.attempt(actor, document, position)
        if answer.status != 200 or "errors" in answer.body:
            raise Unexpected(f"{self.tenant} query: {answer.status} {answer.body}")
        data: dict[str, Any] = answer.body["data"]
        return data

    async def attempt(self, actor: str, document: str, position: int = 0) -> Answer:
        """Ask rows, whether they are answered or refused."""
        headers = {"Authorization": f"Bearer {self._tokens[actor]}"}
        path = f"/graphql?minPosition={position}"
        return await self._answered(
            lambda: self._http.post(path, json={"query": document}, headers=headers)
        )

    async def read(self, actor: str, path: str) -> dict[str, Any]:
        """What is found at a path."""
        headers = {"Authorization": f"Bearer {self._tokens[actor]}"}
        answer = await self._answered(lambda: self._http.get(path, headers=headers))
        if answer.status != 200:
            raise Unexpected(f"{self.tenant} {path}: {answer.status} {answer.body}")
        return answer.body

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
