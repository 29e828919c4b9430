"""Every key and every entry of a list is found on its line, however the file is laid out."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.onboarding.lines import Lines
from taizhang.onboarding.sources import source_tenants
from taizhang.rules.fault import Path

TEXT = '''\
# [not.a.table]
slug = "x" # a = 1
when = 2015-12-01 09:00:00

[rules.a]
bands = [
  { name = "好", low = 90 }, # first
  { name = "a [b] = 3", lows = [80,
    90] },
]
clause = """
[rules.b]
key = 1
\\"""
"""
literal = \'\'\'
other = 2\'\'\'

[rules.a.choices]
"带引号 的" = "a"
dotted.key = 1
nested = [[1, 2],
  [3]]

[[units]]
name = "一"
[units.more]
deep = 1
[[units]]
name = "二"
  [[units.kinds]]
  name = "三"
'''

PLACES: list[tuple[Path, int]] = [
    (("slug",), 2),
    (("when",), 3),
    (("rules",), 5),
    (("rules", "a", "bands"), 6),
    (("rules", "a", "bands", 1, "low"), 7),
    (("rules", "a", "bands", 2), 8),
    (("rules", "a", "bands", 2, "name"), 8),
    (("rules", "a", "bands", 2, "lows", 2), 9),
    (("rules", "a", "bands", 2, "nothing"), 8),
    (("rules", "a", "clause"), 11),
    (("rules", "a", "literal"), 16),
    (("rules", "b"), 5),
    (("rules", "a", "choices", "带引号 的"), 20),
    (("rules", "a", "choices", "dotted", "key"), 21),
    (("rules", "a", "choices", "nested", 2, 1), 23),
    (("units", 1, "more", "deep"), 28),
    (("units", 2, "name"), 30),
    (("units", 2, "kinds", 1, "name"), 32),
]


@pytest.mark.parametrize(("path", "line"), PLACES, ids=[".".join(map(str, p)) for p, _ in PLACES])
def test_a_place_stands_on_its_line_or_on_that_of_what_it_is_in(path: Path, line: int) -> None:
    assert tomllib.loads(TEXT)
    assert Lines(TEXT).of(path) == line


def test_a_text_may_end_with_a_quotation_mark() -> None:
    text = 'a = """x""""\nb = "y"\nc = 1\n'
    assert tomllib.loads(text)["a"] == 'x"'
    assert Lines(text).of(("b",)) == 2


def test_what_stands_nowhere_has_no_line() -> None:
    assert Lines(TEXT).of(("absent",)) is None


@pytest.mark.parametrize("path", source_tenants(), ids=lambda path: path.parent.name)
def test_every_value_of_a_source_tenant_stands_on_the_line_that_is_told(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    lines, found = ["", *text.splitlines()], Lines(text)
    for place, value in leaves(tomllib.loads(text), ()):
        line = lines[found.of(place) or 0]
        if isinstance(value, str) and "\\" not in value:
            assert value in line, place
        assert isinstance(place[-1], int) or str(place[-1]) in line, place


def leaves(value: Any, at: Path) -> Any:
    """All plain values with their places."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, (*at, key))
    elif isinstance(value, list):
        for number, each in enumerate(value, start=1):
            yield from leaves(each, (*at, number))
    else:
        yield at, value


words = st.text(alphabet=st.sampled_from("ab[]{}=,#'\n 字"), max_size=8)


@given(st.lists(words, max_size=4), st.booleans())
def test_texts_that_look_like_toml_do_not_move_a_line(texts: list[str], many: bool) -> None:
    said = [f'"""{text}"""' for text in texts]
    joined = (",\n" if many else ", ").join(said)
    text = f"first = [{joined}]\nlast = 1\n"
    assert tomllib.loads(text)["last"] == 1
    assert Lines(text).of(("last",)) == text.count("\n")
