"""Codes of units: digits and structure of a division code, check character of a credit code."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from taizhang.domain.organisations.codes import ALPHABET, CodeScheme, check_character, fault

DIVISION = "430903100201"
CREDIT = "91350100M000100Y43"

heads = st.builds(
    lambda kind, place, rest: kind + place + rest,
    st.text(ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(ALPHABET, min_size=9, max_size=9),
)


@pytest.mark.parametrize("code", [DIVISION, "430000000000", "430900000000", "441900003000"])
def test_division_code_of_every_level_is_accepted(code: str) -> None:
    assert fault(CodeScheme.DIVISION, code) is None


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("990903100201", "没有省级代码 99"),
        ("430003100201", "地级为 00，以下各级应全为 0"),
        ("430903000201", "乡级为 000，村级应为 000"),
    ],
)
def test_division_code_of_no_level_is_told_why(code: str, why: str) -> None:
    reason = fault(CodeScheme.DIVISION, code)
    assert reason
    assert (reason.refusal.code, reason.values["why"]) == ("organisations.code_structure", why)


def test_wrong_length_is_told_with_both_numbers() -> None:
    reason = fault(CodeScheme.DIVISION, "43090310020")
    assert reason
    assert reason.refusal.code == "organisations.code_length"
    assert (reason.values["length"], reason.values["needed"]) == (11, 12)


@pytest.mark.parametrize(
    ("scheme", "code", "place"),
    [
        (CodeScheme.DIVISION, "43O903100201", 3),
        (CodeScheme.DIVISION, "43090310020１", 12),
        (CodeScheme.CREDIT, "91350100I000100Y43", 9),
        (CodeScheme.CREDIT, "913501A0M000100Y43", 7),
        (CodeScheme.CREDIT, "91350100m000100Y43", 9),
    ],
)
def test_character_that_may_not_stand_there_is_told_with_its_place(
    scheme: CodeScheme, code: str, place: int
) -> None:
    reason = fault(scheme, code)
    assert reason
    assert (reason.refusal.code, reason.values["place"]) == ("organisations.code_character", place)


def test_published_credit_code_is_accepted() -> None:
    assert fault(CodeScheme.CREDIT, CREDIT) is None


def test_expected_check_character_is_told() -> None:
    reason = fault(CodeScheme.CREDIT, CREDIT[:17] + "4")
    assert reason
    assert (reason.refusal.code, reason.values["expected"]) == ("organisations.code_check", "3")
    assert "应为“3”" in reason.sentence()


@given(heads)
def test_computed_check_character_is_accepted(head: str) -> None:
    assert fault(CodeScheme.CREDIT, head + check_character(head)) is None


@given(heads, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_misread_character_is_always_noticed(head: str, place: int, other: str) -> None:
    code = head + check_character(head)
    assume(code[place] != other)
    assert fault(CodeScheme.CREDIT, code[:place] + other + code[place + 1 :]) is not None


@given(heads, st.integers(0, 15))
def test_two_neighbours_in_each_others_place_are_noticed(head: str, place: int) -> None:
    code = head + check_character(head)
    assume(code[place] != code[place + 1])
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert fault(CodeScheme.CREDIT, swapped) is not None
