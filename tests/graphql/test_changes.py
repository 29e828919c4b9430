"""What differs between two schemas, weighed for those who ask."""

import pytest
from graphql.utilities.find_schema_changes import (
    BreakingChangeType,
    DangerousChangeType,
    SafeChangeType,
)

from taizhang_graphql.changes import LABELS, Weight, changes

OLD = """
type Query { ticket(ticket: String!, year: Int): Ticket, board: Board }
type Ticket { due: String!, state: State, score: Int }
type Board { open: Int }
enum State { open closed }
enum Order { due }
input Where { due: String, order: Order }
"""


def lines(new: str, old: str = OLD) -> list[str]:
    return [change.line for change in changes(old, new)]


@pytest.mark.parametrize(
    ("was", "becomes", "line"),
    [
        ("due: String!,", "", "破坏 breaking｜删除字段：Field Ticket.due was removed."),
        (
            "score: Int",
            "score: Float",
            "破坏 breaking｜字段改了类型：Field Ticket.score changed type from Int to Float.",
        ),
        (
            "due: String!",
            "due: String",
            "破坏 breaking｜字段改了类型：Field Ticket.due changed type from String! to String.",
        ),
        (
            "{ open closed }",
            "{ open }",
            "破坏 breaking｜删除枚举值：Enum value State.closed was removed.",
        ),
        (
            "year: Int)",
            "year: Int!)",
            "破坏 breaking｜参数改了类型：Argument Query.ticket(year:) has changed type from "
            "Int to Int!.",
        ),
        (
            "{ open closed }",
            "{ open closed late }",
            "留意 dangerous｜增加枚举值：Enum value State.late was added.",
        ),
        ("score: Int", "score: Int!", None),
        ("open: Int", "open: Int, late: Int", None),
    ],
)
def test_a_change_is_weighed_and_named(was: str, becomes: str, line: str | None) -> None:
    found = changes(OLD, OLD.replace(was, becomes, 1))
    assert [change.line for change in found if change.weight is not Weight.SAFE] == (
        [line] if line else []
    )
    assert found


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("{ due }", "{ due score }"), ("year: Int)", "year: Int, month: Int)")],
    ids=["a value that is only given", "an optional argument"],
)
def test_what_nobody_has_to_give_or_to_expect_is_safe(was: str, becomes: str) -> None:
    old = OLD.replace("board: Board", "board(where: Where): Board")
    (found,) = changes(old, old.replace(was, becomes, 1))
    assert found.weight is Weight.SAFE


def test_the_worst_comes_first() -> None:
    new = OLD.replace("due: String!,", "").replace("closed", "closed late") + "type X { a: Int }"
    weights = [change.weight for change in changes(OLD, new)]
    assert weights == sorted(weights, key=list(Weight).index)
    assert {Weight.BREAKING, Weight.DANGEROUS, Weight.SAFE} == set(weights)


def test_the_same_schema_has_no_changes() -> None:
    assert lines(OLD) == []


def test_a_deprecation_is_a_change_that_others_must_know_of() -> None:
    new = OLD.replace("score: Int", 'score: Int @deprecated(reason: "use points")')
    assert lines(new) == ["弃用 deprecated｜弃用：Ticket.score: use points"]
    assert lines(OLD, old=new) == ["兼容 safe｜不再弃用：Ticket.score stays."]


def test_a_new_description_is_named_without_its_text() -> None:
    new = OLD.replace("type Board", '"""看板\n\nLong."""\ntype Board')
    assert lines(new) == ["兼容 safe｜改了说明：Description of Board."]


def test_every_kind_of_change_has_a_chinese_name() -> None:
    kinds = [*BreakingChangeType, *DangerousChangeType, *SafeChangeType]
    assert {kind.name for kind in kinds} - LABELS.keys() == set()
