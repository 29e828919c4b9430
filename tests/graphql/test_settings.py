"""Settings: every limit can be set by the operator, and the documentation lists every one."""

import re
from pathlib import Path

import pytest
from msgspec.structs import fields

from taizhang.errors import Refused
from taizhang_graphql.limits import Limits, limits_of, variable_of

PAGE = Path(__file__).parents[2] / "docs" / "graphql.md"
ROW = re.compile(r"^\| `(TAIZHANG_GRAPHQL_\w+)` \| `([^`]+)` \| (.+) \|$", re.MULTILINE)


@pytest.mark.parametrize("field", fields(Limits), ids=lambda field: field.name)
def test_each_is_set_by_a_variable(field):
    value = False if field.default is True else field.default + 1
    found = limits_of({variable_of(field.name): str(value).lower()})
    assert getattr(found, field.name) == value


def test_what_is_not_set_stays_as_it_is():
    assert limits_of({"PATH": "/bin", "TAIZHANG_HOME": "x"}) == Limits()


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("TAIZHANG_GRAPHQL_DEPTH", "many", "正整数"),
        ("TAIZHANG_GRAPHQL_DEPTH", "0", "正整数"),
        ("TAIZHANG_GRAPHQL_DEPTH", "-3", "正整数"),
        ("TAIZHANG_GRAPHQL_DEPTH", "1.5", "正整数"),
        ("TAIZHANG_GRAPHQL_DEPTH", "", "正整数"),
        ("TAIZHANG_GRAPHQL_DEPTH", "9" * 30, "正整数"),
        ("TAIZHANG_GRAPHQL_SECONDS", "nan", "大于 0"),
        ("TAIZHANG_GRAPHQL_SECONDS", "0", "大于 0"),
        ("TAIZHANG_GRAPHQL_INTROSPECTION", "maybe", "true"),
        ("TAIZHANG_GRAPHQL_DEPHT", "20", "TAIZHANG_GRAPHQL_DEPTH"),
    ],
)
def test_a_bad_setting_is_refused_with_what_was_expected(name, value, word):
    with pytest.raises(Refused) as refused:
        limits_of({name: value})
    assert name in str(refused.value)
    assert word in str(refused.value)


def test_all_that_is_wrong_is_told_at_once():
    wrong = {"TAIZHANG_GRAPHQL_DEPTH": "x", "TAIZHANG_GRAPHQL_TOKENS": "y"}
    with pytest.raises(Refused) as refused:
        limits_of(wrong)
    assert len(refused.value.reasons) == 2


def test_the_documentation_lists_every_limit_with_its_default():
    listed = {name: default for name, default, _ in ROW.findall(PAGE.read_text(encoding="utf-8"))}
    assert listed == {
        variable_of(field.name): f"{field.default}".lower() for field in fields(Limits)
    }


def test_the_documentation_says_what_each_is_for():
    for name, _, told in ROW.findall(PAGE.read_text(encoding="utf-8")):
        zh, en = told.split(" | ")
        assert zh.strip(), name
        assert en.strip(), name
