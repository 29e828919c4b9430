"""The tellers' desk over HTTP: keys, slips and the count, by tellers and clerks."""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import msgspec
import pytest
from msgspec import to_builtins

from taizhang.domain.ballots.events import BallotCast
from taizhang.domain.ballots.questions import Question
from taizhang.domain.ballots.sealing import Paper, seal
from taizhang.domain.ballots.slip_codes import proof_of
from taizhang.domain.ballots.slip_events import SlipsSealed
from taizhang.events.event import Event
from taizhang.log.model import Selector

pytestmark = pytest.mark.anyio

SCALE = ["好", "较好", "一般", "差"]
UNITS = ("jingui", "shiqiao")
PEOPLE = 80


@pytest.fixture
async def office(opened: Callable[..., Awaitable[Any]], request: pytest.FixtureRequest) -> Any:
    """三堂街镇 with a review meeting of eighty people, opened for one test."""
    town = await opened("santangjie", f"desk-{abs(hash(request.node.name)) % 10**9}")
    people = [{"number": f"{n}", "category": "群众代表"} for n in range(PEOPLE)]
    cycle = {"cycle": "2015", "year": 2015, "title": "2015年度", "subjects": list(UNITS)}
    called = {"meeting": "m", "cycle": "2015", "kind": "review", "place": "镇大礼堂"}
    for command, body in (
        ("cycles.open", cycle),
        ("meetings.call", called),
        ("meetings.check_in", {"meeting": "m", "attendees": people}),
    ):
        assert (await town.post(command, body)).status_code == 200
    return town


async def _position(office: Any, kind: type[Event]) -> int:
    """Where the log holds the only event of this kind."""
    selector = Selector([kind.event_name], ["box:b"])
    boundary = await office.platform.log.read_boundary(office.tenant.id, [selector])
    (event,) = boundary.events
    return int(event.position)


async def ok(town: Any, command: str, body: Any = None, **more: Any) -> Any:
    answer = await town.post(command, body, **{"actor": "teller", **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("actor", ["teller", "clerk"])
async def test_a_key_and_its_three_shares_are_handed_out_and_not_kept(
    town: Any, actor: str
) -> None:
    before = await town.head()
    first, second = [await ok(town, "ballots.desk.keys", actor=actor) for _ in range(2)]
    assert len(first["shares"]) == 3
    assert first["public_key"] != second["public_key"]
    assert await town.head() == before


@pytest.mark.parametrize("desk", ["keys", "slips", "count"])
@pytest.mark.parametrize("actor", ["secretary", "auditor", "village:jingui"])
async def test_the_desk_is_closed_to_others(town: Any, desk: str, actor: str) -> None:
    before = await town.head()
    answer = await town.post(f"ballots.desk.{desk}", {}, actor=actor)
    assert (answer.status_code, answer.json()["code"]) == (403, "ballots.desk_closed")
    assert await town.head() == before


@pytest.mark.parametrize("desk", ["keys", "slips", "count"])
async def test_the_desk_needs_a_token(town: Any, desk: str) -> None:
    answer = await town.post(f"ballots.desk.{desk}", {}, actor=None)
    assert answer.json()["code"] == "tenancy.bad_token"


@pytest.mark.parametrize("count", [0, 5001, "10", 1.5, None])
async def test_slips_are_printed_in_a_sensible_number(office: Any, count: Any) -> None:
    order = {"box": "b", "meeting": "m", "count": count}
    answer = await office.post("ballots.desk.slips", order, actor="teller")
    assert (answer.status_code, answer.json()["values"]["path"]) == (422, "$.count")


async def test_slips_are_registered_before_their_codes_are_shown(office: Any) -> None:
    book = await ok(office, "ballots.desk.slips", {"box": "b", "meeting": "m", "count": 5})
    assert len(set(book["codes"])) == 5
    assert book["receipt"]["position"] == await _position(office, SlipsSealed)
    logged = book["receipt"]["events"]
    assert not any(code in str(logged) for code in book["codes"])


async def test_a_dry_run_shows_no_codes_that_are_good_for_nothing(office: Any) -> None:
    before = await office.head()
    order = {"box": "b", "meeting": "m", "count": 5}
    book = await ok(office, "ballots.desk.slips", order, params={"dry_run": "true"})
    assert (book["codes"], book["receipt"]["state"]) == ([], "dry_run")
    assert await office.head() == before


async def _opened(office: Any, count: int) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """An open box: its key, and so many ballots that could be cast."""
    key = await ok(office, "ballots.desk.keys")
    book = await ok(office, "ballots.desk.slips", {"box": "b", "meeting": "m", "count": count})
    questions = [Question(subject=unit, text="您的评价是？", choices=SCALE) for unit in UNITS]
    box = {"box": "b", "meeting": "m", "cycle": "2015", "questions": to_builtins(questions)}
    await ok(office, "ballots.open_box", box | {"public_key": key["public_key"]}, actor="clerk")
    paper = Paper("b", key["public_key"], questions)
    ballots = []
    for proof in map(proof_of, book["codes"]):
        sealed = base64.b64encode(seal(paper, proof, {"jingui": "好", "shiqiao": ""})).decode()
        ballots.append({"box": "b", "proof": proof, "sealed": sealed})
    return dict(key), ballots


async def _vote(office: Any, count: int) -> dict[str, Any]:
    """A box with so many ballots; its key."""
    key, ballots = await _opened(office, count)
    for ballot in ballots:
        await ok(office, "ballots.cast", ballot, actor=None)
    return key


@pytest.mark.rule("S0-11")
async def test_two_of_three_shares_count_a_closed_box(office: Any) -> None:
    key = await _vote(office, 7)
    await ok(office, "ballots.close_box", {"box": "b", "meeting": "m"})
    count = {"box": "b", "shares": key["shares"][1:]}
    (tallied,) = (await ok(office, "ballots.desk.count", count))["events"]
    jingui, shiqiao = tallied["body"]["counts"]
    assert (jingui["counts"]["好"], shiqiao["blank"]) == (7, 7)
    again = await ok(office, "ballots.desk.count", count)
    assert again["state"] == "unchanged"


@pytest.mark.rule("S0-11")
async def test_an_open_box_is_not_counted(office: Any) -> None:
    key = await _vote(office, 1)
    before = await office.head()
    count = {"box": "b", "shares": key["shares"]}
    answer = await office.post("ballots.desk.count", count, actor="teller")
    assert (answer.status_code, answer.json()["code"]) == (409, "ballots.not_closed")
    assert await office.head() == before


async def test_shares_that_are_mistyped_or_foreign_count_nothing(office: Any) -> None:
    await _vote(office, 1)
    await ok(office, "ballots.close_box", {"box": "b", "meeting": "m"})
    before = await office.head()
    foreign = (await ok(office, "ballots.desk.keys"))["shares"]
    for shares, code in (
        (["x", "y"], "ballots.mistyped_share"),
        ([foreign[0], foreign[0]], "ballots.too_few_shares"),
        (foreign[:2], "ballots.foreign_shares"),
    ):
        answer = await office.post(
            "ballots.desk.count", {"box": "b", "shares": shares}, actor="teller"
        )
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert await office.head() == before


async def test_a_box_that_is_none_is_not_counted(town: Any) -> None:
    answer = await town.post(
        "ballots.desk.count", {"box": "none", "shares": ["a", "b"]}, actor="teller"
    )
    assert (answer.status_code, answer.json()["code"]) == (404, "ballots.no_box")


async def _cut_off(served: httpx.AsyncClient, path: str, id: str, body: Any) -> None:
    """Send a request, and lose the connection as soon as the answer begins to arrive."""
    url, content = served.base_url, msgspec.json.encode(body)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {url.host}\r\nContent-Type: application/json\r\n"
        f"Idempotency-Key: {id}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    reader, writer = await asyncio.open_connection(url.host, url.port)
    writer.write(head.encode() + content)
    assert await reader.readexactly(12) == b"HTTP/1.1 200"
    writer.transport.abort()


@pytest.mark.rule("S0-11")
async def test_a_ballot_retried_after_a_dropped_connection_gets_its_first_receipt(
    office: Any, served: httpx.AsyncClient
) -> None:
    _, (ballot,) = await _opened(office, 1)
    await _cut_off(served, office.path("ballots.cast"), "phone-1", ballot)
    first = await _position(office, BallotCast)
    again = {"actor": None, "headers": {"Idempotency-Key": "phone-1"}}
    receipt = await ok(office, "ballots.cast", ballot, **again)
    assert (receipt["state"], receipt["position"]) == ("repeated", first)
    await ok(office, "ballots.close_box", {"box": "b", "meeting": "m"})
    late = await ok(office, "ballots.cast", ballot, **again)
    assert (late["state"], late["position"]) == ("repeated", first)


@pytest.mark.rule("S0-11")
async def test_the_slip_of_a_retried_ballot_is_spent_for_another_phone(office: Any) -> None:
    _, (ballot,) = await _opened(office, 1)
    await ok(office, "ballots.cast", ballot, actor=None, headers={"Idempotency-Key": "phone-1"})
    other = await office.post(
        "ballots.cast", ballot, actor=None, headers={"Idempotency-Key": "phone-2"}
    )
    assert (other.status_code, other.json()["code"]) == (409, "ballots.slip_spent")
