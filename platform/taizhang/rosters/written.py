"""Written: names as they are written, and what makes two of them the same name.

'王 伟' is '王伟', and the dot of a transcribed name has many shapes. What was written is kept.
"""

import unicodedata

#: Shapes in which the dot between parts of a transcribed name is found.
DOTS = "\u00b7\u2022\u2027\u2219\u22c5\u25cf\u30fb\uff65\uff0e\ufe52\uff61\u3002.\u16eb"
_DOT = "·"


def spoken(name: str) -> str:
    """The form in which names are compared: no spaces, one kind of dot, composed characters."""
    composed = unicodedata.normalize("NFC", name)
    kept = (_DOT if c in DOTS else c for c in composed if not _invisible(c))
    return "".join(kept)


def strange(name: str) -> str | None:
    """Why a name cannot be trusted as it stands, in Chinese, or None.

    Rare characters of any plane are fine; one of a private use area differs on each machine.
    """
    for character in name:
        category = unicodedata.category(character)
        code = f"U+{ord(character):04X}"
        if category == "Co":
            return f"含自造字 {code}（私用区），别的机器上显示不同；请改用正式编码的字"
        if character in "\ufffd\u25a1\u25a2?\uff1f*\uff0a" or category in ("Cn", "Cc", "Cs"):
            return f"含无法辨认的字符 {code}，可能是缺字；请核对"
    return None


def _invisible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Zs", "Cf", "Cc")
