"""Upgrading: what `migrate` does, by Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script.revision import ResolutionError
from alembic.util import CommandError
from sqlalchemy.exc import OperationalError

from taizhang_migrations.faults import NotOurs, Unreachable

_HERE = Path(__file__).parent


def upgrade(dsn: str) -> None:
    """Bring a database to this release's schema. Raises CannotMigrate."""
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.set_main_option("sqlalchemy.url", _driver(dsn).replace("%", "%%"))
    try:
        command.upgrade(config, "head")
    except OperationalError as error:
        raise Unreachable(f"数据库连接不上：{error.orig}") from error
    except CommandError as error:
        if not isinstance(error.__cause__, ResolutionError):
            raise
        raise NotOurs(
            f"数据库的结构是版本 {error.__cause__.argument}，本程序不认识：它由更新的程序建立。"
            "请改用那一版程序；如果只是演示数据，运行 make clean-demo 后重来"
        ) from error


def _driver(dsn: str) -> str:
    return dsn.replace("postgresql://", "postgresql+psycopg://", 1)
