"""A boundary reads the events that match it, however many others its tenant has."""

import uuid

import psycopg
import pytest

TENANT = str(uuid.uuid4())
BOX = "array[row(array['ballots.ballot_cast'], array['box:7'], 0)::log.selector]"
# Beside two hundred short logs, so that the planner takes a tenant's log for a short one.
FILL = """
    insert into log.tenant_head (tenant_id, position) select gen_random_uuid(), 1
      from generate_series(1, 200);
    insert into log.event (tenant_id, position, type, tags, recorded_at, entry)
    select tenant_id, 1, 'setup.opened', array[]::text[], now(), '' from log.tenant_head;
    insert into log.tenant_head (tenant_id, position) values ('{tenant}', 4000);
    insert into log.event (tenant_id, position, type, tags, recorded_at, entry)
    select '{tenant}', p, 'ballots.ballot_cast', array['box:' || p % 400], now(), ''
      from generate_series(1, 4000) as p;
    insert into log.tag (tenant_id, tag, type, position)
    select e.tenant_id, tag, e.type, e.position from log.event e, unnest(e.tags) as tag;
    analyze log.event, log.tag, log.tenant_head;
"""
FETCHED = (
    "select idx_tup_fetch + seq_tup_read from pg_stat_xact_user_tables where relname = 'event'"
)


@pytest.fixture
def county(database: str) -> str:
    """A database in which one tenant has four thousand events, ten of them of each box."""
    with psycopg.connect(database) as connection:
        for statement in FILL.format(tenant=TENANT).split(";"):
            connection.execute(statement)  # type: ignore[call-overload]
    return database


@pytest.mark.parametrize(
    "read",
    [f"log.read_boundary('{TENANT}', {BOX})", f"log.read_page('{TENANT}', {BOX}, 0, 100)"],
    ids=["boundary", "page"],
)
def test_only_what_matches_is_fetched(county: str, read: str) -> None:
    with psycopg.connect(county) as connection:
        connection.execute("set role taizhang_app")
        connection.execute("select set_config('taizhang.tenants', %s, true)", (TENANT,))
        found = connection.execute(f"select * from {read}").fetchall()  # type: ignore[call-overload]
        (fetched,) = connection.execute(FETCHED).fetchone() or (0,)
    assert (len(found), fetched) == (1 + 10, 10)
