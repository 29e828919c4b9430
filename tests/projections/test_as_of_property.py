"""`asOf` and `history` show what replaying the events up to then by hand would give.

Random events of two tenants go through the real log, are folded by the real runner in random
batches, and are read as any client reads them. The replay below shares no code with the folds.
"""

import enum
import json
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec import field
from msgspec.structs import replace

from taizhang.database.pool import open_pool
from taizhang.events.event import Event
from taizhang.events.tags import Tag
from taizhang.projections.reach import reach
from taizhang.projections.row import At, Row, folds
from taizhang.tenancy.register import Tenant
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Request, Scope
from taizhang_graphql.limits import Limits
from taizhang_graphql.scalars import show_moment

pytestmark = pytest.mark.anyio

HAMLET = Tag("hamlet")


class Grade(enum.Enum):
    GOOD = "好"
    FAIR = "一般"


class Named(Event, name="test.named"):
    hamlet: str
    name: str
    parent: str | None


class Merged(Event, name="test.merged"):
    hamlets: list[str]
    into: str


class Struck(Event, name="test.struck"):
    hamlet: str


class Visited(Event, name="test.visited"):
    hamlet: str
    year: int
    grade: Grade
    note: str


class Withdrawn(Event, name="test.withdrawn"):
    hamlet: str
    year: int


class Elsewhere(Event, name="test.elsewhere"):
    """Written by a plugin that is not installed."""

    what: str


class Hamlet(Row, key=("hamlet",)):
    hamlet: Annotated[str, HAMLET]
    name: str
    parent: Annotated[str | None, HAMLET] = None


class Visit(Row, key=("hamlet", "year")):
    hamlet: Annotated[str, HAMLET]
    year: int
    grade: Grade
    notes: list[str] = field(default_factory=list)


class Tally(Row, key=("year",), plural="Tallies", history=False):
    year: int
    visits: int = 0


@folds(Hamlet, Named, "hamlet")
def _(row: Hamlet | None, event: Named, at: At) -> Hamlet | None:
    return Hamlet(hamlet=event.hamlet, name=event.name, parent=event.parent)


@folds(Hamlet, Merged, lambda event: [(hamlet,) for hamlet in event.hamlets])
def _(row: Hamlet | None, event: Merged, at: At) -> Hamlet | None:
    stays = row is None or row.parent == event.into
    return row if stays else replace(row, parent=event.into)


@folds(Hamlet, Struck, "hamlet")
def _(row: Hamlet | None, event: Struck, at: At) -> Hamlet | None:
    return None


@folds(Visit, Visited, ("hamlet", "year"))
def _(row: Visit | None, event: Visited, at: At) -> Visit | None:
    notes = [*(row.notes if row else []), event.note]
    return Visit(hamlet=event.hamlet, year=event.year, grade=event.grade, notes=notes)


@folds(Visit, Withdrawn, ("hamlet", "year"))
def _(row: Visit | None, event: Withdrawn, at: At) -> Visit | None:
    return None


@folds(Tally, Visited, "year")
def _(row: Tally | None, event: Visited, at: At) -> Tally | None:
    return Tally(year=event.year, visits=(row.visits if row else 0) + 1)


ROWS = (Hamlet, Visit, Tally)
KNOWN = (Named, Merged, Struck, Visited, Withdrawn)

hamlet, year = st.sampled_from(["甲", "乙", "丙"]), st.sampled_from([2014, 2015])
event = st.one_of(
    st.builds(Named, hamlet=hamlet, name=st.sampled_from("东西"), parent=st.none() | hamlet),
    st.builds(Merged, hamlets=st.lists(hamlet, max_size=3), into=hamlet),
    st.builds(Struck, hamlet=hamlet),
    st.builds(
        Visited,
        hamlet=hamlet,
        year=year,
        grade=st.sampled_from(Grade),
        note=st.sampled_from("晴雨"),
    ),
    st.builds(Withdrawn, hamlet=hamlet, year=year),
    st.builds(Elsewhere, what=st.just("?")),
)
commands = st.lists(
    st.tuples(
        st.booleans(), st.lists(event, min_size=1, max_size=4), st.none() | st.integers(1, 3)
    ),
    min_size=1,
    max_size=9,
)
"""Whose events are appended at once, and how many are folded after that, if any."""

HAMLETS = """hamlets(asOf: $then, first: 9) { totalCount nodes {
  tenant hamlet name parentRef { name } visits { nodes { year grade } }
  history(first: 40) { position recordedAt event gone
    value { name parent parentRef { name } visits { nodes { year grade } } } } } }"""
VISITS = """visits(asOf: $then, first: 20) { totalCount nodes {
  tenant hamlet year grade notes hamletRef { name }
  history(first: 40) { position recordedAt event gone value { grade notes } } } }"""
QUERY = f"query($then: AsOf) {{ {HAMLETS} {VISITS} }}"
ONE = """query($then: AsOf) { one: hamlet(hamlet: "甲", asOf: $then) { name parent }
  visit(hamlet: "甲", year: 2015, asOf: $then) { grade notes } }"""
TALLIES = "{ tallies { nodes { year visits } } }"


class Told(NamedTuple):
    """One event as the log tells it."""

    position: int
    at: datetime
    event: Event


class World:
    """What plain Python makes of some first events of one tenant's log."""

    def __init__(self, slug: str, events: Iterable[Told]) -> None:
        self.slug = slug
        self.hamlets: dict[str, dict[str, Any]] = {}
        self.visits: dict[tuple[str, int], dict[str, Any]] = {}
        self.tallies: dict[int, int] = {}
        self.versions: dict[Any, list[dict[str, Any]]] = {}
        for told in events:
            self._happen(told)

    def _happen(self, told: Told) -> None:
        match told.event:
            case Named(hamlet=key, name=name, parent=parent):
                self.hamlets[key] = {"name": name, "parent": parent}
                self._note(told, key)
            case Merged(hamlets=keys, into=into):
                for key in set(keys):
                    if key in self.hamlets and self.hamlets[key]["parent"] != into:
                        self.hamlets[key] = {"name": self.hamlets[key]["name"], "parent": into}
                        self._note(told, key)
            case Struck(hamlet=key):
                if self.hamlets.pop(key, None):
                    self._note(told, key)
            case Visited(hamlet=key, year=year, grade=grade, note=note):
                notes = [*self.visits.get((key, year), {"notes": []})["notes"], note]
                self.visits[key, year] = {"grade": grade.value, "notes": notes}
                self.tallies[year] = self.tallies.get(year, 0) + 1
                self._note(told, (key, year))
            case Withdrawn(hamlet=key, year=year):
                if self.visits.pop((key, year), None):
                    self._note(told, (key, year))

    def _note(self, told: Told, key: Any) -> None:
        """A version, newest first, with what hangs on it at that moment."""
        value = self.visits.get(key) if isinstance(key, tuple) else self._hamlet(key)
        version = {
            "position": told.position,
            "recordedAt": show_moment(told.at),
            "event": told.event.event_name,
            "gone": value is None,
            "value": value,
        }
        self.versions.setdefault(key, []).insert(0, version)

    def _hamlet(self, key: str) -> dict[str, Any] | None:
        if key not in self.hamlets:
            return None
        shown = [
            {"year": year, "grade": visit["grade"]}
            for (of, year), visit in sorted(self.visits.items())
            if of == key
        ]
        parent = self._ref(self.hamlets[key]["parent"])
        return {**self.hamlets[key], "parentRef": parent, "visits": {"nodes": shown}}

    def _ref(self, key: str | None) -> dict[str, Any] | None:
        return {"name": self.hamlets[key]["name"]} if key in self.hamlets else None

    def hamlet_nodes(self) -> dict[Any, Any]:
        nodes = {}
        for key in self.hamlets:
            node = self._hamlet(key)
            assert node is not None
            del node["parent"]
            nodes[self.slug, key] = node | {"history": self.versions[key]}
        return nodes

    def visit_nodes(self) -> dict[Any, Any]:
        return {
            (self.slug, key, year): visit
            | {"hamletRef": self._ref(key), "history": self.versions[key, year]}
            for (key, year), visit in self.visits.items()
        }


class Reading:
    """Asks the engine, on a connection that row-level security holds for."""

    def __init__(self, house: Any, pool: Any) -> None:
        self.engine = Engine(ROWS, Limits(objects=10**6))
        self.house = house
        self.pool = pool

    async def ask(self, scope: Scope, query: str, **variables: Any) -> Any:
        async with self.pool.acquire() as connection:
            answer = await self.engine.answer(connection, scope, Request(query, variables))
        told = json.loads(answer.body)
        assert "errors" not in told, told["errors"]
        return told["data"]

    async def matches(self, scope: Scope, then: Any, worlds: Sequence[World]) -> None:
        """Everything that is read as of then is what the replays hold."""
        data = await self.ask(scope, QUERY, then=then)
        for root, keys, nodes in (
            ("hamlets", ("tenant", "hamlet"), World.hamlet_nodes),
            ("visits", ("tenant", "hamlet", "year"), World.visit_nodes),
        ):
            expected = {key: node for world in worlds for key, node in nodes(world).items()}
            shown = {tuple(node.pop(key) for key in keys): node for node in data[root]["nodes"]}
            unlike = [
                (then, key, shown.get(key), expected.get(key))
                for key in shown.keys() | expected.keys()
                if shown.get(key) != expected.get(key)
            ]
            assert unlike[:1] == []
            assert data[root]["totalCount"] == len(expected)


@pytest.fixture
async def reading(house: Any) -> AsyncIterator[Reading]:
    async with await open_pool(house.dsn, "taizhang_reader", size=1) as pool:
        yield Reading(house, pool)


async def told(house: Any, tenant: Tenant, events: Sequence[Event]) -> list[Told]:
    """The places and times that the log gave these events."""
    recorded = await house.log.read_after(tenant.id, 0, 1000)
    return [
        Told(r.position, r.recorded_at, event) for r, event in zip(recorded, events, strict=True)
    ]


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # shrinking would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(commands=commands, batch=st.integers(1, 5))
async def test_every_moment_reads_as_a_replay_of_the_events_up_to_it(
    house: Any, reading: Reading, commands: list[Any], batch: int
) -> None:
    tenants = [await house.tenant(), await house.tenant()]
    runner = await house.runner(ROWS, KNOWN)
    happened: list[list[Event]] = [[], []]
    folded = [0, 0]

    def scope(*places: int, **more: Any) -> Scope:
        names = {tenants[place].id: tenants[place].slug for place in places}
        return Scope(names, runner.generation, personal=True, **more)

    for of, events, rounds in commands:
        await house.happen(tenants[of], *events)
        happened[of] += events
        for _ in range(rounds or 0):
            folded[of] += await runner.run(tenants[of].id, at_most=batch)
        # Rows that lag behind the log are those of a shorter log.
        logs = await told(house, tenants[of], happened[of])
        world = World(tenants[of].slug, logs[: folded[of]])
        await reading.matches(scope(of), None, [world])
        far = await reach(house.log, reading.pool, runner.generation.name, tenants[of].id)
        assert far.position == folded[of]
        world = World(tenants[of].slug, [each for each in logs if each.at <= far.now])
        newest = {"time": far.now.isoformat()}
        await reading.matches(scope(of, now=far.now), newest, [world])

    logs = [await told(house, tenants[of], happened[of]) for of in (0, 1)]
    for of in (0, 1):
        while count := await runner.run(tenants[of].id, at_most=batch):
            folded[of] += count
        slug = tenants[of].slug
        for position in range(folded[of] + 1):
            world = World(slug, logs[of][:position])
            await reading.matches(scope(of), {"position": position}, [world])
            one = await reading.ask(scope(of), ONE, then={"position": position})
            expected = {"one": world.hamlets.get("甲"), "visit": world.visits.get(("甲", 2015))}
            assert one == expected
        whole = World(slug, logs[of])
        found = await reading.ask(scope(of), TALLIES)
        counts = {node["year"]: node["visits"] for node in found["tallies"]["nodes"]}
        assert counts == whole.tallies

    moments = sorted({each.at for log in logs for each in log})
    near = [moment + timedelta(microseconds=by) for moment in moments for by in (-1, 0, 1)]
    for moment in near[:-1]:
        worlds = [
            World(tenants[of].slug, [each for each in logs[of] if each.at <= moment])
            for of in (0, 1)
        ]
        await reading.matches(scope(0, 1), {"time": moment.isoformat()}, worlds)
        await reading.matches(scope(0), {"time": moment.isoformat()}, worlds[:1])
