"""The data folders of a home: one a major version, made whole or not at all."""

import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path

from taizhang.database.embedded.account import SHARED, Account, open_folder
from taizhang.database.embedded.binaries import Binaries

INITDB = (
    "--username=postgres",
    "--encoding=UTF8",
    "--locale=C",
    "--data-checksums",
    "--auth=trust",  # the socket's folder lets in nobody else
)


class NotStarted(Exception):  # noqa: N818 (named like the refusals)
    """The server of a home could not be started; `reason` says why, with the end of the log."""

    def __init__(self, home: Path, reason: str) -> None:
        self.home, self.reason = home, reason
        super().__init__(f"数据库没有启动（{home}）：{reason} (PostgreSQL did not start)")


def digest(home: Path) -> str:
    """A short name for a home, from its absolute path."""
    return hashlib.sha256(os.fsencode(home)).hexdigest()[:10]


def clusters(home: Path) -> dict[int, Path]:
    """The data folders that exist, by major version, newest first."""
    links = {int(link.name[2:]): link for link in home.glob("pg[1-9][0-9]")}
    return {
        major: links[major].resolve()
        for major in sorted(links, reverse=True)
        if (links[major] / "PG_VERSION").exists()
    }


def prepare(home: Path, binaries: Binaries, account: Account) -> Path:
    """The data folder for these programs, made where there is none yet. Raises NotStarted."""
    _clear_stale(home)
    if binaries.major not in clusters(home):
        _initialise(_place(home, f"pg{binaries.major}", account), home, binaries, account)
    data = clusters(home)[binaries.major]
    if not account.reaches(data):
        raise NotStarted(home, f"uid {account.uid} 无法进入数据目录 {data} (cannot enter it)")
    return data


def discard(home: Path) -> None:
    """Delete the data of a home, wherever it lies. No server may run on it."""
    _clear_stale(home)
    for link in home.glob("pg[1-9][0-9]"):
        target = link.resolve()
        if link.is_symlink():
            link.unlink()
        if target.parent in (home, _elsewhere(home)):
            shutil.rmtree(target, ignore_errors=True)
    if os.access(SHARED, os.W_OK):
        shutil.rmtree(_elsewhere(home), ignore_errors=True)


def _elsewhere(home: Path) -> Path:
    return SHARED / digest(home)


def _place(home: Path, name: str, account: Account) -> Path:
    """Where new data goes: into the home, or out of it when the server's user cannot get there."""
    link = home / name
    if link.is_symlink():  # its target is gone
        link.unlink()
    if account.reaches(home):
        return link
    open_folder(SHARED)
    target = open_folder(_elsewhere(home)) / name
    _set_aside(target)
    # Linked before it is made: data there without a link is always another home's remains.
    link.symlink_to(target)
    return target


def _set_aside(remains: Path) -> None:
    """Keep what a deleted or moved home left under this name, the latest only."""
    if remains.exists():
        kept = remains.with_name(f"{remains.name}.left")
        shutil.rmtree(kept, ignore_errors=True)
        remains.rename(kept)


def _initialise(place: Path, home: Path, binaries: Binaries, account: Account) -> None:
    fresh = Path(tempfile.mkdtemp(prefix=f"{place.name}.new-", dir=place.parent))
    try:
        account.own(fresh)
        done = account.run(binaries.folder / "initdb", "-D", fresh, *INITDB)
        if done.returncode != 0:
            raise NotStarted(home, f"initdb: {done.stderr.strip()}")
        fresh.rename(place)
        _sync(place.parent)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _sync(folder: Path) -> None:
    """Make the rename as durable as the rows that will follow it."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _clear_stale(home: Path) -> None:
    for folder in (home, _elsewhere(home)):
        for stale in folder.glob("pg*.new-*"):
            _clear(stale, time.monotonic() + 10)


def _clear(folder: Path, deadline: float) -> None:
    """Delete it, even under the hands of an initdb whose starter was killed."""
    while folder.exists() and time.monotonic() < deadline:
        shutil.rmtree(folder, ignore_errors=True)
