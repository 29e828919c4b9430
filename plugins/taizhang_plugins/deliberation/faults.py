"""Faults of a section, said twice with their remedies."""

from taizhang import Fault, Words

At = tuple[str | int, ...]


def fault(at: At, zh: str, en: str, remedy: str, remedy_en: str) -> Fault:
    """A fault at a place, in Chinese and English."""
    return Fault(at, Words(zh, en), Words(remedy, remedy_en))
