"""A recorder over a tenant's idle log, and ways to take its connections away."""

import uuid
from collections.abc import Callable, Iterator
from uuid import UUID

import psycopg
import pytest

from taizhang.log.recorder.recorder import TenantRecorder


@pytest.fixture
def owner(database: str) -> Iterator[psycopg.Connection]:
    """A connection that may see and end everything in the test's database."""
    with psycopg.connect(database, autocommit=True) as connection:
        yield connection


@pytest.fixture
def open_tenant(owner: psycopg.Connection) -> Callable[[str], UUID]:
    def opened(slug: str) -> UUID:
        tenant = uuid.uuid4()
        owner.execute("select tenancy.open_tenant(%s, %s, '名', null, false, '')", (tenant, slug))
        return tenant

    return opened


@pytest.fixture
def tenant(open_tenant: Callable[[str], UUID]) -> UUID:
    return open_tenant("one")


@pytest.fixture
def recorder(database: str, tenant: UUID) -> Iterator[TenantRecorder]:
    with TenantRecorder(database, tenant) as opened:
        yield opened


@pytest.fixture
def end_connections(owner: psycopg.Connection) -> Callable[[str], int]:
    """Ends every connection whose application is named like this; says how many there were."""

    def ended(name: str) -> int:
        rows = owner.execute(
            """select pg_terminate_backend(pid, 5000) from pg_stat_activity
                where datname = current_database() and application_name like %s""",
            (name,),
        ).fetchall()
        return len(rows)

    return ended
