"""The private folder of a home's unix socket: its path must be short, and nobody else's."""

import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from taizhang.database.embedded.account import Account
from taizhang.database.embedded.cluster import NotStarted, digest

PORT = 5432  # part of the socket's name; nothing listens on a network
LONGEST = 103  # bytes that every system allows for a socket's path


def folder(home: Path, account: Account) -> Path:
    """Make it where the server's user gets to and the path fits. Raises NotStarted."""
    for root in _roots():
        wanted = root / f"taizhang-{account.uid}-{digest(home)}"
        if len(os.fsencode(wanted / f".s.PGSQL.{PORT}")) <= LONGEST and account.reaches(root):
            return _private(wanted, home, account)
    raise NotStarted(home, f"没有可用的套接字目录 (no folder for the socket in {_roots()})")


def belongs(path: Path, home: Path) -> bool:
    """Whether a server that listens in this folder was started for this home."""
    return path.name.startswith("taizhang-") and path.name.endswith(f"-{digest(home)}")


def clear(home: Path) -> None:
    """Delete what a killed server left behind."""
    for root in _roots():
        for left in root.glob(f"taizhang-*-{digest(home)}"):
            shutil.rmtree(left, ignore_errors=True)


def _roots() -> list[Path]:
    return [Path(tempfile.gettempdir()), Path("/tmp")]  # noqa: S108 (the folder in it is private)


def _private(wanted: Path, home: Path, account: Account) -> Path:
    with suppress(FileExistsError):
        wanted.mkdir(mode=0o700)
    found = wanted.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (account.uid, os.geteuid()):
        raise NotStarted(home, f"{wanted} 属于 uid {found.st_uid} (belongs to somebody else)")
    wanted.chmod(0o700)
    account.own(wanted)
    return wanted
