"""What comes once passes a cache by, and drives out nothing that is asked for again."""

from taizhang import recurring
from taizhang.recurring import Recurring


def test_what_comes_once_is_not_kept() -> None:
    cache: Recurring[str, int] = Recurring(2)
    assert cache.keep("a", 1) == 1
    assert cache.get("a") is None


def test_what_comes_again_is_kept() -> None:
    cache: Recurring[str, int] = Recurring(2)
    cache.keep("a", 1)
    assert cache.keep("a", 2) == 2
    assert cache.get("a") == 2


def test_a_flood_of_what_comes_once_drives_nothing_out() -> None:
    cache: Recurring[int, int] = Recurring(2)
    for key in (-1, -2) * 2:
        cache.keep(key, key)
    for key in range(3 * recurring._NOTED):
        cache.keep(key, key)
    assert (cache.get(-1), cache.get(-2)) == (-1, -2)


def test_what_comes_again_after_very_many_others_counts_as_new() -> None:
    cache: Recurring[int, int] = Recurring(2)
    for key in (-1, *range(2 * recurring._NOTED), -1):
        cache.keep(key, key)
    assert cache.get(-1) is None


def test_what_comes_again_after_as_many_others_as_are_noted_is_kept() -> None:
    cache: Recurring[int, int] = Recurring(2)
    for key in (-1, *range(recurring._NOTED), -1):
        cache.keep(key, key)
    assert cache.get(-1) == -1
