"""What cannot be folded waits, with all that comes after it; the rest goes on."""

from typing import Any

import pytest
from msgspec import field
from msgspec.structs import replace

from taizhang.events.event import Event
from taizhang.projections.letter import ANY_KEY, Letter
from taizhang.projections.letters import groups
from taizhang.projections.row import At, Row, folds

pytestmark = pytest.mark.anyio


class Opened(Event, name="test.opened"):
    ticket: str


class Told(Event, name="test.told"):
    tickets: list[str]
    word: str


class Ticket(Row, key=("ticket",)):
    ticket: str
    words: list[str] = field(default_factory=list)


class Saying(Row, key=("word",)):
    word: str


broken: set[str] = set()


@folds(Ticket, Opened, "ticket")
def _(row: Ticket | None, event: Opened, at: At) -> Ticket | None:
    return Ticket(ticket=event.ticket)


def _keys(event: Told) -> list[tuple[str]]:
    if f"keys of {event.word}" in broken:
        raise LookupError(event.word)
    return [(ticket,) for ticket in event.tickets]


@folds(Ticket, Told, _keys)
def _(row: Ticket | None, event: Told, at: At) -> Ticket | None:
    assert row is not None
    if {event.word, f"{event.word} of {at.key[0]}"} & broken:
        raise RuntimeError(event.word)
    return replace(row, words=[*row.words, event.word])


@folds(Saying, Told, "word")
def _(row: Saying | None, event: Told, at: At) -> Saying | None:
    return Saying(word=event.word)


@pytest.fixture(autouse=True)
def _mended() -> Any:
    yield
    broken.clear()


async def told(house: Any, *breaks: str) -> Any:
    """A tenant with two tickets, of which one hears two more words than can be folded."""
    tenant = await house.tenant()
    broken.update(breaks)
    await house.happen(tenant, Opened(ticket="甲"), Opened(ticket="乙"))
    await house.happen(tenant, Told(tickets=["甲", "乙"], word="bad"))
    await house.happen(tenant, Told(tickets=["乙"], word="next"), Told(tickets=["甲"], word="last"))
    runner = await house.runner([Ticket, Saying], [Opened, Told])
    while await runner.run(tenant.id, at_most=2):
        pass
    return tenant, runner


async def words(house: Any, tenant: Any, runner: Any) -> dict[str, list[str]]:
    rows = await house.rows(tenant, runner.generation, Ticket)
    return {key[0]: row.words for key, row in sorted(rows.items())}


async def letters(tenant: Any, runner: Any) -> list[tuple[str, str, int]]:
    return [kept.letter[:3] for kept in await runner.letters(tenant.id)]


ALL = {"乙": ["bad", "next"], "甲": ["bad", "last"]}


async def test_a_failed_fold_and_the_rows_later_events_become_letters(house: Any) -> None:
    tenant, runner = await told(house, "bad of 甲")
    assert await words(house, tenant, runner) == {"乙": ["bad", "next"], "甲": []}
    assert await letters(tenant, runner) == [("Ticket", '["甲"]', 3), ("Ticket", '["甲"]', 5)]


async def test_other_row_types_go_on(house: Any) -> None:
    tenant, runner = await told(house, "bad")
    sayings = await house.rows(tenant, runner.generation, Saying)
    assert {key[0] for key in sayings} == {"bad", "next", "last"}


async def test_letters_say_what_went_wrong(house: Any) -> None:
    tenant, runner = await told(house, "bad of 甲")
    errors = [kept.letter.error for kept in await runner.letters(tenant.id)]
    assert errors == ["RuntimeError: bad", "held back: an earlier event of the row failed"]


async def test_a_mended_fold_takes_in_its_letters_in_order(house: Any) -> None:
    tenant, runner = await told(house, "bad of 甲")
    broken.clear()
    (retried,) = await runner.retry(tenant.id)
    assert (retried.row_key, retried.letters, retried.error) == ('["甲"]', 2, None)
    assert await words(house, tenant, runner) == ALL
    assert await letters(tenant, runner) == []
    history = await house.history(tenant, runner.generation, Ticket)
    assert [at for at, key, _ in history if key == ("甲",)] == [1, 3, 5]


async def mended(house: Any, tenant: Any, runner: Any) -> int:
    query = "select mended from projections.cursor where tenant_id = $1 and generation = $2"
    async with house.projector.acquire() as connection:
        await connection.work_for(tenant.id)
        return int(await connection.fetchval(query, tenant.id, runner.generation.name))


async def test_whoever_follows_by_position_can_tell_that_versions_were_added_behind(
    house: Any,
) -> None:
    tenant, runner = await told(house, "bad of 甲")
    broken.clear()
    await runner.retry(tenant.id)
    assert await mended(house, tenant, runner) == 1


async def test_a_retry_that_adds_nothing_is_not_told_of(house: Any) -> None:
    tenant, runner = await told(house, "bad of 甲")
    await runner.retry(tenant.id)
    assert await mended(house, tenant, runner) == 0


async def test_nothing_is_taken_in_while_one_letter_of_the_row_fails(house: Any) -> None:
    tenant, runner = await told(house, "bad of 甲")
    broken.clear()
    broken.add("last")
    (retried,) = await runner.retry(tenant.id)
    assert retried.error == "RuntimeError: last"
    assert await words(house, tenant, runner) == {"乙": ["bad", "next"], "甲": []}
    assert len(await letters(tenant, runner)) == 2


async def test_one_rows_letters_do_not_wait_for_anothers(house: Any) -> None:
    tenant, runner = await told(house, "bad")
    broken.clear()
    broken.add("bad of 乙")
    await runner.retry(tenant.id)
    assert await words(house, tenant, runner) == {"乙": [], "甲": ["bad", "last"]}
    assert {key for _, key, _ in await letters(tenant, runner)} == {'["乙"]'}


async def test_a_row_that_is_mended_folds_new_events_at_once(house: Any) -> None:
    tenant, runner = await told(house, "bad of 甲")
    broken.clear()
    await runner.retry(tenant.id)
    await house.happen(tenant, Told(tickets=["甲"], word="new"))
    await runner.run(tenant.id)
    assert (await words(house, tenant, runner))["甲"] == ["bad", "last", "new"]


async def test_an_event_without_keys_holds_back_its_row_type_until_it_has_some(house: Any) -> None:
    tenant, runner = await told(house, "keys of bad")
    assert await words(house, tenant, runner) == {"乙": [], "甲": []}
    assert await letters(tenant, runner) == [("Ticket", ANY_KEY, at) for at in (3, 4, 5)]
    broken.clear()
    assert [each.error for each in await runner.retry(tenant.id)] == [None]
    assert await words(house, tenant, runner) == ALL


async def test_letters_of_one_row_join_those_whose_row_was_not_known(house: Any) -> None:
    tenant, runner = await told(house, "bad of 甲", "keys of next")
    assert await letters(tenant, runner) == [
        ("Ticket", '["甲"]', 3),
        ("Ticket", ANY_KEY, 4),
        ("Ticket", ANY_KEY, 5),
    ]
    broken.clear()
    await runner.retry(tenant.id)
    assert await words(house, tenant, runner) == ALL


def test_letters_are_grouped_by_row_unless_a_row_is_not_known() -> None:
    def letter(row_type: str, key: str, position: int) -> Letter:
        return Letter(row_type, key, position, "")

    a3, b2, a1 = letter("T", "a", 3), letter("T", "b", 2), letter("T", "a", 1)
    u5, u4 = letter("U", ANY_KEY, 5), letter("U", "a", 4)
    assert groups([a3, u5, b2, u4, a1]) == [[a1, a3], [b2], [u4, u5]]
