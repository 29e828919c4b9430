"""The Merkle tree hash of RFC 6962, section 2.1."""

import hashlib
from collections.abc import Sequence


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """32 bytes that bind all leaves and their order."""
    if len(leaves) < 2:
        return _sha256(b"\0" + leaves[0]) if leaves else _sha256(b"")
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return _sha256(b"\1" + merkle_root(leaves[:half]) + merkle_root(leaves[half:]))


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
