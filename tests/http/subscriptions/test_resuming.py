"""Resuming: whatever drops in between, what comes in the end is the history table, once."""

import random
import uuid
from typing import Any

import psycopg
import pytest

pytestmark = pytest.mark.anyio

UNITS = """subscription ($after: Long) {
  changes(type: Organisation, after: $after) { position key }
}"""
BEGINNING = {"after": 0}


def told(change: Any) -> tuple[int, str]:
    return change["position"], change["key"]["organisation"]


async def sent_by(
    site: Any, town: Any, last: str, at_most: int, head: int
) -> tuple[list[Any], str]:
    """What comes behind an id before the connection drops: some changes, or all up to the head."""
    changes: list[Any] = []
    headers = {"Last-Event-ID": last}
    async with site.stream(town, UNITS, headers=headers) as stream:
        while len(changes) < at_most:
            frame = await stream.next()
            last = frame.id or last
            if frame.event:
                changes.append(told(frame.data["data"]["changes"]))
            if frame.id and frame.position >= head:
                break
    return changes, last


async def test_drops_at_any_place_leave_nothing_out_and_double_nothing(
    site, village, register, versions
):
    dice = random.Random(7)
    received: list[Any] = []
    last = "0"
    for number in range(12):
        await register(village, *(f"村{number}" for _ in range(dice.randrange(4))))
        at_most = dice.randrange(1, 6)
        head = await village.head()
        changes, last = await sent_by(site, village, last, at_most, head)
        received += changes
    known = await versions(village)
    changes, _ = await sent_by(site, village, last, len(known), known[-1][0])
    assert received + changes == known


async def test_a_server_that_starts_anew_goes_on_where_the_last_one_ended(
    house, serve, village, register, versions
):
    async with serve(house) as site:
        received, last = await sent_by(site, village, "0", 3, 10**6)
        port = site.port
    await register(village, "停机时登记")
    known = await versions(village)
    async with serve(house, port) as site:
        changes, _ = await sent_by(site, village, last, len(known), known[-1][0])
    assert received + changes == known


async def test_a_stopping_server_ends_a_subscription_with_a_reason(house, serve, village):
    async with serve(house) as site, site.stream(village, UNITS) as stream:
        await stream.begun()
        site.server.should_exit = True
        assert await stream.reason() == "http.stopping"


async def test_the_positions_of_a_socket_go_on_over_server_sent_events(
    site, village, register, versions
):
    async with site.talk(village) as talk:
        await talk.subscribe("1", UNITS, after=0)
        messages = [await talk.about("1") for _ in range(4)]
    await register(village, "断开时登记")
    known = await versions(village)
    last = str(messages[-1]["payload"]["extensions"]["position"])
    changes, _ = await sent_by(site, village, last, len(known), known[-1][0])
    assert [told(m["payload"]["data"]["changes"]) for m in messages] + changes == known


@pytest.fixture
async def crowded(opened: Any, versions: Any) -> Any:
    """A town at whose last position ten more units have a version."""
    town = await opened("santangjie", f"crowded-{uuid.uuid4().hex[:8]}")
    last, _ = (await versions(town))[-1]
    viewer = await town.platform.gate.viewer(town.tokens["clerk"])
    schema = (await town.platform.standing.scope(viewer)).generation.schema
    table = f"{schema}.organisation_history"
    copied = f"""
        create temporary table made as select h.* from {table} h
         where tenant_id = %(town)s and position_ = %(last)s limit 1;
        insert into made select m.* from made m, generate_series(1, 9);
        update made set organisation = 'm-' || split_part(ctid::text, ',', 2);
        insert into {table} select * from made;
    """
    with psycopg.connect(town.platform.dsn) as owner:
        cursor = psycopg.ClientCursor(owner)
        cursor.execute(copied, {"town": town.tenant.id, "last": last})  # type: ignore[arg-type]
    return town


async def test_a_position_with_many_changes_is_sent_whole_in_pieces(
    site, crowded, versions, monkeypatch
):
    monkeypatch.setattr("taizhang.viewing.windows.VERSIONS", 3)
    known = await versions(crowded)
    changes, _ = await sent_by(site, crowded, "0", len(known), known[-1][0])
    assert changes == known


async def test_a_drop_within_a_position_sends_that_position_again(
    site, crowded, versions, monkeypatch
):
    monkeypatch.setattr("taizhang.viewing.windows.VERSIONS", 3)
    known = await versions(crowded)
    last = known[-1][0]
    before = [version for version in known if version[0] < last]
    changes, mark = await sent_by(site, crowded, "0", len(before) + 5, last)
    assert changes == known[: len(before) + 5]
    again, _ = await sent_by(site, crowded, mark, len(known), last)
    assert again == [version for version in known if version[0] == last]


async def test_a_window_without_a_change_is_passed_over(site, village, versions, monkeypatch):
    monkeypatch.setattr("taizhang.viewing.windows.POSITIONS", 2)
    known = await versions(village)
    changes, _ = await sent_by(site, village, "0", len(known), known[-1][0])
    assert changes == known
