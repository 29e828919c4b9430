"""Any document that is said to be surely valid is valid to graphql-core as well."""

from collections import Counter
from random import Random
from typing import Any

import pytest
from differential.documents import documents
from differential.mutations import Mutations
from differential.values import Values
from graphql import GraphQLSchema, parse, validate
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from taizhang_graphql.documents import rules
from taizhang_graphql.limits import Limits
from taizhang_graphql.validity.document import surely_valid
from taizhang_graphql.wording import in_chinese

JUDGES = rules(Limits(introspection=False))
CHANGED = 4
"""Changed documents for each that is generated, and for each of these."""

SMALL = (
    """subscription S($b: Boolean!, $w: ChangeFilter) { changes(type: Ticket, filter: $w) {
      position ... on TicketVersion @skip(if: $b) { value { ...A } } } }
    fragment A on Ticket { score }""",
    """query Q($d: Direction = ASC, $n: Int!, $p: Long!, $k: [String!]) {
      tickets(asOf: {position: $p}, orderBy: [{field: due, direction: $d}], first: $n) {
        nodes { ...A urgent } ... { nodes { urgent ...A ...B } } }
      a: tickets(where: {ticket: {in: $k}, or: [{score: {gt: 1}}]}) { totalCount } }
    fragment A on Ticket { score history(first: $n) { position } ...B }
    fragment B on Ticket { due organisationRef { name __typename } }""",
    """query A($k: String = "a") { ticket(ticket: $k) { a: score a: score ...A } }
    query B($b: Boolean!) { ticket(ticket: "b") @include(if: $b) { ...A } }
    fragment A on Ticket { organisationRef { tickets(first: 1) { totalCount } } }""",
)

pytestmark = pytest.mark.timeout(600)


class Judged:
    """What came of all documents, of those as generated and of those that were changed."""

    def __init__(self, types: GraphQLSchema) -> None:
        self._types, self.tally = types, Counter[str]()
        self.said = set[str]()

    def judge(self, text: str, kind: str) -> None:
        """Raises AssertionError where a document is taken for valid that is not."""
        note(text)
        document = parse(text, no_location=True)
        sure = surely_valid(self._types, document)
        errors = validate(self._types, document, JUDGES)
        assert not (sure and errors), [error.message for error in errors]
        self.said.update(error.message for error in errors)
        self.tally[f"{kind} {'recognised' if sure else 'broken' if errors else 'asked'}"] += 1


@pytest.fixture(scope="module")
def judged(engine: Any, world: Any) -> Judged:
    """Some thousand documents, judged one by one."""
    types = engine.served.types
    judged, values = Judged(types), Values(types, world, several=False)

    @settings(
        max_examples=150,
        derandomize=True,
        deadline=None,
        report_multiple_bugs=False,
        suppress_health_check=[*HealthCheck],
    )
    @given(documents(values, ("santang",)), st.integers(0, 2**32))
    def judge(asked: Any, seed: int) -> None:
        judged.judge(asked.text, "valid")
        mutations = Mutations(Random(seed), types)
        for text in (asked.text, *SMALL):
            for _ in range(CHANGED):
                if changed := mutations.changed(text):
                    judged.judge(changed, "changed")

    judge()
    return judged


def test_no_broken_document_is_recognised(judged: Judged) -> None:
    assert judged.tally["changed broken"] > 500, judged.tally


def test_what_is_still_valid_is_recognised_at_times(judged: Judged) -> None:
    assert judged.tally["changed recognised"] > 50, judged.tally


def test_nine_in_ten_valid_documents_are_recognised(judged: Judged) -> None:
    assert judged.tally["valid broken"] == 0
    assert judged.tally["valid recognised"] > 9 * judged.tally["valid asked"], judged.tally


def test_whatever_is_found_wrong_is_said_in_chinese(judged: Judged) -> None:
    assert [sentence for sentence in judged.said if in_chinese(sentence) is None] == []
