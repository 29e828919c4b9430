"""Codes that others gave a unit: 区划代码 and 统一社会信用代码, and what is wrong with one."""

import re
from enum import StrEnum

from taizhang.errors import Reason, Refusal

#: GB 32100-2015: the characters by their value; I, O, S, V and Z are left out.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
#: GB/T 2260: the provinces that a division code begins with.
PROVINCES = frozenset(
    f"{region}{place}"
    for region, places in enumerate(("12345", "123", "1234567", "123456", "01234", "12345"), 1)
    for place in places
) | {"71", "81", "82"}
LENGTHS = {"division": 12, "credit": 18}

LENGTH = Refusal(
    "organisations.code_length",
    zh="{title}“{code}”有 {length} 位，应为 {needed} 位",
    en="{code!r} has {length} characters; it must have {needed}",
)
CHARACTER = Refusal(
    "organisations.code_character",
    zh="{title}“{code}”第 {place} 位“{character}”不是该位可用的字符",
    en="character {place} of {code!r}, {character!r}, is none that may stand there",
)
CHECK = Refusal(
    "organisations.code_check",
    zh="{title}“{code}”的校验码是“{found}”，按 GB 32100 应为“{expected}”；请核对各位字符",
    en="the check character of {code!r} is {found!r}; GB 32100 expects {expected!r}",
)
STRUCTURE = Refusal(
    "organisations.code_structure",
    zh="{title}“{code}”结构不对：{why}",
    en="{code!r} is no division code: {why_en}",
)


class CodeScheme(StrEnum):
    """Which authority's code it is."""

    DIVISION = "division"  # 区划代码
    CREDIT = "credit"  # 统一社会信用代码

    @property
    def title(self) -> str:  # type: ignore[override]
        """As people call it."""
        return "区划代码" if self is CodeScheme.DIVISION else "统一社会信用代码"


def fault(scheme: CodeScheme, code: str) -> Reason | None:
    """The first thing that is wrong with a code, or None."""
    needed = LENGTHS[scheme]
    if len(code) != needed:
        return LENGTH(title=scheme.title, code=code, length=len(code), needed=needed)
    if wrong := _wrong_character(scheme, code):
        return wrong
    return _structure(code) if scheme is CodeScheme.DIVISION else _check(code)


def check_character(first: str) -> str:
    """The eighteenth character for the first seventeen: weights are powers of 3 modulo 31."""
    total = sum(
        ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(first)
    )
    return ALPHABET[-total % 31]


def _wrong_character(scheme: CodeScheme, code: str) -> Reason | None:
    digits = range(12) if scheme is CodeScheme.DIVISION else range(2, 8)
    for place, character in enumerate(code):
        if character not in (ALPHABET[:10] if place in digits else ALPHABET):
            return CHARACTER(title=scheme.title, code=code, place=place + 1, character=character)
    return None


def _check(code: str) -> Reason | None:
    expected = check_character(code[:17])
    if code[17] == expected:
        return None
    return CHECK(title=CodeScheme.CREDIT.title, code=code, found=code[17], expected=expected)


def _structure(code: str) -> Reason | None:
    """Province 2, prefecture 2, county 2, township 3, village 3 digits.

    A prefecture without counties (如东莞) has townships below 00, so only the ends are checked.
    """
    parts = re.fullmatch(r"(..)(..)(..)(...)(...)", code)
    assert parts
    province, prefecture, county, township, village = parts.groups()
    if province not in PROVINCES:
        return _ill(code, f"没有省级代码 {province}", f"there is no province {province}")
    if prefecture == "00" and int(county + township + village):
        return _ill(code, "地级为 00，以下各级应全为 0", "below prefecture 00 all must be 0")
    if township == "000" and village != "000":
        return _ill(code, "乡级为 000，村级应为 000", "below township 000 the village must be 000")
    return None


def _ill(code: str, why: str, why_en: str) -> Reason:
    return STRUCTURE(title=CodeScheme.DIVISION.title, code=code, why=why, why_en=why_en)
