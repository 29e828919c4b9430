"""Length: how many characters a text counts."""

import unicodedata
from typing import Literal

Counting = Literal["all", "without_whitespace", "without_whitespace_and_punctuation"]


def length(text: str, counting: Counting) -> int:
    """Characters of a text (code points after NFC), by the way of counting that a tenant chose."""
    return sum(
        1 for character in unicodedata.normalize("NFC", text) if _counts(character, counting)
    )


def _counts(character: str, counting: Counting) -> bool:
    if counting == "all":
        return True
    if character.isspace():
        return False
    return counting == "without_whitespace" or not unicodedata.category(character).startswith("P")
