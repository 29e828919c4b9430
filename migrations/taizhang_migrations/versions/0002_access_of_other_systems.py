"""What other systems may read."""

from taizhang_migrations.files import run

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tree of tenants, the log of what other systems ask, the notes of
    erasures, of mended rows and of changed personal values, and the look for a
    log's position at a moment.
    """
    run("tenancy/opened", "tenancy/tenants_below", "tenancy/place_tenant")
    run("tenancy/query_audience", "tenancy/query_log", "tenancy/forget_queries", "log/closed")
    run("log/position_at")
    run("projections/erased", "projections/mended", "projections/personal_state")


def downgrade() -> None:
    """Nothing is dropped by a migration."""
    raise NotImplementedError("a release goes on from its database, never back")
