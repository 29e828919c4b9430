"""A changelog tells what changed since the last release of the schema, or the check fails."""

from datetime import date

import pytest

from taizhang_graphql.announcing import faults, newest

HEAD = "# 变更\n\n"
OLD = "## 0.1.0 · 2026-11-22 · 已发布 released\n\n- 第一版\n"
RELEASED = """type Query { ticket: Ticket, state: State }
type Ticket { due: String! days: Int score: Int @deprecated(reason: "2027-01-01 起删除") }
enum State { open }
"""
NULLABLE = RELEASED.replace("due: String!", "due: String")
QUOTE = "- 破坏 breaking｜字段改了类型：Field Ticket.due changed type from String! to String."
GONE = "- 破坏 breaking｜删除字段：Field Ticket.score was removed."


def log(*lines: str, on: str = "2027-02-01") -> str:
    """A changelog with these lines in its unreleased section."""
    return "\n".join([HEAD, f"## 0.2.0 · {on} · 未发布 unreleased", "", *lines, "", OLD])


def test_the_newest_section_is_the_topmost_up_to_the_next() -> None:
    section = newest(log("- 增加了看板"))
    assert (section.version, section.on, section.released) == ("0.2.0", date(2027, 2, 1), False)
    assert "增加了看板" in section.text
    assert "第一版" not in section.text


def test_a_changelog_without_a_section_is_refused() -> None:
    with pytest.raises(ValueError, match="没有一节"):
        newest(HEAD)


def test_an_unquoted_change_is_listed_ready_to_paste() -> None:
    found = faults(log(), RELEASED, NULLABLE)
    assert found == [QUOTE]
    assert faults(log(*found), RELEASED, NULLABLE) == []


def test_a_quote_may_say_more() -> None:
    assert faults(log(f"{QUOTE} 未定整改时限的也登记。"), RELEASED, NULLABLE) == []


def test_a_quote_in_an_older_section_tells_nothing() -> None:
    assert faults(log() + QUOTE + "\n", RELEASED, NULLABLE) == [QUOTE]


def test_safe_changes_need_no_quote() -> None:
    assert faults(log(), RELEASED, RELEASED + 'type New { a: Int }\n"""新"""\nscalar X') == []


def test_a_new_deprecation_must_be_quoted() -> None:
    current = RELEASED.replace("due: String!", 'due: String! @deprecated(reason: "x")')
    assert faults(log(), RELEASED, current) == ["- 弃用 deprecated｜弃用：Ticket.due: x"]


SCORELESS = RELEASED.replace('score: Int @deprecated(reason: "2027-01-01 起删除")', "")


def test_a_deprecated_field_goes_once_its_day_has_come_and_it_is_quoted() -> None:
    assert faults(log(GONE, on="2027-01-01"), RELEASED, SCORELESS) == []
    assert faults(log(on="2027-01-01"), RELEASED, SCORELESS) == [GONE]


def test_a_deprecated_field_does_not_go_before_its_day() -> None:
    (found,) = faults(log(GONE, on="2026-12-31"), RELEASED, SCORELESS)
    assert found == (
        "Field Ticket.score was removed. "
        "没有预先弃用，或者还没有到公布的删除日期（本版日期 2026-12-31）"
    )


def test_a_field_that_was_not_deprecated_does_not_go() -> None:
    current = RELEASED.replace("due: String!", "")
    quoted = "- 破坏 breaking｜删除字段：Field Ticket.due was removed."
    (found,) = faults(log(quoted), RELEASED, current)
    assert found.startswith("Field Ticket.due was removed. 没有预先弃用")


def test_a_released_section_takes_no_more_changes() -> None:
    assert faults(HEAD + OLD, RELEASED, RELEASED) == []
    (found,) = faults(HEAD + OLD, RELEASED, NULLABLE)
    assert "0.1.0 已发布" in found
