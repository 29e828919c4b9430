"""The SQL files: one object a file, run in a stated order."""

from pathlib import Path

from alembic import op

_SQL = Path(__file__).parent / "sql"


def run(*names: str) -> None:
    """Run SQL files by name, such as `log/append`, in the order given."""
    for name in names:
        statements = (_SQL / f"{name}.sql").read_text(encoding="utf-8")
        op.get_bind().exec_driver_sql(statements.replace("%", "%%"))
