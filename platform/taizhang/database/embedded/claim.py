"""The lock of a home: held for as long as a server runs there, and saying where that server is.

The starter takes it and lends it to the watchdog, so that it comes free only when PostgreSQL has
stopped. The watchdog empties it before it stops the server: from then on nobody joins.
"""

import fcntl
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

NAME = "postgres.lock"


def take(home: Path) -> int | None:
    """The descriptor of the lock, now ours and empty; None when somebody else has it."""
    fd = os.open(home / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    if _locked(fd, fcntl.LOCK_EX) and _still_there(fd, home):
        os.ftruncate(fd, 0)
        return fd
    os.close(fd)
    return None


def write(fd: int, record: Mapping[str, Any]) -> None:
    """Say where the server is, to those who find the lock taken."""
    os.pwrite(fd, json.dumps(record).encode(), 0)


def read(home: Path) -> dict[str, Any] | None:
    """What the holder of the lock says; None when nobody holds it or the server is not ready."""
    try:
        fd = os.open(home / NAME, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        return None if _locked(fd, fcntl.LOCK_SH) else _parsed(os.read(fd, 65536))
    finally:
        os.close(fd)


def _locked(fd: int, kind: int) -> bool:
    try:
        fcntl.flock(fd, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _still_there(fd: int, home: Path) -> bool:
    """False when `remove` deleted the file between our open and our lock."""
    try:
        return os.path.samestat(os.fstat(fd), os.stat(home / NAME))
    except FileNotFoundError:
        return False


def _parsed(text: bytes) -> dict[str, Any] | None:
    try:
        record: dict[str, Any] = json.loads(text)
    except ValueError:
        return None
    return record
