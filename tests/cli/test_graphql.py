"""`taizhang graphql`: the schema, and what changed between two, as a programmer types it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from taizhang.app import installed
from taizhang_graphql.pruning import bare
from taizhang_graphql.schema import schema_text

OLD = "type Query { ticket: Int, due: Int }"


@pytest.fixture
def typed(entered: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *words: entered({}, "graphql", *map(str, words))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return _file(tmp_path / "old.graphql", OLD)


def _file(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_schema_is_printed_with_and_without_its_descriptions(
    typed: Callable[..., Any],
) -> None:
    text = schema_text(installed()[0].rows)
    assert typed("schema").stdout == text
    assert typed("schema", "--without-descriptions").stdout == bare(text)


def test_a_breaking_change_is_named_and_ends_in_failure(
    typed: Callable[..., Any], old: Path, tmp_path: Path
) -> None:
    ended = typed("changes", old, _file(tmp_path / "new", "type Query { ticket: Int, board: Int }"))
    assert ended.returncode == 1
    assert ended.stdout.splitlines() == [
        "破坏 breaking｜删除字段：Field Query.due was removed.",
        "兼容 safe｜增加字段：Field Query.board was added.",
        "共 2 处变更：破坏 breaking 1，兼容 safe 1",
    ]


def test_descriptions_are_listed_when_asked_for(
    typed: Callable[..., Any], old: Path, tmp_path: Path
) -> None:
    new = _file(tmp_path / "new", f'"""数据"""\n{OLD}')
    assert typed("changes", old, new).stdout == "共 1 处变更：兼容 safe 1\n"
    listed = typed("changes", old, new, "--descriptions")
    assert "改了说明：Description of Query." in listed.stdout
    assert listed.returncode == 0


def test_the_same_schema_has_no_changes(typed: Callable[..., Any], old: Path) -> None:
    ended = typed("changes", old, old)
    assert (ended.returncode, ended.stdout) == (0, "没有变更 / no changes\n")


@pytest.mark.parametrize(
    "content", ["type {", "type Query { a: Nothing }", "\0"], ids=["syntax", "unknown", "binary"]
)
def test_a_file_that_is_no_schema_is_refused(
    typed: Callable[..., Any], old: Path, tmp_path: Path, content: str
) -> None:
    ended = typed("changes", old, _file(tmp_path / "new", content))
    assert ended.returncode == 2
    assert "不是 GraphQL 模式" in ended.stderr


def test_a_file_that_is_not_there_is_named(typed: Callable[..., Any], old: Path) -> None:
    ended = typed("changes", old, "missing.graphql")
    assert ended.returncode == 2
    assert "读不了 missing.graphql" in ended.stderr
