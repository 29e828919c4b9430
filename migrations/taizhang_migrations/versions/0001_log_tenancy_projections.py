"""The log, tenancy and projections."""

from taizhang_migrations.files import run

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every object of the first release."""
    run("roles")
    run(*(f"log/{name}" for name in ("schema", "set_tenants", "tenant_head", "event", "tag")))
    run("log/command", "log/types", "log/types_of", "log/matching", "log/touching", "log/judged")
    run("log/append")
    run("log/read_boundary", "log/read_after", "log/read_page", "log/find_command")
    run("log/place", "log/residence", "log/settle", "log/incarnation", "log/resume")
    run("log/shared_until", "log/in_incarnation")
    run(*(f"tenancy/{name}" for name in ("schema", "tenant", "open_tenant", "find_tenants")))
    run("tenancy/token", "tenancy/person_key", "tenancy/attachment", "log/closed")
    run(*(f"projections/{name}" for name in ("schema", "generation", "cursor", "dead_letter")))
    run("projections/personal", "projections/policy_cursor", "projections/policy_refusal")
    run("projections/begun_day")


def downgrade() -> None:
    """History is never dropped by a migration."""
    raise NotImplementedError("the first release has no way back but an empty database")
