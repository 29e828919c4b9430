"""Alembic's entry: one connection, one transaction, one lock so that two migrations never meet."""

from alembic import context
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from taizhang_migrations.faults import TooOld
from taizhang_migrations.files import read

_LOCK = 7_121_001
OLDEST = 15


def run() -> None:
    """Run the migrations over the connection that `taizhang migrate` names."""
    url = context.config.get_main_option("sqlalchemy.url")
    engine = create_engine(str(url), poolclass=NullPool)
    with engine.begin() as connection:
        _require_version(connection.exec_driver_sql("show server_version_num").scalar_one())
        connection.execute(text(f"select pg_advisory_xact_lock({_LOCK})"))
        connection.execute(text("create schema if not exists migrations"))
        context.configure(connection=connection, version_table_schema="migrations")
        context.run_migrations()
        connection.exec_driver_sql(read("grants"))
        connection.exec_driver_sql("select log.settle()")


def _require_version(number: str) -> None:
    if int(number) < OLDEST * 10_000:
        raise TooOld(f"需要 PostgreSQL {OLDEST} 或更新的版本，这里是 {int(number) // 10_000}")


run()
