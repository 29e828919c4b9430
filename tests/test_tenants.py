"""The lint for queries without a tenant finds them, and lets the others be."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).with_name("tenants.py")
TABLES = {"log.event", "log.tag", "log.tenant_head", "projections.cursor"}
BAD = [
    "select * from log.event",
    "select * from log.event where position = $1",
    "select tenant_id from log.event order by tenant_id",
    "select * from log.event e where e.position > (select 1)",
    "select * from log.event -- where tenant_id = $1\n",
    "select * from log.event where type = 'tenant_id = $1'",
    "delete from log.tag where tag = $1",
    "update projections.cursor set position = $1 where generation = $2",
    "insert into log.tag (tag, type, position) values ($1, $2, $3)",
    "insert into log.tag select * from other",
    "select * from log.event e join log.tag t on t.tenant_id = e.tenant_id",
    "select * from log.event e join log.tag t using (position) where e.tenant_id = $1",
    "select * from log.tenant_head h, log.event e where h.tenant_id = $1",
    "select 1 where exists (select from log.tag t where t.tag = $1)",
    "with x as (select * from log.event) select * from x where x.tenant_id = $1",
    "select 1 from log.event where tenant_id = $1 union all select 2 from log.tag",
    "select * from log.event e where $1 is null or e.tenant_id = $1".replace("$1", "which"),
    "update projections.cursor c set position = 1 from log.tenant_head h"
    " where h.tenant_id = c.tenant_id",
]
GOOD = [
    "select 1",
    "select * from log.event where tenant_id = $1",
    "select * from log.event e where e.tenant_id = any ($1::uuid[])",
    "select * from log.event e join log.tag t on t.tenant_id = e.tenant_id where t.tenant_id = $1",
    "select * from log.tenant_head h where exists (select from log.tag t"
    " where t.tenant_id = h.tenant_id) and h.tenant_id = $1",
    "insert into log.tag (tenant_id, tag, type, position) select $1, 'a', 'b', 1",
    "insert into projections.cursor (tenant_id) select $1 from log.tenant_head h"
    " where h.tenant_id = $1 on conflict do nothing",
    "update log.tenant_head h set position = 1 from unnest($1) as x where h.tenant_id = $2",
    "select * from log.event_of_another_name",
    "the sentence says that log.event holds events",
]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("lint_of_tenants", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_query_of_the_sources_names_its_tenant() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("statement", BAD)
def test_a_query_without_a_tenant_is_found(
    script: ModuleType, tmp_path: Path, statement: str
) -> None:
    file = tmp_path / "bad.sql"
    file.write_text(statement, encoding="utf-8")
    assert [found for q in script.in_sql(file, tmp_path) for found in script.unheld(q, TABLES)]


@pytest.mark.parametrize("statement", GOOD)
def test_a_query_that_names_its_tenant_is_let_be(
    script: ModuleType, tmp_path: Path, statement: str
) -> None:
    file = tmp_path / "good.sql"
    file.write_text(statement, encoding="utf-8")
    found = [found for q in script.in_sql(file, tmp_path) for found in script.unheld(q, TABLES)]
    assert found == []


def test_a_functions_body_is_looked_at_statement_by_statement(
    script: ModuleType, tmp_path: Path
) -> None:
    file = tmp_path / "f.sql"
    held = "perform from log.event where tenant_id = $1; "
    body = f"begin {held} delete from log.tag where tag = $2; end"
    file.write_text(f"create function f() returns void language plpgsql as $$ {body} $$;")
    found = [f.table for q in script.in_sql(file, tmp_path) for f in script.unheld(q, TABLES)]
    assert found == ["log.tag"]


@pytest.mark.parametrize(
    "source",
    [
        "BAD = 'select * from log.event'",
        "BAD = f'select {x} from log.event where position = {y}'",
        "BAD = ('select * '\n       'from log.event')",
    ],
)
def test_a_string_of_a_module_is_found_by_its_name(
    script: ModuleType, tmp_path: Path, source: str
) -> None:
    file = tmp_path / "module.py"
    file.write_text(source, encoding="utf-8")
    found = [f for q in script.in_python(file, tmp_path) for f in script.unheld(q, TABLES)]
    assert found == [("module.py:BAD", "log.event")]


def test_tables_are_taken_from_the_files_that_create_them(script: ModuleType) -> None:
    tables = script.tenant_tables((script.ROOT / "migrations").rglob("*.sql"))
    assert tables >= {*TABLES, "tenancy.token", "projections.personal", "log.incarnation"}
    assert "projections.generation" not in tables
