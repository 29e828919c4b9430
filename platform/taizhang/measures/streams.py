"""Streams of even chance: numbers from a key, the same for everybody who holds the key."""

import hashlib
import hmac
from collections.abc import Iterator

SIZE = 8
SPAN = 1 << (8 * SIZE)


class Stream:
    """HMAC-SHA256 over a counter, cut into 64-bit numbers."""

    def __init__(self, key: bytes) -> None:
        self._numbers = _numbers(key)

    def below(self, limit: int) -> int:
        """A number from 0 to below `limit`, each as likely as any other.

        Numbers beyond the last whole multiple of `limit` are thrown away: a remainder alone
        would favour the small ones.
        """
        if not 1 <= limit <= SPAN:
            raise ValueError(f"the limit lies between 1 and 2^64, not {limit}")
        fair = SPAN - SPAN % limit
        return next(number for number in self._numbers if number < fair) % limit


def _numbers(key: bytes) -> Iterator[int]:
    counter = 0
    while True:
        block = hmac.digest(key, counter.to_bytes(8, "big"), hashlib.sha256)
        yield from (int.from_bytes(block[at : at + SIZE], "big") for at in range(0, 32, SIZE))
        counter += 1
