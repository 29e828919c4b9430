"""Alembic migrations of the log, tenancy and projections; plain SQL, one object a file."""

from pathlib import Path

from alembic import command
from alembic.config import Config

_HERE = Path(__file__).parent


def migrate(dsn: str) -> None:
    """Bring a database to this release's schema. Safe to run at any time, by several at once."""
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.set_main_option("sqlalchemy.url", _driver(dsn).replace("%", "%%"))
    command.upgrade(config, "head")


def _driver(dsn: str) -> str:
    return dsn.replace("postgresql://", "postgresql+psycopg://", 1)
