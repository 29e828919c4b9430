"""The code of a slip, typed by hand: the page takes what the desk takes, and nothing else."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.ballots import base32
from taizhang.domain.ballots.slip_codes import canonical_code, new_code
from taizhang.errors import Refused

READ_CODES = """
import { codeOf } from "./slip.js";
tell(given.map(codeOf));
"""


def taken(typed: str) -> str | None:
    """What the desk makes of it."""
    try:
        return canonical_code(typed)
    except Refused:
        return None


def written(chance: random.Random, code: str) -> str:
    """The same code, as somebody may write it."""
    confused = {"0": "0Oo", "1": "1IiLl"}
    text = "".join(chance.choice(confused.get(symbol, symbol)) for symbol in code)
    text = chance.choice([text, text.lower(), text.replace("-", ""), text.replace("-", " ")])
    wide = {ord(symbol): ord(symbol) + 0xFEE0 for symbol in base32.SYMBOLS + "-"}
    return chance.choice([text, f"  {text} ", text.translate(wide)])


def spoilt(chance: random.Random, code: str) -> str:
    """One symbol wrong, two changed about, one left out, one too many, or one that is none."""
    at = chance.randrange(4)
    other = chance.choice(base32.SYMBOLS.replace(code[at], ""))
    return chance.choice(
        [
            code[:at] + other + code[at + 1 :],
            code[:at] + code[at + 1] + code[at] + code[at + 2 :],
            code[:at] + code[at + 1 :],
            code + other,
            code[:at] + "U" + code[at + 1 :],
            "",
        ]
    )


@pytest.mark.parametrize("making", [written, spoilt], ids=["forgiven", "mistyped"])
def test_the_page_reads_codes_as_the_desk_does(
    run_module: Callable[..., Any], making: Callable[[random.Random, str], str]
) -> None:
    chance = random.Random(making.__name__)
    typed = [making(chance, new_code()) for _ in range(400)]
    assert run_module(READ_CODES, typed) == [taken(each) for each in typed]


def test_dashes_that_a_phone_writes_for_hyphens_are_forgiven(
    run_module: Callable[..., Any],
) -> None:
    code = new_code()
    typed = [code.replace("-", dash) for dash in "–—−"]
    assert run_module(READ_CODES, typed) == [canonical_code(code)] * len(typed)


def test_mistyped_codes_are_told_at_once(run_module: Callable[..., Any]) -> None:
    chance = random.Random(37)
    wrong = []
    for _ in range(100):
        code = canonical_code(new_code())
        at = chance.randrange(len(code))
        wrong.append(
            code[:at] + chance.choice(base32.SYMBOLS.replace(code[at], "")) + code[at + 1 :]
        )
    assert run_module(READ_CODES, wrong) == [None] * len(wrong)
