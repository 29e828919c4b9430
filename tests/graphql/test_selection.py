"""Fragments, aliases, variables, `@skip` and `@include`, as graphql-core would have them."""

import pytest

from taizhang_graphql.limits import Limits


def test_fragments_and_inline_fragments_are_merged(ask):
    query = """
      { tickets(first: 1) { nodes { ...Head ... on Ticket { score } ... { urgent } } } }
      fragment Head on Ticket { ticket ...Where organisationRef { name } }
      fragment Where on Ticket { organisationRef { organisation } ticket }
    """
    (node,) = ask(query).data["tickets"]["nodes"]
    assert list(node) == ["ticket", "organisationRef", "score", "urgent"]
    assert list(node["organisationRef"]) == ["organisation", "name"]


def test_the_same_page_asked_for_twice_is_one(ask):
    query = "{ tickets(first: 2) { nodes { ticket } } tickets(first: 2) { nodes { score } } }"
    assert [list(n) for n in ask(query).data["tickets"]["nodes"]] == [["ticket", "score"]] * 2


def test_aliases_at_every_level(ask):
    query = """{ a: tickets(first: 1) { b: nodes { c: ticket d: ticket } e: edges { f: node {
      g: score } h: cursor } i: pageInfo { j: hasNextPage } k: totalCount } }"""
    page = ask(query).data["a"]
    assert set(page) == {"b", "e", "i", "k"}
    assert set(page["b"][0]) == {"c", "d"}


def test_one_field_under_two_aliases_with_other_arguments(ask, world):
    query = """{ open: tickets(where: {state: {eq: open}}) { totalCount }
      closed: tickets(where: {state: {eq: closed}}) { totalCount } }"""
    data = ask(query).data
    assert data["open"]["totalCount"] + data["closed"]["totalCount"] == len(world.of("Ticket"))


@pytest.mark.parametrize(
    ("skip", "include", "expected"),
    [
        (False, True, {"a", "b", "c"}),
        (True, True, {"b", "c"}),
        (False, False, {"a", "c"}),
        (True, False, {"c"}),
    ],
)
def test_skip_and_include_by_variables(ask, skip, include, expected):
    query = """query($skip: Boolean!, $include: Boolean!) { tickets(first: 1) { nodes {
      a: ticket @skip(if: $skip) ... @include(if: $include) { b: ticket } c: ticket } } }"""
    (node,) = ask(query, {"skip": skip, "include": include}).data["tickets"]["nodes"]
    assert set(node) == expected


def test_skip_and_include_together(ask):
    query = """{ tickets(first: 1) { nodes { a: ticket @skip(if: false) @include(if: true)
      b: ticket @skip(if: true) @include(if: true) c: ticket @include(if: false) } } }"""
    assert set(ask(query).data["tickets"]["nodes"][0]) == {"a"}


def test_the_default_of_a_condition(ask):
    query = """query($more: Boolean = true) { tickets(first: 1) { nodes {
      ticket @include(if: $more) score } } }"""
    assert set(ask(query).data["tickets"]["nodes"][0]) == {"ticket", "score"}


def test_a_skipped_root_field_is_absent(ask):
    assert ask("{ tickets @skip(if: true) { totalCount } }").data == {}


def test_the_default_of_a_variable_and_null_in_its_place(ask):
    query = "query($first: Int = 2) { tickets(first: $first) { nodes { ticket } } }"
    assert len(ask(query).data["tickets"]["nodes"]) == 2
    assert len(ask(query, {"first": 3}).data["tickets"]["nodes"]) == 3
    assert len(ask(query, {"first": None}).data["tickets"]["nodes"]) > 3


def test_sixty_root_fields(ask, world):
    names = [f"p{n}" for n in range(60)]
    query = f"{{ {' '.join(f'{name}: tickets {{ totalCount }}' for name in names)} }}"
    data = ask(query, limits=Limits(aliases=60)).data
    assert data == {name: {"totalCount": len(world.of("Ticket"))} for name in names}


def test_sixty_columns_of_one_row(ask):
    columns = " ".join(f"c{n}: score" for n in range(60))
    query = f"{{ tickets(first: 1) {{ nodes {{ {columns} }} }} }}"
    (node,) = ask(query, limits=Limits(aliases=60)).data["tickets"]["nodes"]
    assert list(node) == [f"c{n}" for n in range(60)]


def test_an_alias_of_63_bytes_is_kept_whole(ask):
    alias = "a" * 63
    assert (
        alias
        in ask(f"{{ tickets(first: 1) {{ nodes {{ {alias}: ticket }} }} }}").data["tickets"][
            "nodes"
        ][0]
    )


def test_a_longer_alias_is_refused_rather_than_cut(ask):
    reply = ask(f"{{ tickets {{ nodes {{ {'a' * 64}: ticket }} }} }}")
    assert (reply.answer.status, reply.code) == (400, "graphql.long_alias")


def test_typename_everywhere(ask):
    query = """{ __typename tickets(first: 1) { __typename edges { __typename node { __typename
      history(first: 1) { __typename } } } pageInfo { __typename } } }"""
    assert ask(query).data == {
        "__typename": "Query",
        "tickets": {
            "__typename": "TicketConnection",
            "edges": [
                {
                    "__typename": "TicketEdge",
                    "node": {"__typename": "Ticket", "history": [{"__typename": "TicketVersion"}]},
                }
            ],
            "pageInfo": {"__typename": "PageInfo"},
        },
    }


def test_a_selection_may_be_empty(ask):
    assert ask("{ tickets(first: 2) { nodes { } } }").data == {"tickets": {"nodes": [{}, {}]}}


OPERATIONS = "query A { tickets(first: 1) { totalCount } } query B { __typename }"


def test_the_named_one_of_several_operations(ask):
    assert ask(OPERATIONS, operation="B").data == {"__typename": "Query"}


@pytest.mark.parametrize("operation", [None, "C"])
def test_several_operations_and_none_of_them_named(ask, operation):
    reply = ask(OPERATIONS, operation=operation)
    assert (reply.answer.status, reply.code) == (400, "graphql.operation")
    assert "A、B" in reply.error["message"]


def test_a_page_of_which_everything_is_skipped_is_an_empty_object(ask):
    assert ask("{ tickets { nodes @skip(if: true) { ticket } } }").data == {"tickets": {}}
