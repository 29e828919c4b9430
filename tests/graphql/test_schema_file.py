"""graphql/schema.graphql is what the rows give, and its changelog tells what that breaks."""

from pathlib import Path

import pytest

from taizhang import __version__
from taizhang_graphql.announcing import faults, newest
from taizhang_graphql.changes import changes
from taizhang_graphql.pruning import bare

FOLDER = Path(__file__).parents[2] / "graphql"
MOST = 40


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _told(committed: str, current: str) -> str:
    lines = [change.line for change in changes(committed, current)]
    more = [f"…… 另有 {len(lines) - MOST} 处"] if len(lines) > MOST else []
    return "\n".join(["schema.graphql 已过时，请运行 make schema：", *lines[:MOST], *more])


def test_the_committed_schema_is_what_the_rows_give(installed_text: str) -> None:
    committed = _read("schema.graphql")
    if committed != installed_text:
        pytest.fail(_told(committed, installed_text), pytrace=False)


def test_what_changed_since_the_last_release_is_in_the_changelog(installed_text: str) -> None:
    found = faults(_read("SCHEMA-CHANGELOG.md"), _read("schema.released.graphql"), installed_text)
    if found:
        listed = "\n".join(found[:MOST])
        pytest.fail(f"graphql/SCHEMA-CHANGELOG.md 最上面一节还缺：\n{listed}", pytrace=False)


def test_the_baseline_has_no_descriptions() -> None:
    released = _read("schema.released.graphql")
    assert bare(released) == released


def test_the_changelog_s_newest_version_is_the_platform_s() -> None:
    assert newest(_read("SCHEMA-CHANGELOG.md")).version == __version__


def test_a_stale_schema_names_what_changed_the_worst_first() -> None:
    old = "type Query { ticket: Int, due: Int }"
    new = 'type Query {\n  "问题"\n  ticket: Int\n  board: Int\n}'
    assert _told(old, new).splitlines() == [
        "schema.graphql 已过时，请运行 make schema：",
        "破坏 breaking｜删除字段：Field Query.due was removed.",
        "兼容 safe｜改了说明：Description of field Query.ticket.",
        "兼容 safe｜增加字段：Field Query.board was added.",
    ]
