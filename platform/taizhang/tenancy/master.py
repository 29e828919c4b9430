"""The master key: wraps the keys of tenants and people at rest."""

import os
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VARIABLE = "TAIZHANG_MASTER_KEY"


class MasterKey:
    """AES-256-GCM over 32 bytes from `TAIZHANG_MASTER_KEY` (hex) or from a file of mode 600."""

    def __init__(self, key: bytes) -> None:
        if len(key) != 32:
            raise ValueError(f"{_VARIABLE} must be 64 hexadecimal digits (32 bytes)")
        self._cipher = AESGCM(key)

    @classmethod
    def load(cls, home: Path) -> Self:
        """From the environment, else from `master.key` in a folder, made there the first time."""
        if given := os.environ.get(_VARIABLE):
            return cls(bytes.fromhex(given))
        home.mkdir(parents=True, exist_ok=True)
        path = home / "master.key"
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return cls(bytes.fromhex(path.read_text()))
        with os.fdopen(handle, "w") as file:
            file.write(os.urandom(32).hex())
        return cls(bytes.fromhex(path.read_text()))

    def wrap(self, secret: bytes, purpose: str) -> bytes:
        """A secret as it may lie in the database. `purpose` binds it to its place."""
        nonce = os.urandom(12)
        return nonce + self._cipher.encrypt(nonce, secret, purpose.encode())

    def unwrap(self, wrapped: bytes, purpose: str) -> bytes:
        """The secret again. Raises cryptography's InvalidTag for another key or purpose."""
        return self._cipher.decrypt(wrapped[:12], wrapped[12:], purpose.encode())
