"""Reading a log by page, whatever is selected."""

from alembic import op

from taizhang_migrations.files import run

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the two functions; nothing that is stored changes."""
    run("log/first_matching", "log/read_page")


def downgrade() -> None:
    """Take them away again."""
    op.execute("drop function log.read_page(uuid, log.selector[], bigint, int)")
    op.execute("drop function log.first_matching(uuid, log.selector, bigint, int)")
