"""Fields and row types that go: announced with their dates in the schema, and gone by them."""

from datetime import date, timedelta
from typing import Annotated

import pytest
from graphql import build_schema

from taizhang.events.tags import Tag
from taizhang.projections.deprecated import Deprecated
from taizhang.projections.row import Row
from taizhang_graphql.changes import changes
from taizhang_graphql.pruning import bare, pruned
from taizhang_graphql.schema import schema_text

SINCE, UNTIL = date(2026, 11, 22), date(2027, 11, 22)
GOING = Deprecated(since=SINCE, until=UNTIL)
ORGANISATION = Tag("organisation")


class Organisation(Row, key=("organisation",), title="单位"):
    """A unit."""

    organisation: Annotated[str, ORGANISATION]


def with_fields(**fields: object) -> list[type[Row]]:
    """Row types of which one has these fields beside its own."""
    own = {"ticket": str, "days": int}
    hints = {"__annotations__": own | fields, "__doc__": "A problem."}
    return [Organisation, type(Row)("Ticket", (Row,), hints, key=("ticket",), title="问题台账")]


NUMBER = with_fields(score=Annotated[int, Deprecated(since=SINCE, until=UNTIL, instead="days")])
REFERENCE = with_fields(keeper=Annotated[str, ORGANISATION, GOING])


def lines(old: str, new: str) -> list[str]:
    return [change.line for change in changes(old, new)]


def test_a_deprecated_field_tells_its_dates_and_what_to_use() -> None:
    types = build_schema(schema_text(NUMBER)).type_map
    said = (
        "2026-11-22 弃用，2027-11-22 起删除，改用 days。"
        "Deprecated on 2026-11-22, removed from 2027-11-22; use days."
    )
    assert types["Ticket"].fields["score"].deprecation_reason == said
    assert types["TicketWhere"].fields["score"].deprecation_reason == said
    assert types["TicketOrderField"].values["score"].deprecation_reason == said
    assert types["Ticket"].fields["days"].deprecation_reason is None


def test_relations_over_a_deprecated_field_are_deprecated_both_ways() -> None:
    rows = with_fields(
        keeper=Annotated[str, ORGANISATION, Deprecated(since=SINCE, until=UNTIL, instead="days")]
    )
    types = build_schema(schema_text(rows)).type_map
    assert "改用 Ticket.days" in types["Ticket"].fields["keeperRef"].deprecation_reason
    back = types["Organisation"].fields["ticketsByKeeper"]
    assert "改用 Ticket.days" in back.deprecation_reason


@pytest.mark.parametrize("rows", [NUMBER, REFERENCE], ids=["a number", "a reference"])
def test_all_that_a_deprecated_field_brings_goes_with_it(rows: list[type[Row]]) -> None:
    left = schema_text(with_fields())
    assert lines(pruned(bare(schema_text(rows)), UNTIL), bare(left)) == []


def test_nothing_goes_before_its_day() -> None:
    text = schema_text(NUMBER)
    assert pruned(text, UNTIL - timedelta(days=1)) == pruned(text, date.min)
    assert "score" in pruned(text, UNTIL - timedelta(days=1))


def test_a_row_type_goes_as_a_whole() -> None:
    class Board(Row, key=("organisation",), title="看板", plural="Boards", deprecated=GOING):
        """One line a unit."""

        organisation: Annotated[str, ORGANISATION]

    text = schema_text([*with_fields(keeper=Annotated[str, ORGANISATION]), Board])
    types = build_schema(text).type_map
    assert types["Query"].fields["board"].deprecation_reason == (
        "2026-11-22 弃用，2027-11-22 起删除。Deprecated on 2026-11-22, removed from 2027-11-22."
    )
    left = schema_text(with_fields(keeper=Annotated[str, ORGANISATION]))
    assert lines(pruned(bare(text), UNTIL), bare(left)) == []


def test_a_type_that_has_nothing_left_goes_with_all_of_it() -> None:
    going = '@deprecated(reason: "2027-11-22 起删除")'
    text = f"type Query {{ a: Int, sum: Sum }} type Sum {{ only: Int {going} }}"
    assert pruned(text, UNTIL) == "type Query {\n  a: Int\n}\n"


def test_a_field_goes_after_it_was_announced() -> None:
    with pytest.raises(ValueError, match="弃用的字段"):
        Deprecated(since=UNTIL, until=UNTIL)


def test_a_key_cannot_go() -> None:
    class Visit(Row, key=("visit",), title="走访"):
        visit: Annotated[str, GOING]

    with pytest.raises(TypeError, match="a key cannot be deprecated"):
        schema_text([Visit])


def test_what_to_use_instead_is_there() -> None:
    rows = with_fields(score=Annotated[int, Deprecated(since=SINCE, until=UNTIL, instead="points")])
    with pytest.raises(TypeError, match="no field 'points'"):
        schema_text(rows)
