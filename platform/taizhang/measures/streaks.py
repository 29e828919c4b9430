"""Streaks: how many times in a row, up to the latest (连续两年评为差)."""

from collections.abc import Collection, Sequence


def streak(history: Sequence[str], words: Collection[str], passed_over: Collection[str]) -> int:
    """How many of the latest entries in a row are among `words`; a metric for a ladder.

    `history` is oldest first. An entry in `passed_over` (不定等次) neither counts nor breaks the
    row; whether a word is passed over is the tenant's to say. ValueError for a word in both.
    """
    if not words:
        raise ValueError("a streak needs at least one word to count")
    if both := set(words) & set(passed_over):
        raise ValueError(f"a word counts or is passed over, not both: {sorted(both)}")
    count = 0
    for entry in reversed(history):
        if entry in words:
            count += 1
        elif entry not in passed_over:
            break
    return count
