"""The source tenants: five documents as files, in the checkout or inside the wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_IN_WHEEL = _PACKAGE / "tenancy" / "source_tenants"
_IN_CHECKOUT = _PACKAGE.parents[1] / "tenants"


def source_tenants() -> list[Path]:
    """The `tenant.toml` of every source tenant, by slug."""
    folder = _IN_WHEEL if _IN_WHEEL.is_dir() else _IN_CHECKOUT
    return sorted(folder.glob("*/tenant.toml"))
