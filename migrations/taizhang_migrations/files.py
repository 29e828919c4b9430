"""The SQL files: one object a file, run in a stated order."""

from pathlib import Path

from alembic import op

_SQL = Path(__file__).parent / "sql"


def read(name: str) -> str:
    """The statements of an SQL file, such as `log/append`, as the driver takes them."""
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8").replace("%", "%%")


def run(*names: str) -> None:
    """Run SQL files by name, in the order given."""
    for name in names:
        op.get_bind().exec_driver_sql(read(name))
