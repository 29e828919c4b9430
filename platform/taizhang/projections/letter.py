"""Letter: an event that was not folded into a row, and why. It waits until the fold is mended."""

from typing import NamedTuple

#: In place of a key: the keys of an event could not be told.
ANY_KEY = "*"
_LONGEST = 1000


class Letter(NamedTuple):
    """`row_key` is the key as JSON, or ANY_KEY."""

    row_type: str
    row_key: str
    position: int
    error: str

    @property
    def held(self) -> tuple[str, str]:
        """What later events of is held back."""
        return self.row_type, self.row_key


def failed(row_type: str, row_key: str, position: int, error: Exception) -> Letter:
    """The letter of an event whose fold raised."""
    said = f"{type(error).__name__}: {error}".replace("\0", "\\0")
    return Letter(row_type, row_key, position, said[:_LONGEST])


def held_back(row_type: str, row_key: str, position: int) -> Letter:
    """The letter of an event behind a failed one of the same row."""
    return Letter(row_type, row_key, position, "held back: an earlier event of the row failed")
