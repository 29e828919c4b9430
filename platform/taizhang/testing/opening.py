"""Opening a town from a tenant's file, as onboarding does."""

from pathlib import Path

from taizhang.onboarding.file import TenantFile, load
from taizhang.schemes import Schemes
from taizhang.testing.town import NOW, Town


def opened(file: TenantFile | Path, schemes: Schemes) -> Town:
    """A town with its file's rules, people and roles. Raises Refused for a faulty file."""
    read = load(file, schemes) if isinstance(file, Path) else file
    town = Town(schemes, read.clock or NOW)
    town.do(read.command(), "system")
    return town
