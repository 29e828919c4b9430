"""A meeting without a phone: slips voided and reissued, papers entered and confirmed over HTTP."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest

pytestmark = pytest.mark.anyio

SCALE = ["好", "较好", "一般", "差"]


@pytest.fixture
async def office(opened: Callable[..., Awaitable[Any]], request: pytest.FixtureRequest) -> Any:
    """三堂街镇 with eighty people in a room and no signal, opened for one test."""
    town = await opened("santangjie", f"paper-{abs(hash(request.node.name)) % 10**9}")
    people = [{"number": f"{n}", "category": "群众代表"} for n in range(80)]
    cycle = {"cycle": "2015", "year": 2015, "title": "2015年度", "subjects": ["jingui"]}
    called = {"meeting": "m", "cycle": "2015", "kind": "review", "place": "镇大礼堂"}
    for command, body in (
        ("cycles.open", cycle),
        ("meetings.call", called),
        ("meetings.check_in", {"meeting": "m", "attendees": people}),
    ):
        assert (await town.post(command, body)).status_code == 200
    return town


class Desk:
    """An open box, its codes and the shares of its key."""

    def __init__(self, office: Any) -> None:
        self.office = office
        self.shares: list[str] = []
        self.codes: list[str] = []

    async def open(self) -> "Desk":
        key = await self.ok("ballots.desk.keys")
        self.shares = key["shares"]
        slips = {"box": "b", "meeting": "m", "count": 5}
        self.codes = (await self.ok("ballots.desk.slips", slips))["codes"]
        questions = [{"subject": "jingui", "text": "您的评价是？", "choices": SCALE}]
        box = {"box": "b", "meeting": "m", "cycle": "2015", "questions": questions}
        await self.ok("ballots.open_box", box | {"public_key": key["public_key"]})
        return self

    async def ok(self, command: str, body: Any = None, actor: str = "teller") -> Any:
        answer = await self.office.post(command, body, actor=actor)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def read(self, slip: int, choice: str | None) -> dict[str, Any]:
        return {"box": "b", "code": self.codes[slip], "marks": {"jingui": choice}}


@pytest.fixture
async def desk(office: Any) -> Desk:
    return await Desk(office).open()


@pytest.mark.rule("S0-11")
@pytest.mark.rule("S1-12")
async def test_vote_wholly_on_paper(desk: Desk) -> None:
    for slip, choice in enumerate(["好", "差", None, ""]):
        await desk.ok("ballots.desk.papers.enter", desk.read(slip, choice), "clerk")
        await desk.ok("ballots.desk.papers.confirm", desk.read(slip, choice), "teller")
    await desk.ok("ballots.count_papers", {"box": "b", "given_out": 5, "returned": 4})
    await desk.ok("ballots.close_box", {"box": "b", "meeting": "m"})
    count = {"box": "b", "shares": desk.shares[:2]}
    (tallied,) = (await desk.ok("ballots.desk.count", count))["events"]
    (jingui,) = tallied["body"]["counts"]
    assert jingui["counts"] == {"好": 1, "较好": 0, "一般": 0, "差": 1}
    assert (jingui["blank"], jingui["invalid"]) == (1, 1)


async def test_no_answer_about_a_paper_says_what_it_says(desk: Desk) -> None:
    entered = await desk.ok("ballots.desk.papers.enter", desk.read(0, "较好"), "clerk")
    confirmed = await desk.ok("ballots.desk.papers.confirm", desk.read(0, "较好"), "teller")
    assert "较好" not in str((entered, confirmed))
    assert desk.codes[0] not in str((entered, confirmed))


async def test_an_entry_that_is_sent_again_gets_its_first_receipt(desk: Desk) -> None:
    """Although it is sealed anew each time."""
    key, read = str(uuid4()), desk.read(0, "好")
    sent = [
        await desk.office.post(
            "ballots.desk.papers.enter", read, actor="teller", headers={"Idempotency-Key": key}
        )
        for _ in range(2)
    ]
    assert [each.json()["state"] for each in sent] == ["appended", "repeated"]


async def test_another_reading_under_the_same_key_is_refused(desk: Desk) -> None:
    key = str(uuid4())
    for choice in ("好", "差"):
        read = desk.read(0, choice)
        sent = await desk.office.post(
            "ballots.desk.papers.enter", read, actor="teller", headers={"Idempotency-Key": key}
        )
    assert sent.json()["code"] == "commands.id_reused"


async def test_second_reading_must_agree(desk: Desk) -> None:
    await desk.ok("ballots.desk.papers.enter", desk.read(0, "好"), "clerk")
    answer = await desk.office.post(
        "ballots.desk.papers.confirm", desk.read(0, "差"), actor="teller"
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "ballots.read_otherwise")


@pytest.mark.rule("S0-11")
async def test_spoiled_slip_is_replaced_by_its_code(desk: Desk) -> None:
    order = {"box": "b", "code": desk.codes[0], "spare": desk.codes[4], "reason": "污损"}
    receipt = await desk.ok("ballots.desk.void", order)
    names = [event["type"] for event in receipt["events"]]
    assert names == ["ballots.slip_voided", "ballots.slip_reissued"]


async def test_spoiled_slip_is_voided_without_a_spare(desk: Desk) -> None:
    order = {"box": "b", "code": desk.codes[0], "reason": "污损"}
    (voided,) = (await desk.ok("ballots.desk.void", order))["events"]
    assert voided["type"] == "ballots.slip_voided"


@pytest.mark.parametrize("desk_of", ["sheets", "void", "papers.enter", "papers.confirm"])
@pytest.mark.parametrize("actor", ["secretary", "auditor", "village:jingui"])
async def test_the_desk_is_closed_to_others(town: Any, desk_of: str, actor: str) -> None:
    answer = await town.post(f"ballots.desk.{desk_of}", {}, actor=actor)
    assert (answer.status_code, answer.json()["code"]) == (403, "ballots.desk_closed")


async def test_paper_of_a_box_that_is_none(town: Any) -> None:
    read = {"box": "none", "code": "x", "marks": {}}
    answer = await town.post("ballots.desk.papers.enter", read, actor="teller")
    assert (answer.status_code, answer.json()["code"]) == (404, "ballots.no_box")
