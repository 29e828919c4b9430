"""Appending: what is kept, what is refused, and who wins."""

import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import UUID

import msgspec
import psycopg
import pytest
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBQuery, DCBQueryItem
from eventsourcing.persistence import (
    DataError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
)

from taizhang.log import entry
from taizhang.log.model import NewCommand, NewEvent
from taizhang.log.recorder.connections import Connections
from taizhang.log.recorder.recorder import ROLE, TenantRecorder
from taizhang.log.recorder.tenant_log import TenantLog

EVENT = DCBEvent("happened", b"data", ["a"])


def test_the_entry_is_the_data_itself(recorder: TenantRecorder, owner: psycopg.Connection) -> None:
    data = bytes(range(256)) * 5000
    recorder.append([DCBEvent("happened", data, ["b", "a", "b"])])
    kept = owner.execute("select type, tags, entry from log.event").fetchone()
    assert kept == ("happened", ["b", "a", "b"], data)


def test_every_append_is_a_command_of_its_own(
    recorder: TenantRecorder, owner: psycopg.Connection
) -> None:
    recorder.append([EVENT])
    recorder.append([EVENT])
    commands = owner.execute("select distinct command_id, request_mac from log.command").fetchall()
    assert len(commands) == 2


@pytest.mark.parametrize("tag", ["", "长" * 201, "nul\0", "half \ud800"])
def test_a_tag_that_cannot_be_kept_is_no_conflict_and_nothing_is_written(
    recorder: TenantRecorder, tag: str
) -> None:
    with pytest.raises(DataError) as caught:
        recorder.append([EVENT, DCBEvent("happened", b"", [tag])])
    assert not isinstance(caught.value, IntegrityError)
    assert recorder.read().head is None


def test_a_type_too_long_for_the_index_is_refused_as_data(recorder: TenantRecorder) -> None:
    name = "".join(uuid.uuid4().hex for _ in range(300))
    with pytest.raises(DataError):
        recorder.append([DCBEvent(name, b"", ["a"])])


def test_of_many_threads_on_one_condition_one_wins(recorder: TenantRecorder) -> None:
    condition = DCBAppendCondition(DCBQuery([DCBQueryItem(tags=["a"])]))
    together = threading.Barrier(8)

    def attempt(_: int) -> bool:
        together.wait()
        try:
            recorder.append([EVENT], condition)
        except IntegrityError:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(attempt, range(8))) == 1


def test_positions_are_gapless_under_many_threads(recorder: TenantRecorder) -> None:
    with ThreadPoolExecutor(8) as threads:
        last = list(threads.map(lambda _: recorder.append([EVENT, EVENT]), range(40)))
    assert sorted(last) == list(range(2, 81, 2))


def test_a_log_that_the_platform_began_may_be_read_but_not_appended_to(
    database: str, tenant: UUID, recorder: TenantRecorder
) -> None:
    began(database, tenant, tenant)
    with pytest.raises(ProgrammingError, match="platform's commands"):
        recorder.append([EVENT])
    assert recorder.read().head == 1


def test_a_log_that_the_platform_begins_meanwhile_is_not_appended_to(
    database: str, tenant: UUID, recorder: TenantRecorder, owner: psycopg.Connection
) -> None:
    with ThreadPoolExecutor(2) as threads:
        with owner.transaction():
            owner.execute("select from log.tenant_head where tenant_id = %s for update", (tenant,))
            threads.submit(began, database, tenant, tenant)
            await_waiting(owner, 1)
            appending = threads.submit(recorder.append, [EVENT])
            await_waiting(owner, 2)
        with pytest.raises(ProgrammingError, match="platform's commands"):
            appending.result(30)
    assert recorder.read().head == 1


def test_a_copy_of_another_tenants_entry_is_data_like_any_other(
    database: str, tenant: UUID, recorder: TenantRecorder
) -> None:
    began(database, tenant, of=uuid.uuid4())
    assert recorder.append([EVENT]) == 2


def test_it_acts_as_the_role_that_sees_one_tenant_and_writes_by_append_alone(database: str) -> None:
    connections = Connections(database, ROLE, size=1)
    rows = connections.fetch("select current_user::text")
    connections.close()
    assert rows == [("taizhang_app",)]


def test_data_that_is_messagepack_of_another_kind_is_nobodys_entry(
    recorder: TenantRecorder, database: str, tenant: UUID
) -> None:
    recorder.append([DCBEvent("happened", msgspec.msgpack.encode([1, 2, 3]), ["a"])])
    with TenantRecorder(database, tenant) as again:
        assert again.append([EVENT]) == 2


def test_a_tenant_without_a_log_is_a_mistake(database: str, recorder: TenantRecorder) -> None:
    with TenantRecorder(database, uuid.uuid4()) as lost:
        with pytest.raises(ProgrammingError, match="has no log"):
            lost.read()
        with pytest.raises(ProgrammingError, match="has no log"):
            lost.append([EVENT])


def test_one_tenants_events_are_not_anothers(
    database: str, open_tenant: Callable[[str], UUID], recorder: TenantRecorder
) -> None:
    recorder.append([EVENT])
    with TenantRecorder(database, open_tenant("other")) as other:
        assert list(other.read()) == []
        assert other.append([EVENT], DCBAppendCondition()) == 1


def test_a_closed_recorder_appends_nothing(recorder: TenantRecorder) -> None:
    recorder.close()
    with pytest.raises(InterfaceError):
        recorder.append([EVENT])


def test_nothing_is_appended_where_the_log_was_not_declared_to_live(
    database: str, tenant: UUID, recorder: TenantRecorder, owner: psycopg.Connection
) -> None:
    recorder.append([EVENT])
    owner.execute("update log.residence set place.timeline = 'F'")
    with TenantRecorder(database, tenant) as moved:
        with pytest.raises(OperationalError, match="restored or has moved"):
            moved.append([EVENT])
        owner.execute("update log.residence set place = log.place()")
        assert moved.append([EVENT]) == 2


def test_a_database_that_is_not_there_is_an_operational_error(tenant: UUID) -> None:
    with (
        TenantRecorder("postgresql://nobody@127.0.0.1:1/none", tenant) as lost,
        pytest.raises(OperationalError),
    ):
        lost.append([EVENT])


def began(database: str, tenant: UUID, of: UUID) -> None:
    """The log's first event, an entry as the platform writes one."""
    made = entry.Entry(
        entry.FORMAT, of, "x", 1, ["a"], date(2015, 12, 1), "me", None, uuid.uuid4(), b"",
        None, {}, msgspec.Raw(msgspec.msgpack.encode({})),
    )  # fmt: skip
    connections = Connections(database, ROLE, size=1)
    new = NewCommand(uuid.uuid4(), b"", b"", 0, [], [NewEvent("x", ["a"], entry.encode(made))])
    TenantLog(connections, tenant).append(new)
    connections.close()


def await_waiting(owner: psycopg.Connection, count: int) -> None:
    """Until so many wait for a lock."""
    deadline = time.monotonic() + 30
    query = "select count(distinct pid) from pg_locks where not granted"
    while owner.execute(query).fetchone() != (count,):
        assert time.monotonic() < deadline, f"there were never {count} that wait"
