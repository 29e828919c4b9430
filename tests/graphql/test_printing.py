"""Printing: whatever a text holds, an answer is JSON that holds it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

import asyncpg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.database.embedded import Server
from taizhang.events.tags import Tag
from taizhang.projections.batch import Version
from taizhang.projections.generation import Generation
from taizhang.projections.row import At, Row
from taizhang.projections.tables import PLAIN, statements
from taizhang.projections.values import layout
from taizhang.projections.write import write
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Request, Scope
from taizhang_graphql.limits import Limits

GENERATION = Generation("printed", "rows_printed")
TOWN = UUID(int=21)
SAID = Tag("said")
BEGUN = datetime(2015, 12, 1, tzinfo=UTC)
ODD = [
    *map(chr, range(1, 0x20)),
    '"',
    "\\",
    "\x7f",
    "/",
    "<",
    "\u2028",
    "é",
    "问",
    "😀",
    "\U0010ffff",
]
ESCAPED = [character for character in ODD if character < " " or character in '"\\']


class Said(Row, key=("said",), title="话", plural="Sayings"):
    said: Annotated[str, SAID]
    more: str | None = None
    answer: Annotated[str | None, SAID] = None
    number: int = 0
    weight: float | None = None


class Counted(Row, key=("year",), title="数"):
    """A row without any text."""

    year: int
    sum: int | None = None


class Sayings:
    """Rows that a test writes, and what is answered of them."""

    def __init__(self, run: Any, owner: Any, reader: Any) -> None:
        self._run, self._owner, self._reader = run, owner, reader
        self.engine = Engine((Said, Counted), Limits(aliases=500, fields=2_000))

    def clear(self) -> None:
        self._run(self._owner.execute("truncate rows_printed.said, rows_printed.said_history"))

    def add(self, said: str, more: str | None = None, answer: str | None = None) -> None:
        values = layout(Said).values(Said(said=said, more=more, answer=answer, number=7))
        at = At((said,), 1, BEGUN, BEGUN.date(), f"member:{said}", "tests.said")
        version = Version(Said, (said,), values, at)
        self._run(write(self._owner, GENERATION.schema, TOWN, [version]))

    def weigh(self, weight: str) -> None:
        self._run(self._owner.execute("update rows_printed.said set weight = $1", float(weight)))

    def __call__(self, query: str, **variables: Any) -> Any:
        scope = Scope({TOWN: "town"}, GENERATION, personal=True)
        request = Request(query, variables)
        answer = self._run(self.engine.answer(self._reader, scope, request))
        found = json.loads(answer.body)
        assert "errors" not in found, found
        return found["data"]

    def plain(self) -> dict[str, bool]:
        found = self._run(self._owner.fetch(f"select said, {PLAIN} from rows_printed.said"))
        return {row["said"]: row[PLAIN] for row in found}


@pytest.fixture(scope="module")
def opened(database: Server, run: Any) -> Iterator[Sayings]:
    owner = run(asyncpg.connect(database.dsn()))
    run(owner.execute("create role printing_reader login"))
    for statement in statements(GENERATION.schema, (Said, Counted), readers="public"):
        run(owner.execute(statement))
    run(owner.execute("insert into projections.cursor values ($1, 'printed', 1)", TOWN))
    for table in ("counted", "counted_history"):
        insert = f"insert into rows_printed.{table} values ($1, 2015, null, 1, $2, $3, 'x', 'x')"
        run(owner.execute(insert, TOWN, BEGUN, BEGUN.date()))
    reader = run(asyncpg.connect(database.dsn("printing_reader")))
    yield Sayings(run, owner, reader)
    run(reader.close())
    run(owner.close())


@pytest.fixture
def sayings(opened: Sayings) -> Sayings:
    opened.clear()
    return opened


def said(found: Any) -> list[str]:
    return sorted(node["said"] for node in found["nodes"])


def test_every_odd_character_of_a_key_and_of_a_text_comes_back(sayings):
    for character in ODD:
        sayings.add(f"a{character}b", more=f"{character}{character}")
    found = sayings("{ sayings(first: 100) { nodes { said more number } } }")["sayings"]["nodes"]
    wanted = [{"said": f"a{c}b", "more": c + c, "number": 7} for c in ODD]
    assert sorted(found, key=str) == sorted(wanted, key=str)


def test_the_rows_that_need_escaping_are_known_and_no_others(sayings):
    for character in ODD:
        sayings.add(f"a{character}b")
    assert [text[1:-1] for text, plain in sayings.plain().items() if not plain] == ESCAPED


@pytest.mark.parametrize("column", ["more", "answer"])
def test_one_odd_text_of_a_row_is_enough(sayings, column):
    sayings.add("a", **{column: 'x"y'})
    (found,) = sayings("{ sayings { nodes { said more answer } } }")["sayings"]["nodes"]
    assert found == {"said": "a", "more": None, "answer": None} | {column: 'x"y'}


def test_rows_that_need_it_and_rows_that_do_not_side_by_side(sayings):
    wanted = ["plain", 'with "quotes"', "plainer", "back\\slash"]
    for text in wanted:
        sayings.add(text)
    assert said(sayings("{ sayings { nodes { said } } }")["sayings"]) == sorted(wanted)


PLACES = {
    "one": "{ said(said: $key) { said } }",
    "as of": "{ said(said: $key, asOf: {position: 1}) { said } }",
    "edge": "{ sayings { edges { node { said } } } }",
    "version": "{ said(said: $key) { history { actor key value { said } } } }",
    "group": "{ sayings { groups(by: [{field: said}]) { nodes { key { said } } } } }",
    "relation": "{ said(said: $key) { answerRef { said } sayingsByAnswer { nodes { said } } } }",
}


@pytest.mark.parametrize("text", ['"', "\\", "\x01\n", "问"])
@pytest.mark.parametrize("place", PLACES)
def test_wherever_it_is_shown(sayings, place, text):
    sayings.add(text, answer=text)
    declared = "query ($key: String!)" if "$key" in PLACES[place] else ""
    found = sayings(declared + PLACES[place], key=text)
    assert json.dumps(text) in json.dumps(found)


@pytest.mark.parametrize("weight", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_in_json_is_a_word(sayings, weight):
    sayings.add("a")
    sayings.weigh(weight)
    assert sayings('{ said(said: "a") { weight } }') == {"said": {"weight": weight}}


def test_a_row_without_any_text(sayings):
    found = sayings("{ counted(year: 2015) { year sum __typename } }")
    assert found["counted"] == {"year": 2015, "sum": None, "__typename": "Counted"}


def test_an_object_of_more_members_than_a_call_takes_arguments(sayings):
    sayings.add('a"b', more="c")
    members = " ".join(f"m{n}: said n{n}: more o{n}: number" for n in range(150))
    (found,) = sayings(f"{{ sayings {{ nodes {{ {members} }} }} }}")["sayings"]["nodes"]
    assert found == {
        f"{name}{n}": value
        for n in range(150)
        for name, value in (("m", 'a"b'), ("n", "c"), ("o", 7))
    }


def test_an_object_of_which_everything_is_skipped(sayings):
    sayings.add("a")
    found = sayings("{ sayings { nodes { said @skip(if: true) } } }")
    assert found == {"sayings": {"nodes": [{}]}}


def test_a_page_without_rows_is_an_empty_list(sayings):
    assert sayings("{ sayings { nodes { said } } }") == {"sayings": {"nodes": []}}


def test_a_row_that_is_not_there_is_null(sayings):
    sayings.add("a", answer="nobody")
    found = sayings('{ said(said: "a") { answerRef { said } } other: said(said: "b") { said } }')
    assert found == {"said": {"answerRef": None}, "other": None}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8")), min_size=1))
def test_whatever_is_said_comes_back(opened, texts):
    opened.clear()
    for number, text in enumerate(texts):
        opened.add(f"{number}", more=text)
    found = opened("{ sayings(first: 100) { nodes { said more } } }")["sayings"]["nodes"]
    assert {int(node["said"]): node["more"] for node in found} == dict(enumerate(texts))
