"""Windows of changes: what of the versions behind a position a subscriber is told, and as what."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, NamedTuple
from uuid import UUID

import asyncpg
import pytest
from msgspec.structs import replace

from taizhang.database.embedded import Server
from taizhang.events.tags import Tag
from taizhang.projections.generation import Generation
from taizhang.projections.row import Row
from taizhang.projections.tables import OPEN, history_table, quoted, statements
from taizhang.tenancy.clients import RowGrant, Stage
from taizhang_graphql.changed import Changed
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Request, Scope
from taizhang_graphql.mistakes import Mistake

GENERATION = Generation("watched", "rows_watched")
TOWN, OTHER = UUID(int=11), UUID(int=12)
UNIT = Tag("unit")
BEGUN = datetime(2015, 12, 1, tzinfo=UTC)


class Unit(Row, key=("unit",), title="单位", published=True):
    unit: Annotated[str, UNIT]
    name: str


class Result(Row, key=("unit", "year"), title="结果", published="published_on"):
    unit: Annotated[str, UNIT]
    year: int
    grade: str
    published_on: str | None = None


class Counter(Row, key=("unit",), title="计数", history=False):
    unit: str


ROWS: tuple[type[Row], ...] = (Unit, Result, Counter)


class Told(NamedTuple):
    """One change as it is sent."""

    position: int
    change: dict[str, Any]


class Log:
    """History tables that a test fills, and what is said of them."""

    def __init__(self, run: Any, owner: Any, reader: Any) -> None:
        self._run, self._owner, self._reader = run, owner, reader
        self.engine = Engine(ROWS)

    def clear(self) -> None:
        self._run(self._owner.execute("truncate rows_watched.unit_history"))
        self._run(self._owner.execute("truncate rows_watched.result_history"))

    def add(self, position: int, row: type[Row], *, tenant: UUID = TOWN, **values: Any) -> None:
        values |= {
            "tenant_id": tenant,
            "position_": position,
            "recorded_at_": BEGUN + timedelta(hours=position),
            "on_": BEGUN.date(),
            "actor_": "clerk",
            "event_": f"tests.number_{position}",
        }
        names = ", ".join(map(quoted, values))
        numbers = ", ".join(f"${n}" for n in range(1, len(values) + 1))
        table = f"rows_watched.{quoted(history_table(row))}"
        insert = f"insert into {table} ({names}) values ({numbers})"
        own = ("tenant_id", *row.row_key)
        same = " and ".join(f"{quoted(name)} = ${n}" for n, name in enumerate(own, 2))
        end = f"update {table} set until_ = $1 where until_ = {OPEN} and {same}"
        self._run(self._owner.execute(end, position, *(values[name] for name in own)))
        self._run(self._owner.execute(insert, *values.values()))

    def changed(
        self,
        query: str,
        *,
        engine: Engine | None = None,
        tenants: dict[UUID, str] | None = None,
        after: int = 0,
        through: int = 100,
        **window: int,
    ) -> Changed:
        engine = engine or self.engine
        scope = Scope(tenants or {TOWN: "town"}, GENERATION, personal=True)
        plan, asked = engine.watched(scope, Request(f"subscription {{ {query} }}"))
        window = {"after": after, "through": through, "count": 1000} | window
        return self._run(engine.changed(self._reader, plan, replace(asked, **window)))  # type: ignore[no-any-return]

    def __call__(self, query: str, **more: Any) -> list[Told]:
        found = self.changed(query, **more).versions
        return [Told(v.position, next(iter(json.loads(v.data).values()))) for v in found]


_TABLES = """
    create table if not exists log.tenant_head (
      tenant_id uuid primary key, position bigint, incarnation uuid);
    grant select on log.tenant_head to public;
    create role watching_reader login;
"""


@pytest.fixture(scope="module")
def opened(database: Server, run: Any) -> Iterator[Log]:
    owner = run(asyncpg.connect(database.dsn()))
    run(owner.execute(_TABLES))
    for statement in statements(GENERATION.schema, ROWS, readers="public"):
        run(owner.execute(statement))
    for tenant in (TOWN, OTHER):
        cursor = (
            "insert into projections.cursor (tenant_id, generation, position, incarnation, mended)"
            " values ($1, 'watched', 100, $1, 0)"
        )
        run(owner.execute(cursor, tenant))
        run(owner.execute("insert into log.tenant_head values ($1, 100, $1)", tenant))
    reader = run(asyncpg.connect(database.dsn("watching_reader")))
    yield Log(run, owner, reader)
    run(reader.close())
    run(owner.close())


@pytest.fixture
def log(opened: Log) -> Log:
    opened.clear()
    return opened


def granted(*stages: Stage) -> Engine:
    return Engine(ROWS, grants=[RowGrant("Result", None, stages), RowGrant("Unit")])


RESULTS = "changes(type: Result) { position gone ... on ResultVersion { value { grade } } }"


def test_versions_come_by_position_and_then_by_key(log):
    log.add(2, Unit, unit="b", name="乙")
    log.add(2, Unit, unit="a", name="甲")
    log.add(1, Unit, unit="c", name="丙")
    found = log("changes(type: Unit) { position key }")
    assert [(told.position, told.change["key"]["unit"]) for told in found] == [
        (1, "c"),
        (2, "a"),
        (2, "b"),
    ]


def test_a_change_has_what_every_change_has(log):
    log.add(7, Unit, unit="a", name="甲")
    query = "changes(type: Unit) { __typename tenant key position recordedAt on event gone }"
    ((_, change),) = log(query)
    assert change == {
        "__typename": "UnitVersion",
        "tenant": "town",
        "key": {"unit": "a"},
        "position": 7,
        "recordedAt": "2015-12-01T07:00:00.000000Z",
        "on": "2015-12-01",
        "event": "tests.number_7",
        "gone": False,
    }


def test_only_the_window_is_read(log):
    for position in range(1, 6):
        log.add(position, Unit, unit="a", name="甲")
    found = log("changes(type: Unit) { position }", after=2, through=4)
    assert [told.position for told in found] == [3, 4]


def test_a_window_goes_on_within_a_position(log):
    for unit in "abcde":
        log.add(1, Unit, unit=unit, name="甲")
    found = log("changes(type: Unit) { key }", count=2, skip=3)
    assert [told.change["key"]["unit"] for told in found] == ["d", "e"]


def test_fragments_on_other_types_are_left_out(log):
    log.add(1, Unit, unit="a", name="甲")
    both = "... on ResultVersion { value { grade } } ... on UnitVersion { value { name } }"
    ((_, change),) = log(f"changes(type: Unit) {{ ... on Change {{ position }} {both} }}")
    assert change == {"position": 1, "value": {"name": "甲"}}


def test_the_key_is_told_by_the_names_of_its_fields(log):
    log.add(1, Result, unit="a", year=2015, grade="好")
    ((_, change),) = log("changes(type: Result) { key }")
    assert change == {"key": {"unit": "a", "year": 2015}}


def test_a_row_that_is_gone_is_told_once(log):
    log.add(1, Result, unit="a", year=2015, grade="好")
    log.add(2, Result, unit="a", year=2015, gone_=True)
    assert [told.change for told in log(RESULTS)] == [
        {"position": 1, "gone": False, "value": {"grade": "好"}},
        {"position": 2, "gone": True, "value": None},
    ]


WELL = (
    'changes(type: Result, filter: {result: {grade: {eq: "好"}}})'
    " { position gone ... on ResultVersion { value { grade } } }"
)


def test_a_filter_lets_only_matching_versions_through(log):
    log.add(1, Result, unit="a", year=2015, grade="好")
    log.add(2, Result, unit="b", year=2015, grade="差")
    assert [told.position for told in log(WELL)] == [1]


def test_a_row_that_leaves_the_filter_is_told_as_gone(log):
    log.add(1, Result, unit="a", year=2015, grade="好")
    log.add(2, Result, unit="a", year=2015, grade="差")
    assert log(WELL)[-1].change == {"position": 2, "gone": True, "value": None}


def test_a_row_that_has_left_the_filter_is_not_told_again(log):
    for position, grade in enumerate(("好", "差", "一般"), 1):
        log.add(position, Result, unit="a", year=2015, grade=grade)
    log.add(4, Result, unit="a", year=2015, gone_=True)
    assert [told.position for told in log(WELL)] == [1, 2]


def test_a_row_that_comes_back_into_the_filter_is_told_again(log):
    for position, grade in enumerate(("好", "差", "好"), 1):
        log.add(position, Result, unit="a", year=2015, grade=grade)
    assert log(WELL)[-1].change == {"position": 3, "gone": False, "value": {"grade": "好"}}


def test_the_version_before_the_window_decides_too(log):
    log.add(1, Result, unit="a", year=2015, grade="好")
    log.add(2, Result, unit="a", year=2015, grade="差")
    assert [told.position for told in log(WELL, after=1)] == [2]


def test_what_is_not_published_is_not_told(log):
    log.add(1, Result, unit="a", year=2015, grade="差")
    assert log(RESULTS, engine=granted(Stage.PUBLISHED)) == []
    assert len(log(RESULTS, engine=granted(Stage.WORKING))) == 1


def test_what_is_withdrawn_is_told_as_gone_without_what_it_is_now(log):
    log.add(1, Result, unit="a", year=2015, grade="好", published_on="2015-12-20")
    log.add(2, Result, unit="a", year=2015, grade="差")
    found = log(RESULTS, engine=granted(Stage.PUBLISHED))
    assert found[-1].change == {"position": 2, "gone": True, "value": None}


def test_relations_of_a_version_are_as_of_that_version(log):
    log.add(1, Unit, unit="a", name="旧名")
    log.add(2, Result, unit="a", year=2015, grade="好")
    log.add(3, Unit, unit="a", name="新名")
    query = "changes(type: Result) { ... on ResultVersion { value { unitRef { name } } } }"
    ((_, change),) = log(query)
    assert change["value"]["unitRef"] == {"name": "旧名"}


def test_nothing_of_another_tenant_is_told(log):
    log.add(1, Unit, unit="a", name="甲")
    log.add(1, Unit, tenant=OTHER, unit="b", name="乙")
    ((_, change),) = log("changes(type: Unit) { tenant key }")
    assert change == {"tenant": "town", "key": {"unit": "a"}}


def test_of_several_tenants_one_is_followed(log):
    log.add(1, Unit, unit="a", name="甲")
    log.add(1, Unit, tenant=OTHER, unit="b", name="乙")
    both = {TOWN: "town", OTHER: "other"}
    ((_, change),) = log('changes(type: Unit, tenant: "other") { tenant key }', tenants=both)
    assert change == {"tenant": "other", "key": {"unit": "b"}}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("changes(type: Unit) { position }", "graphql.one_tenant"),
        ('changes(type: Unit, tenant: "x") { position }', "graphql.unknown_tenant"),
        ("changes(type: Counter) { position }", "graphql.validation"),
        ("changes { position }", "graphql.validation"),
        ("changes(type: Unit) { position value { name } }", "graphql.validation"),
        ("changes(type: Unit) { on } two: changes(type: Unit) { on }", "graphql.validation"),
        (
            'changes(type: Unit, tenant: "town", filter: {result: {grade: {eq: "好"}}}) { on }',
            "graphql.filter_of_other_type",
        ),
        (
            'changes(type: Unit, tenant: "town") { ... on UnitVersion { value {'
            " results(first: 1000) { nodes { unitRef { results(first: 1000) { nodes { year } } } }"
            " } } } }",
            "graphql.limit",
        ),
        (
            "changes(type: Unit, filter: {unit: {}, result: {}}) { on }",
            "graphql.validation",
        ),
    ],
)
def test_what_cannot_be_followed_is_refused(log, query, code):
    with pytest.raises(Mistake) as refused:
        log(query, tenants={TOWN: "town", OTHER: "other"})
    assert refused.value.kind.refusal.code == code


def test_the_schema_has_no_subscription_where_no_history_is_granted():
    engine = Engine(ROWS, grants=[RowGrant("Unit", ("name",))])
    scope = Scope({TOWN: "town"}, GENERATION, personal=True)
    assert "Subscription" not in engine.served.text
    with pytest.raises(Mistake) as refused:
        engine.watched(scope, Request("subscription { changes { position } }"))
    assert refused.value.kind.refusal.code == "graphql.read_only"


def test_only_types_whose_history_is_granted_can_be_followed():
    engine = Engine(ROWS, grants=[RowGrant("Unit", ("name",)), RowGrant("Result")])
    kinds = engine.served.types.type_map["ChangeType"]
    assert list(kinds.values) == ["Result"]  # type: ignore[attr-defined]


_CURSORS, _OURS = "update projections.cursor", "where generation = 'watched'"


def test_the_history_is_another_in_another_incarnation(log):
    before = log.changed("changes(type: Unit) { on }")
    log._run(log._owner.execute(f"{_CURSORS} set incarnation = gen_random_uuid() {_OURS}"))
    assert log.changed("changes(type: Unit) { on }").history != before.history


def test_the_history_is_another_once_rows_were_mended(log):
    before = log.changed("changes(type: Unit) { on }")
    log._run(log._owner.execute(f"{_CURSORS} set mended = mended + 1 {_OURS}"))
    assert log.changed("changes(type: Unit) { on }").history != before.history


def test_a_window_is_read_by_its_index(log):
    plan, window = log.engine.watched(
        Scope({TOWN: "town"}, GENERATION, personal=True), Request(f"subscription {{ {WELL} }}")
    )
    window = replace(window, after=5, through=6, count=10)
    run, reader = log._run, log._reader
    run(reader.execute("set enable_seqscan = off"))
    explained = run(reader.fetch(f"explain {plan.sql}", *plan.bind(window)))
    run(reader.execute("reset enable_seqscan"))
    text = "\n".join(line for (line,) in explained)
    assert "result_history_tenant_id_position__idx" in text


def test_history_tells_what_was_withdrawn_as_gone(log):
    """The same is told of a row's own history, to whoever sees published rows only."""
    log.add(1, Result, unit="a", year=2015, grade="差")
    log.add(2, Result, unit="a", year=2015, grade="好", published_on="2015-12-20")
    log.add(3, Result, unit="a", year=2015, grade="差")
    log.add(4, Result, unit="a", year=2015, grade="好", published_on="2015-12-25")
    engine = granted(Stage.PUBLISHED)
    current = (
        "insert into rows_watched.result values ($1, 'a', 2015, '好', '2015-12-25', 4, now(),"
        " '2015-12-25', 'clerk', 'tests.published')"
    )
    log._run(log._owner.execute(current, TOWN))
    query = '{ result(unit: "a", year: 2015) { history { position gone value { grade } } } }'
    scope = Scope({TOWN: "town"}, GENERATION, personal=True)
    answer = log._run(engine.answer(log._reader, scope, Request(query)))
    log._run(log._owner.execute("truncate rows_watched.result"))
    assert json.loads(answer.body)["data"]["result"]["history"] == [
        {"position": 4, "gone": False, "value": {"grade": "好"}},
        {"position": 3, "gone": True, "value": None},
        {"position": 2, "gone": False, "value": {"grade": "好"}},
    ]
