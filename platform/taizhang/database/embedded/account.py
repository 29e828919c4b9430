"""Whom the embedded PostgreSQL runs as: it refuses root, so root lends it an unprivileged user."""

import os
import pwd
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LENT = ("postgres", "nobody")
SHARED = Path("/var/lib/taizhang")  # where root puts what that user must reach


@dataclass(frozen=True)
class Account:
    """The user and group of the server's processes and of its data."""

    uid: int
    gid: int

    @property
    def lent(self) -> bool:
        """Whether it is another user than the one who runs this process (who is then root)."""
        return self.uid != os.geteuid()

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program to its end as this user, without this process's PG* settings."""
        return subprocess.run(
            [str(part) for part in command],
            user=self.uid if self.lent else None,
            group=self.gid if self.lent else None,
            extra_groups=[] if self.lent else None,
            env=surroundings(),
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )

    def reaches(self, path: Path) -> bool:
        """Whether this user may enter the folder or run the file, asked of the system itself."""
        return not self.lent or self.run("/bin/sh", "-c", 'test -x "$0"', path).returncode == 0

    def own(self, folder: Path) -> None:
        """Hand over a folder that this process just made."""
        if self.lent:
            os.chown(folder, self.uid, self.gid)


def surroundings() -> dict[str, str]:
    """The environment for PostgreSQL's programs: libpq's PG* left out, messages in English."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}


def account_for(clusters: list[Path]) -> Account:
    """The owner of the newest data that exists, else this user, or as root an unprivileged one."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    owners = [owner for owner in map(Path.stat, clusters) if owner.st_uid != 0]
    return Account(owners[0].st_uid, owners[0].st_gid) if owners else _unprivileged()


def _unprivileged() -> Account:
    for name in LENT:
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(entry.pw_uid, entry.pw_gid)
    raise LookupError(f"none of the users {LENT} exists; PostgreSQL does not run as root")


def open_folder(path: Path) -> Path:
    """Make a folder that everybody may enter, whatever the umask; one that exists is left alone."""
    if not path.exists():
        path.mkdir()
        path.chmod(0o755)
    return path
