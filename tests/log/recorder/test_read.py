"""Reading: by page while it is consumed, as of the moment it was asked for."""

from uuid import UUID

import psycopg
import pytest
from eventsourcing.dcb.api import DCBEvent, DCBQuery, DCBQueryItem

from taizhang.log.recorder import recorder as module
from taizhang.log.recorder.recorder import TenantRecorder


def numbered(count: int, tag: str = "a") -> list[DCBEvent]:
    return [DCBEvent("happened", str(n).encode(), [tag]) for n in range(count)]


def test_a_long_log_is_read_whole_and_in_order(recorder: TenantRecorder) -> None:
    recorder.append(numbered(1201))
    assert [e.position for e in recorder.read()] == list(range(1, 1202))


@pytest.mark.parametrize("count", [module.PAGE, 2 * module.PAGE])
def test_a_log_that_ends_with_a_page_ends_there(recorder: TenantRecorder, count: int) -> None:
    recorder.append(numbered(count))
    assert len(list(recorder.read())) == count


def test_what_is_appended_while_reading_is_not_seen(recorder: TenantRecorder) -> None:
    recorder.append(numbered(module.PAGE + 1))
    reading = recorder.read()
    first = next(reading)
    recorder.append(numbered(module.PAGE))
    assert (first.position, len(list(reading))) == (1, module.PAGE)
    assert reading.head == module.PAGE + 1


def test_an_event_that_two_items_match_comes_once(recorder: TenantRecorder) -> None:
    recorder.append(numbered(3))
    both = DCBQuery([DCBQueryItem(tags=["a"]), DCBQueryItem(types=["happened"])])
    assert [event.position for event in recorder.read(both)] == [1, 2, 3]


def test_a_limit_may_be_longer_than_a_page(recorder: TenantRecorder) -> None:
    recorder.append(numbered(module.PAGE + 10))
    reading = recorder.read(limit=module.PAGE + 5)
    assert reading.head == len(list(reading)) == module.PAGE + 5


@pytest.mark.parametrize(
    "selector",
    ["({},{})", "({},{a})", "({happened},{a})", '({happened},"{a,b}")', "({happened},{})"],
)
def test_a_page_reads_no_more_of_a_long_history_than_the_page(
    recorder: TenantRecorder, owner: psycopg.Connection, tenant: UUID, selector: str
) -> None:
    recorder.append([DCBEvent("happened", b"", ["a", "b"])] * 5000)
    owner.execute("vacuum analyze")
    with owner.transaction():
        owner.execute("select set_config('taizhang.tenants', %s, true)", (str(tenant),))
        owner.execute("set local role taizhang_app")
        page = "select * from log.read_page(%s, array[%s::log.selector], 100, 10)"
        rows = owner.execute(page, (tenant, selector[:-1] + ",)")).fetchall()
        assert [row[0] for row in rows] == [5000, *range(101, 111)]
        assert tuples_read(owner) < 100


def tuples_read(owner: psycopg.Connection) -> int:
    """Rows and index entries of the log that this transaction has read."""
    row = owner.execute(
        """select sum(pg_stat_get_xact_tuples_returned(oid)) from pg_class
            where relnamespace = 'log'::regnamespace and relkind in ('r', 'i')"""
    ).fetchone()
    assert row is not None
    return int(row[0])
