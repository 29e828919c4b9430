"""The programs of PostgreSQL: the system's, newest first, else those that the wheel carries."""

import glob
import os
import re
import shutil
import subprocess
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from taizhang.database.embedded import wheel
from taizhang.database.embedded.account import Account

OLDEST = 15
SETTING = "TAIZHANG_PG_BIN"
SYSTEM = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu, pgdg for both
    "/usr/pgsql-*/bin",  # pgdg for Red Hat and its kin
    "/usr/lib/postgresql*/bin",  # SUSE
    "/usr/libexec/postgresql*",  # Alpine
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)


class NoPostgres(Exception):  # noqa: N818 (named like the refusals)
    """No usable PostgreSQL on this machine; `looked` lists each place and what was found there."""

    def __init__(self, looked: list[str]) -> None:
        self.looked = looked
        super().__init__(
            f"找不到可用的 PostgreSQL（{OLDEST} 或更高）。请安装它，或用 {SETTING} 指明程序目录，"
            "或用 DATABASE_URL 指向已有的服务器。找过：\n"
            + "\n".join(f"  {line}" for line in looked)
            + f"\n(no usable PostgreSQL, {OLDEST} or newer)"
        )


@dataclass(frozen=True)
class Binaries:
    """A folder with `postgres` and `initdb` of one major version."""

    folder: Path
    major: int


def find(account: Account, majors: Collection[int]) -> Binaries:
    """The programs to use, those for a major that already has data before newer ones.

    `TAIZHANG_PG_BIN` is taken at its word: nothing else is looked at then. Raises NoPostgres.
    """
    usable, looked = [], []
    for folder in _candidates():
        found = _inspect(folder, account)
        if isinstance(found, Binaries):
            usable.append(found)
        else:
            looked.append(found)
    if not usable:
        raise NoPostgres(looked + _places())
    chosen = next((each for each in usable if each.major in majors), usable[0])
    if account.reaches(chosen.folder / "postgres"):
        return chosen
    return Binaries(wheel.copied(chosen.major), chosen.major)


def _candidates() -> list[Path]:
    if setting := os.environ.get(SETTING):
        return [Path(setting).resolve()]
    carried = wheel.folder()
    return _system() + ([carried] if carried else [])


def _system() -> list[Path]:
    """Folders of the system, newest first, each once however many names lead to it."""
    named = [Path(name) for pattern in SYSTEM for name in glob.glob(pattern)]
    on_path = shutil.which("postgres")
    named += [Path(on_path).resolve().parent] if on_path else []
    once = dict.fromkeys(folder.resolve() for folder in named if (folder / "postgres").exists())
    return sorted(once, key=lambda folder: _major(folder) or 0, reverse=True)


def _inspect(folder: Path, account: Account) -> Binaries | str:
    """The programs of a folder, or why they will not do."""
    if not all((folder / name).is_file() for name in ("postgres", "initdb")):
        return f"{folder}: 没有 postgres 和 initdb (no postgres, no initdb)"
    major = _major(folder)
    if major is None or major < OLDEST:
        return f"{folder}: 版本 {major or '不明'} (version {major or 'unknown'})"
    if folder != wheel.folder() and not account.reaches(folder / "postgres"):
        return f"{folder}: uid {account.uid} 无权运行 (may not run it)"
    return Binaries(folder, major)


def _major(folder: Path) -> int | None:
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, encoding="utf-8", timeout=10
        )
    except (OSError, subprocess.SubprocessError):
        return None
    number = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(number[1]) if number else None


def _places() -> list[str]:
    if setting := os.environ.get(SETTING):
        return [f"{SETTING}={setting}"]
    return [f"{SETTING} (未设 / not set)", *SYSTEM, "PATH", f"{wheel.PACKAGE} (wheel)"]
