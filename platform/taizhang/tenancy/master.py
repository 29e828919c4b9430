"""The master key: wraps the keys of tenants and people at rest."""

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VARIABLE = "TAIZHANG_MASTER_KEY"


class MasterKey:
    """AES-256-GCM over 32 bytes from `TAIZHANG_MASTER_KEY` (hex) or from a file of mode 600."""

    def __init__(self, key: bytes) -> None:
        if len(key) != 32:
            raise ValueError(f"a master key has 32 bytes, not {len(key)}")
        self._cipher = AESGCM(key)

    @classmethod
    def load(cls, home: Path) -> Self:
        """From the environment, else from `master.key` in a folder, made there the first time.

        Raises ValueError, naming the place, for anything but 64 hexadecimal digits.
        """
        if given := os.environ.get(_VARIABLE):
            return cls(_key(given, _VARIABLE))
        path = home / "master.key"
        if not path.exists():
            home.mkdir(parents=True, exist_ok=True)
            _make(path)
        return cls(_key(path.read_text(), str(path)))

    def wrap(self, secret: bytes, purpose: str) -> bytes:
        """A secret as it may lie in the database. `purpose` binds it to its place."""
        nonce = os.urandom(12)
        return nonce + self._cipher.encrypt(nonce, secret, purpose.encode())

    def unwrap(self, wrapped: bytes, purpose: str) -> bytes:
        """The secret again. Raises cryptography's InvalidTag for another key or purpose."""
        return self._cipher.decrypt(wrapped[:12], wrapped[12:], purpose.encode())


def _key(text: str, place: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise ValueError(f"{place} must be 64 hexadecimal digits (32 bytes)")
    return key


def _make(path: Path) -> None:
    """Written aside, then linked into place: who starts at the same time reads all of it.

    On the disk before anything is wrapped by it, or a power cut would lock every tenant out.
    """
    handle, aside = tempfile.mkstemp(dir=path.parent)  # of mode 600
    try:
        with os.fdopen(handle, "w") as file:
            file.write(os.urandom(32).hex())
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(aside, path)
    finally:
        os.unlink(aside)
