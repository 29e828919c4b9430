"""A text is as long as a reader would count it, by the tenant's way of counting."""

import unicodedata
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.length import Counting, length

ALL, WITHOUT_SPACE, WORDS_ONLY = get_args(Counting)
TEXT = "党建 工作，\n2015年。"


@pytest.mark.rule("S1-07")
@pytest.mark.parametrize(
    ("counting", "characters"), [(ALL, 13), (WITHOUT_SPACE, 11), (WORDS_ONLY, 9)]
)
def test_each_way_of_counting(counting: Counting, characters: int) -> None:
    assert length(TEXT, counting) == characters


@pytest.mark.parametrize("counting", get_args(Counting))
@pytest.mark.parametrize("character", ["党", "𠮷", "𬭩", "é", "e\u0301", "9"])
def test_one_character_counts_once_however_it_is_stored(character: str, counting: Counting) -> None:
    assert length(character, counting) == 1


@pytest.mark.parametrize("space", [" ", "\n", "\t", "\r", "\u3000", "\u00a0"])
def test_whitespace_counts_only_where_everything_counts(space: str) -> None:
    assert [length(space, c) for c in get_args(Counting)] == [1, 0, 0]


@pytest.mark.parametrize("mark", list("，。、；:?！“”‘’（）《》【】—…·,.!?()[]-"))
def test_punctuation_is_left_out_only_where_the_tenant_says_so(mark: str) -> None:
    assert [length(mark, c) for c in get_args(Counting)] == [1, 1, 0]


@pytest.mark.parametrize("symbol", ["+", "%", "℃", "¥"])
def test_figures_and_signs_of_money_are_no_whitespace(symbol: str) -> None:
    assert length(symbol, WITHOUT_SPACE) == 1


@given(st.text())
def test_ways_of_counting_never_disagree_in_order(text: str) -> None:
    assert length(text, WORDS_ONLY) <= length(text, WITHOUT_SPACE) <= length(text, ALL)


@given(st.text(), st.sampled_from(get_args(Counting)))
def test_composed_and_decomposed_text_are_as_long(text: str, counting: Counting) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert length(decomposed, counting) == length(text, counting)


@given(st.text(st.characters(categories=["Lo", "Nd"])), st.text(st.sampled_from(" \n\t\u3000")))
def test_spacing_out_never_changes_a_count_without_whitespace(text: str, space: str) -> None:
    assert length(space.join(text), WITHOUT_SPACE) == length("".join(text), WITHOUT_SPACE)
