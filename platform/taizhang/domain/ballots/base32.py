"""Crockford's base 32: text that people read from paper and type, with few symbols to confuse."""

import base64
import unicodedata

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RFC_4648 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_TO_CROCKFORD = str.maketrans(_RFC_4648, SYMBOLS)
_FROM_CROCKFORD = str.maketrans(SYMBOLS, _RFC_4648)
_AS_MEANT = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def canonical(typed: str) -> str:
    """The symbols that were meant: full width, small letters, hyphens and I, L, O are forgiven.

    Raises ValueError for anything else.
    """
    text = unicodedata.normalize("NFKC", typed).strip().upper().translate(_AS_MEANT)
    if not set(text) <= set(SYMBOLS):
        raise ValueError("not a symbol of Crockford's base 32")
    return text


def grouped(text: str, size: int) -> str:
    """In groups with hyphens between."""
    return "-".join(text[at : at + size] for at in range(0, len(text), size))


def value(text: str) -> int:
    """The number that canonical text stands for."""
    total = 0
    for symbol in text:
        total = total * 32 + SYMBOLS.index(symbol)
    return total


def encode(data: bytes) -> str:
    """Bytes as text; their number must be a multiple of five."""
    return base64.b32encode(data).decode().translate(_TO_CROCKFORD)


def decode(text: str) -> bytes:
    """Bytes from canonical text, whose length must be a multiple of eight (else ValueError)."""
    return base64.b32decode(text.translate(_FROM_CROCKFORD))
