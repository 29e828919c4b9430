"""A document is read as graphql-core reads it, and leaves nothing to be collected."""

import gc
from typing import Any

import pytest
from graphql import GraphQLError, parse
from hypothesis import given
from hypothesis import strategies as st

from taizhang_graphql.parsing import parsed

LIMIT = 60
DOCUMENT = """
query Village($key: ID!, $kinds: [String!] = ["村", "社区"], $deep: Deep = {a: {b: [1, -2.5e3]}}) {
  # what it is called
  it: organisation(organisation: $key) @include(if: true) {
    name, kind ... on Organisation @skip(if: false) { ...Rest }
    text(block: \"\"\"a "block" \\n\"\"\", enum: ONE, nothing: null)
  }
}
fragment Rest on Organisation { _id0 }
"""
_WORDS = ["query", "fragment", "on", "a", "_b9", "true", "null", "mutation", "é", "名"]
_MARKS = ["{", "}", "(", ")", "[", "]", ":", "=", "!", "$", "@", "&", "|", "...", "..", ".", "%"]
_VALUES = [
    "1",
    "-2.5",
    "1e3",
    "01",
    "1a",
    "-",
    '"s"',
    '"',
    '"""b"""',
    '"\\n"',
    '"\\x"',
    "'",
    "\x00",
]
_BLANKS = ["", " ", ",", "\n", "\r\n", "\r", "\t", "\ufeff", "#c\n", "# {", "\x0b", "\u3000"]
_pieces = st.lists(st.sampled_from(_WORDS + _MARKS + _VALUES) | st.sampled_from(_BLANKS))


def read(by: Any, text: str) -> Any:
    """The document, or what is wrong with it and where."""
    try:
        return by(text)
    except GraphQLError as error:
        return error.formatted


def usual(text: str) -> Any:
    return parse(text, no_location=True, max_lexical_tokens=LIMIT, max_comments=LIMIT)


def ours(text: str) -> Any:
    return parsed(text, limit=LIMIT)


@given(_pieces.map("".join))
def test_any_text_is_read_or_refused_as_by_graphql_core(text: str) -> None:
    assert read(ours, text) == read(usual, text)


@given(st.lists(st.sampled_from([" ", ",", "\n", "\r\n", "\t", "\ufeff", " #c\n", ""])), st.data())
def test_a_document_is_the_same_whatever_stands_between_its_tokens(
    blanks: list[str], data: st.DataObject
) -> None:
    lines = [line + "".join(blanks) + "\n" for line in DOCUMENT.splitlines()]
    text = "".join(lines[: data.draw(st.integers(1, len(lines)))])
    assert read(ours, text) == read(usual, text)


@pytest.mark.parametrize("text", ["{{ a{}b }}", "{{ a {} b }}", "{{ a {}b c(d: {}) }}"])
def test_every_character_is_taken_for_what_graphql_core_takes_it(text: str) -> None:
    for character in map(chr, [*range(0x250), 0x2028, 0x3000, 0xFEFF, 0x6751, 0x1F600]):
        written = text.format(character, character)
        assert read(ours, written) == read(usual, written), repr(character)


def test_a_described_document_is_read() -> None:
    text = '"what it is for" query Q { a } """of it""" fragment F on A { b }'
    assert parsed(text, limit=LIMIT) == usual(text)


def test_the_document_of_these_tests_is_one() -> None:
    assert parsed(DOCUMENT, limit=1_000) == parse(DOCUMENT, no_location=True)


@pytest.mark.parametrize(
    "text",
    ["{" + "a " * LIMIT + "}", "{" + "#c\n" * (LIMIT + 1) + "a}"],
    ids=["tokens", "comments"],
)
def test_what_is_too_long_is_refused_in_the_same_words(text: str) -> None:
    assert "message" in read(ours, text)
    assert read(ours, text) == read(usual, text)


def test_a_document_that_goes_too_deep_is_refused() -> None:
    deep = "{a" * 5_000 + "}" * 5_000
    with pytest.raises(GraphQLError, match="nested too deeply"):
        parsed(deep, limit=100_000)


def test_only_the_last_token_and_the_end_wait_for_the_collector() -> None:
    text = "query Q($key: ID!) { it: organisation(organisation: $key) { name ...Rest } }"
    gc.collect()
    gc.disable()
    try:
        for _ in range(10):
            parsed(text, limit=LIMIT)
        assert gc.collect() == 2 * 10
    finally:
        gc.enable()
