"""${message}."""

from taizhang_migrations.files import run

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """${message}."""
    run()


def downgrade() -> None:
    """History is never dropped by a migration."""
    raise NotImplementedError
