"""A Row comes back from PostgreSQL as it went in."""

import enum
import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from taizhang.events.personal import Personal
from taizhang.projections.batch import Version
from taizhang.projections.codecs import codec
from taizhang.projections.row import At, Row
from taizhang.projections.values import layout
from taizhang.projections.write import load, write

pytestmark = pytest.mark.anyio


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Grade(enum.StrEnum):
    GOOD = "好"
    POOR = "差"


class Blank(Row, key=("unit",)):
    unit: str
    years: list[int]
    by_year: dict[str, int]


class Pair(Row, key=("unit",)):
    unit: str
    pair: tuple[int, ...]


class Comment(Struct, frozen=True):
    text: str
    points: dict[str, Decimal]
    on: date | None = None


class Everything(Row, key=("unit", "year", "day", "grade", "box")):
    unit: str
    year: int
    day: date
    grade: Grade
    box: UUID
    order: str
    open: bool
    count: int | None
    weight: float
    share: Decimal
    income: Decimal | None = None
    due: date | None = None
    at: datetime
    level: Level
    answer: Literal["是", "否", 3] | None = None
    sealed: bytes
    comments: list[Comment]
    by_unit: dict[str, list[int]]
    either: int | str | None = None
    note: Comment | None = None
    free: Any = None
    phone: Annotated[str, Personal("unit")] = ""


text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
bigint = st.integers(-(2**63), 2**63 - 1)
decimal = st.decimals(allow_nan=False, allow_infinity=False)
moment = st.datetimes(
    datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(timezone(timedelta(hours=8)))
)
comment = st.builds(Comment, text, st.dictionaries(text, decimal, max_size=3))
everything = st.builds(
    Everything,
    unit=text,
    year=bigint,
    day=st.dates(),
    grade=st.sampled_from(Grade),
    box=st.uuids(),
    order=text,
    open=st.booleans(),
    count=st.none() | bigint,
    weight=st.floats(allow_nan=False),
    share=decimal,
    income=st.none() | decimal,
    due=st.none() | st.dates(),
    at=moment,
    level=st.sampled_from(Level),
    answer=st.sampled_from(["是", "否", 3, None]),
    sealed=st.binary(max_size=20),
    comments=st.lists(comment, max_size=3),
    by_unit=st.dictionaries(text, st.lists(bigint, max_size=3), max_size=3),
    either=st.none() | text | bigint,
    note=st.none() | comment,
    free=st.recursive(st.none() | st.booleans() | bigint | text, st.lists, max_leaves=4),
)
AT = At((), 1, datetime(2015, 12, 20, tzinfo=UTC), date(2015, 12, 20), "clerk", "test.done")
ONE = Everything(
    unit="金桂村", year=2015, day=date(2015, 12, 20), grade=Grade.GOOD, box=UUID(int=1),
    order="a", open=True, count=1, weight=0.5, share=Decimal("1.50"), at=AT.recorded_at,
    level=Level.LOW, sealed=b"", comments=[], by_unit={},
)  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(everything, min_size=1, max_size=4))
async def test_a_row_is_read_as_it_was_written(house: Any, rows: list[Everything]) -> None:
    generation = await house.generation(Everything)
    tenant = uuid4()
    shape = layout(Everything)
    versions = []
    for row in rows:
        values = shape.values(row)
        versions.append(Version(Everything, shape.key_of(values), values, AT))
    unique = list({version.key: version for version in versions}.values())
    async with house.projector.acquire() as connection:
        await connection.work_for(tenant)
        await write(connection, generation.schema, tenant, unique)
        places = [(Everything, version.key) for version in unique]
        found = await load(connection, generation.schema, tenant, places)

    kept = {shape.key_of(shape.values(row)): row for row in rows}
    assert found == {(Everything, key): row for key, row in kept.items()}
    assert [repr(found[Everything, key].answer) for key in kept] == [
        repr(row.answer) for row in kept.values()
    ]


@given(everything)
def test_what_the_next_fold_sees_is_what_the_table_will_give_back(row: Everything) -> None:
    assert layout(Everything).read(layout(Everything).values(row)) == row


class Named(Row, key=("unit",)):
    unit: str
    phone: Annotated[str, Personal("unit")] = "?"


class Simple(Row, key=("unit",)):
    """Whose rows need not be read back: each value is kept as it is."""

    unit: str
    year: int
    day: date
    box: UUID
    open: bool | None
    weight: float
    share: Decimal
    answer: Literal["是", "否"] | None
    sealed: bytes


simple = st.builds(
    Simple,
    unit=text,
    year=bigint | st.booleans().map(int),
    day=st.dates(),
    box=st.uuids(),
    open=st.none() | st.booleans(),
    weight=st.floats(allow_nan=False) | st.integers(-9, 9),
    share=decimal | st.integers(-9, 9),
    answer=st.sampled_from(["是", "否", None]),
    sealed=st.binary(max_size=20),
)


@given(everything | simple)
def test_a_row_that_is_not_read_back_is_the_one_that_would_be(row: Any) -> None:
    kind: Any = type(row)
    shape = layout(kind)
    values, settled = shape.settled(row)
    assert repr(settled) == repr(shape.read(values))


@given(simple)
def test_the_stored_form_is_that_of_each_column_by_itself(row: Simple) -> None:
    shape = layout(Simple)
    by_itself = [codec(column)[0](getattr(row, column.name)) for column in shape.columns]
    assert repr(shape.values(row)) == repr(tuple(by_itself))


@given(everything | simple)
def test_a_row_is_plain_where_json_escapes_none_of_its_texts(row: Any) -> None:
    shape = layout(type(row))
    values = shape.values(row)
    texts = [v for v, c in zip(values, shape.columns, strict=True) if c.sql == "text" and v]
    escaped = [json.dumps(text, ensure_ascii=False) != f'"{text}"' for text in texts]
    assert shape.plain(values) == (not any(escaped))


@pytest.mark.parametrize("odd", [*map(chr, range(1, 0x20)), '"', "\\"])
def test_a_row_with_a_character_that_json_escapes_is_not_plain(odd: str) -> None:
    shape = layout(Everything)
    assert not shape.plain(shape.values(replace(ONE, order=f"a{odd}b")))


def test_a_list_with_nothing_in_it_is_not_read_back() -> None:
    blank = Blank(unit="金桂村", years=[], by_year={})
    assert layout(Blank).settled(blank)[1] is blank


def test_a_list_for_which_the_type_says_otherwise_is_read_back() -> None:
    listed = Pair(unit="金桂村", pair=[])  # type: ignore[arg-type]
    assert layout(Pair).settled(listed)[1].pair == ()


def test_a_fold_never_sees_a_personal_value_again() -> None:
    named = Named(unit="金桂村", phone="sealed:0000")
    assert layout(Named).settled(named)[1] == Named(unit="金桂村", phone="?")


@pytest.mark.parametrize(
    "change",
    [
        {"order": "a\0b"},
        {"order": 5},
        {"order": None},
        {"year": 2**63},
        {"year": True},
        {"share": "1.5"},
        {"share": 1.5},
        {"share": Decimal("NaN")},
        {"at": datetime(2015, 12, 20)},
        {"day": AT.recorded_at},
        {"grade": "很好"},
        {"answer": "也许"},
        {"by_unit": {"a\0": []}},
    ],
    ids=str,
)
def test_what_no_column_can_hold_is_refused_before_it_is_sent(change: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        layout(Everything).values(replace(ONE, **change))


def test_an_escaped_backslash_is_not_taken_for_a_nul() -> None:
    row = replace(ONE, by_unit={"\\u0000": [1]})
    assert layout(Everything).read(layout(Everything).values(row)) == row


def test_what_json_cannot_hold_in_its_field_is_refused_when_it_is_read_back() -> None:
    wrong = replace(ONE, comments=[Comment("好", {"a": None})])  # type: ignore[dict-item]
    with pytest.raises(Exception, match="Expected `decimal`"):
        layout(Everything).read(layout(Everything).values(wrong))
