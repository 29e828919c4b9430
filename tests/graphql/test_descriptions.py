"""What the schema of the core and the plugins says of itself: in Chinese, with rule numbers."""

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    is_input_object_type,
    is_introspection_type,
    is_object_type,
    is_specified_scalar_type,
)

from taizhang.app import installed
from taizhang.projections.columns import Column, columns
from taizhang.projections.row import Row

ROOT = Path(__file__).parents[2]
ROWS = installed()[0].rows
FIELDS = [(row, column) for row in ROWS for column in columns(row)]
_LATIN = re.compile("[a-z]{2}")
_CHINESE = re.compile("[\u4e00-\u9fff]")


def _is_chinese(text: str | None) -> bool:
    return bool(text and _CHINESE.search(text))


def test_every_row_type_has_a_chinese_title_and_an_english_text() -> None:
    lacking = [row.__name__ for row in ROWS if not (_is_chinese(row.row_title) and row.__doc__)]
    assert lacking == []


def test_every_field_of_a_row_has_a_chinese_title() -> None:
    lacking = [f"{row.__name__}.{c.name}" for row, c in FIELDS if not _is_chinese(c.title)]
    assert lacking == [], 'Annotated[…, Meta(title="…")]'


def test_every_field_of_a_row_is_described_in_english_or_by_its_values() -> None:
    lacking = [
        f"{r.__name__}.{c.name}" for r, c in FIELDS if not _LATIN.search(c.description or "")
    ]
    assert lacking == [], 'Annotated[…, Meta(title="…", description="…")]'


def test_the_rules_of_rows_are_registered() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    registered = set(re.findall(r"^\| (S\d-\d\d) \|", page, re.MULTILINE))
    assert [(row.__name__, row.row_rules) for row in ROWS if set(row.row_rules) - registered] == []


def test_a_rule_that_a_text_names_is_one_of_the_row_s_rules() -> None:
    named = {row.__name__: set(re.findall(r"S\d-\d\d", row.__doc__ or "")) for row in ROWS}
    assert [row.__name__ for row in ROWS if named[row.__name__] - set(row.row_rules)] == []


def test_a_type_tells_its_title_text_and_rules(installed_types: dict[str, Any]) -> None:
    said = installed_types["Commendation"].description.split("\n\n")
    assert said == [
        "充分肯定",
        "Who was commended, for what and on which basis.",
        "规则 S0-18",
    ]


def test_a_relation_tells_where_it_leads_and_by_which_field(
    installed_types: dict[str, Any],
) -> None:
    assert installed_types["Organisation"].fields["tickets"].description == (
        "单位 → 问题台账：“单位”为此的各条。All Ticket rows whose `organisation` is this one."
    )
    assert installed_types["Ticket"].fields["cycleRef"].description == (
        "问题台账 → 考核周期：“考核周期”所指的一条，可能没有。"
        "The Cycle that `cycle` names, if there is one."
    )


def test_json_tells_what_it_holds(installed_types: dict[str, Any]) -> None:
    assert installed_types["Ticket"].fields["trail"].description.split("\n\n") == [
        "移交经过",
        "The units that had it before",
        "形如 Like `[{previous: String!, since: Date!, document: String!}!]`",
    ]
    assert "`{*: Long!}`" in installed_types["Tally"].fields["counts"].description


def _said(installed_types: dict[str, Any]) -> Iterator[tuple[str, str, str | None]]:
    """Each type (with no member), member and argument, with what is said of it."""
    for name, kind in installed_types.items():
        if is_introspection_type(kind) or is_specified_scalar_type(kind):
            continue
        yield name, "", kind.description
        if is_object_type(kind) or is_input_object_type(kind):
            for member, field in kind.fields.items():
                yield name, member, field.description
                for argument, given in getattr(field, "args", {}).items():
                    yield name, f"{member}({argument}:)", given.description


def test_everything_in_the_schema_is_told_in_chinese(installed_types: dict[str, Any]) -> None:
    """Of a row type's own types, a member that several have is told in one of them at least."""
    longest = sorted((row.__name__ for row in ROWS), key=len, reverse=True)
    lacking, told = {}, set()
    for name, member, said in _said(installed_types):
        own = next((row for row in longest if name.startswith(row)), name)
        place = (own, member) if member else (name, "")
        lacking.setdefault(place, f"{name}.{member}")
        if _is_chinese(said):
            told.add(place)
    assert [text for place, text in lacking.items() if place not in told] == []


_WORD = re.compile(r"([a-z_]+) [\u4e00-\u9fff]")
WORDED = [(row, c) for row, c in FIELDS if c.sql == "text" and _WORD.match(c.description or "")]


def _folded(row: type[Row], name: str) -> set[str]:
    """The words that the folds of a row type give a field, as far as they stand there."""
    words: set[str] = set()
    for module in {fold.apply.__module__ for fold in row.row_folds.values()}:
        for node in ast.walk(ast.parse(inspect.getsource(sys.modules[module]))):
            if isinstance(node, ast.FunctionDef) and _folds(node, row):
                words |= set(_given(node, name))
    return words


def _folds(function: ast.FunctionDef, row: type[Row]) -> bool:
    return any(ast.unparse(d).startswith(f"folds({row.__name__},") for d in function.decorator_list)


def _given(function: ast.FunctionDef, name: str) -> Iterator[str]:
    for node in ast.walk(function):
        keyword = isinstance(node, ast.keyword) and node.arg == name
        assigned = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name
        if keyword or assigned:
            yield from _constants(node.value)  # type: ignore[attr-defined]


def _constants(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.IfExp):
        yield from _constants(value.body)
        yield from _constants(value.orelse)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value


@pytest.mark.parametrize(("row", "column"), WORDED, ids=lambda each: getattr(each, "name", None))
def test_every_word_that_a_fold_gives_is_explained(row: type[Row], column: Column) -> None:
    told = set(_WORD.findall(column.description or ""))
    assert _folded(row, column.name) - told == set()
