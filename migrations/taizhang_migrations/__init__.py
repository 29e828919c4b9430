"""Alembic migrations of the log, tenancy and projections; plain SQL, one object a file."""


def migrate(dsn: str) -> None:
    """Bring a database to this release's schema. Safe to run at any time, by several at once.

    Raises CannotMigrate for what an operator has to change first.
    """
    # Alembic and SQLAlchemy take a third of a second to load: most commands never migrate.
    from taizhang_migrations.upgrading import upgrade

    upgrade(dsn)
