"""Alembic migrations of the log, tenancy and projections; plain SQL, one object a file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script.revision import ResolutionError
from alembic.util import CommandError

from taizhang_migrations.faults import NotOurs

_HERE = Path(__file__).parent


def migrate(dsn: str) -> None:
    """Bring a database to this release's schema. Safe to run at any time, by several at once.

    Raises CannotMigrate for what an operator has to change first.
    """
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.set_main_option("sqlalchemy.url", _driver(dsn).replace("%", "%%"))
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        if not isinstance(error.__cause__, ResolutionError):
            raise
        raise NotOurs(
            f"数据库的结构是版本 {error.__cause__.argument}，本程序不认识：它由更新的程序建立。"
            "请改用那一版程序；如果只是演示数据，运行 make clean-demo 后重来"
        ) from error


def _driver(dsn: str) -> str:
    return dsn.replace("postgresql://", "postgresql+psycopg://", 1)
