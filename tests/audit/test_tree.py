"""The tree kept as its full subtrees has the root that RFC 6962 defines."""

import hashlib
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from taizhang.audit.tree import Tree

LEAVES = st.lists(st.binary(min_size=32, max_size=32), max_size=70)


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def defined(hashes: Sequence[bytes]) -> bytes:
    """MTH of section 2.1, word for word, over leaves that are hashed already."""
    n = len(hashes)
    if n == 0:
        return sha256(b"")
    if n == 1:
        return hashes[0]
    k = 1
    while k * 2 < n:
        k *= 2
    return sha256(b"\1" + defined(hashes[:k]) + defined(hashes[k:]))


def grown(hashes: Sequence[bytes]) -> Tree:
    tree = Tree()
    for leaf in hashes:
        tree.add(leaf)
    return tree


@given(LEAVES)
def test_root_is_the_recursive_one(hashes: list[bytes]) -> None:
    assert grown(hashes).root() == defined(hashes)


@given(LEAVES)
def test_root_is_known_after_every_leaf(hashes: list[bytes]) -> None:
    tree = Tree()
    for size, leaf in enumerate(hashes, 1):
        tree.add(leaf)
        assert (tree.size, tree.root()) == (size, defined(hashes[:size]))


def test_known_root_of_eight_leaves() -> None:
    # The inputs and the root of Certificate Transparency's published test vectors.
    inputs = "|00|10|2021|3031|40414243|5051525354555657|606162636465666768696a6b6c6d6e6f"
    leaves = [sha256(b"\0" + bytes.fromhex(text)) for text in inputs.split("|")]
    expected = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    assert grown(leaves).root().hex() == expected


def test_memory_grows_with_the_logarithm() -> None:
    tree = grown([sha256(bytes([n % 256])) for n in range(1023)])
    assert len(tree._full) == 10
