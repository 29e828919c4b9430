"""The generated client's code, where GraphQL and Python differ."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import msgspec
import pytest
from graphql import build_schema

from taizhang.cli import command_line
from taizhang_graphql.client.generating import Faulty, client
from taizhang_graphql.engine import Engine

SEEN: dict[str, Any] = {"data": {"tickets": {"nodes": []}}, "extensions": {"position": 7}}


@pytest.fixture
def made(engine: Engine) -> Callable[[str], ModuleType]:
    def make(text: str) -> ModuleType:
        module = ModuleType("generated_client")
        exec(compile(client(engine.served.types, text), "client.py", "exec"), vars(module))
        return module

    return make


@pytest.fixture
def sent() -> list[Any]:
    return []


@pytest.fixture
def http(sent: list[Any]) -> httpx.Client:
    """A client whose requests are noted, and all answered alike."""

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(msgspec.json.decode(request.content))
        return httpx.Response(200, json=SEEN)

    return httpx.Client(base_url="http://taizhang", transport=httpx.MockTransport(answer))


WHERE = "query Late($where: TicketWhere) { tickets(where: $where) { nodes { ticket } } }"


def test_a_variable_that_is_left_out_is_not_sent(
    made: Callable[[str], Any], http: httpx.Client, sent: list[Any]
) -> None:
    module = made(WHERE)
    assert module.Client(http).late().extensions == {"position": 7}
    module.Client(http).late(where=None)
    assert [each["variables"] for each in sent] == [{}, {"where": None}]


def test_conditions_are_sent_by_their_own_names(
    made: Callable[[str], Any], http: httpx.Client, sent: list[Any]
) -> None:
    module = made(WHERE)
    states = module.StateFilter(in_=["open"])
    module.Client(http).late(
        where=module.TicketWhere(state=states, days_open=module.LongFilter(gt=3))
    )
    (asked,) = sent
    assert asked["variables"] == {"where": {"state": {"in": ["open"]}, "daysOpen": {"gt": 3}}}


def test_what_may_be_skipped_may_be_missing(made: Callable[[str], Any]) -> None:
    module = made(
        "query Q($full: Boolean!) { tickets { nodes { ticket score @include(if: $full) "
        "... @include(if: $full) { weight } } } }"
    )
    read = msgspec.convert({"tickets": {"nodes": [{"ticket": "t1"}]}}, module.Q)
    assert (read.tickets.nodes[0].score, read.tickets.nodes[0].weight) == (None, None)


def test_what_is_selected_in_several_places_is_one(made: Callable[[str], Any]) -> None:
    module = made(
        "query Q { tickets { nodes { ...A ...B } } } fragment A on Ticket { organisationRef "
        "{ name } } fragment B on Ticket { organisationRef { organisation } }"
    )
    fields = module.QTicketsNodesOrganisationRef.__struct_fields__
    assert set(fields) == {"name", "organisation"}


def test_a_key_that_python_keeps_for_itself_gets_an_underscore(made: Callable[[str], Any]) -> None:
    module = made("query Q { class: tickets { nodes { date: due str: ticket } } }")
    row = {"date": "2015-12-20", "str": "t1"}
    read = msgspec.convert({"class": {"nodes": [row]}}, module.Q)
    assert (read.class_.nodes[0].date_.year, read.class_.nodes[0].str_) == (2015, "t1")


def test_a_document_with_quotes_and_backslashes_is_sent_as_it_is(
    made: Callable[[str], Any], http: httpx.Client, sent: list[Any]
) -> None:
    module = made(
        r'query Q { tickets(where: {ticket: {eq: "\\ \"\"\" \n"}}) { nodes { ticket } } }'
    )
    module.Client(http).q()
    assert r'"\\ \"\"\" \n"' in sent[0]["query"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{ tickets { totalCount } }", "名字"),
        ("query Q { tikets { totalCount } }", "tickets"),
        ("query Q {", "Syntax Error"),
        ("subscription S { changes(type: Ticket) { position } }", "query"),
    ],
    ids=["no name", "unknown field", "syntax", "subscription"],
)
def test_a_faulty_document_makes_no_code(engine: Engine, text: str, said: str) -> None:
    with pytest.raises(Faulty, match=said):
        client(engine.served.types, text)


def test_any_schema_will_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schema, questions = tmp_path / "schema.graphql", tmp_path / "questions.graphql"
    schema.write_text("type Query { villages(of: Int!): [String!] }")
    questions.write_text("query Names($of: Int!) { villages(of: $of) }")
    assert build_schema(schema.read_text())
    words = ["graphql", "client", str(questions), "--schema", str(schema)]
    command_line(words)(words, result_action="return_value")
    assert "villages: list[str] | None" in capsys.readouterr().out


def test_a_query_that_the_schema_does_not_know_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = tmp_path / "questions.graphql"
    questions.write_text("query Q { tikets { totalCount } }")
    words = ["graphql", "client", str(questions)]
    with pytest.raises(SystemExit) as ended:
        command_line(words)(words, result_action="return_value")
    assert ended.value.code == 1
    assert "tickets" in capsys.readouterr().err
