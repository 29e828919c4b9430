"""The Merkle tree of a log (RFC 6962, section 2.1), kept as one hash for each full subtree."""

import hashlib
from functools import reduce


class Tree:
    """Takes leaf hashes in order and knows their root at any time, in O(log n) memory."""

    def __init__(self) -> None:
        self.size = 0
        self._full: list[bytes] = []
        """Roots of the full subtrees, the largest first: one for each 1 bit of the size."""

    def add(self, leaf: bytes) -> None:
        """One more leaf: 32 bytes, hashed with its prefix already."""
        node, size = leaf, self.size
        while size & 1:
            node, size = _node(self._full.pop(), node), size >> 1
        self._full.append(node)
        self.size += 1

    def root(self) -> bytes:
        """32 bytes that bind all leaves and their order."""
        if not self._full:
            return hashlib.sha256().digest()
        return reduce(lambda right, left: _node(left, right), reversed(self._full))


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()
