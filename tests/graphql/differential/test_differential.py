"""Any valid document: the compiled answer is the one that plain execution of the schema gives."""

import re
from collections import Counter
from typing import Any

import pytest
from differential.comparing import Comparing
from differential.documents import Asked, documents
from differential.reference import Reference
from differential.values import Values
from graphql import get_named_type, is_object_type
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

VIEWERS = st.sampled_from(
    [("santang",), ("xinshao",), ("santang", "xinshao"), ("xinshao", "santang")]
)
MINT = "query($order: [%s!]) { %s(first: 1000, orderBy: $order) { edges { cursor } } }"

pytestmark = pytest.mark.timeout(600)

NEVER = {("counter", "asOf"), ("counters", "asOf")}
"""No history is kept of them, so that there is no past to ask for."""


class Both:
    """One document, compiled and executed plainly, and what came of all that were tried."""

    def __init__(self, ask: Any, world: Any) -> None:
        self.ask, self.world, self.types = ask, world, ask.engine.served.types
        self.reference = Reference(world)
        self.tally: Counter[str] = Counter()
        self._comparing = Comparing()

    def compare(self, asked: Asked, tenants: tuple[str, ...], *, personal: bool) -> None:
        ours, plain = self._cursors(asked, tenants)
        reply = self.ask(
            asked.text,
            asked.variables | ours,
            operation=asked.operation,
            tenants=tenants,
            personal=personal,
        )
        if "errors" in reply.json:
            assert reply.code == "graphql.limit", reply.error
            self.tally["refused"] += 1
            return
        self.tally["compared"] += 1
        result = self.reference.execute(
            asked.text, asked.variables | plain, asked.operation, tenants, personal=personal
        )
        assert result.errors is None, result.errors
        assert [*self._comparing.differences(reply.data, result.data)] == []

    def _cursors(
        self, asked: Asked, tenants: tuple[str, ...]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        ours, plain = {}, {}
        for variable, (page, order, number) in asked.cursors.items():
            field = self.types.query_type.fields[page]
            text = MINT % (get_named_type(field.args["orderBy"].type).name, page)
            given = {"order": order}
            compiled = self.ask(text, given, tenants=tenants).data[page]["edges"]
            result = self.reference.execute(text, given, None, tenants, personal=True)
            plainly = result.data[page]["edges"]
            chosen = number % len(compiled)
            ours[variable] = compiled[chosen]["cursor"]
            plain[variable] = plainly[chosen]["cursor"]
        return ours, plain


def test_a_response_key_may_be_any_name(ask: Any) -> None:
    keys = [f"t{number}" for number in range(10)]
    named = " ".join(f"{key}: name" for key in keys)
    page = ask(f"{{ organisations {{ nodes {{ {named} }} }} }}").data["organisations"]
    assert [*page["nodes"][0]] == keys


@pytest.fixture(scope="module")
def both(ask: Any, world: Any) -> Both:
    """Some hundred documents, compared one by one."""
    both = Both(ask, world)
    one, several = (Values(both.types, world, several=many) for many in (False, True))

    @settings(
        max_examples=600,
        derandomize=True,
        report_multiple_bugs=False,
        suppress_health_check=[*HealthCheck],
    )
    @given(VIEWERS, st.booleans(), st.data())
    def compare(tenants: tuple[str, ...], personal: bool, data: Any) -> None:
        asked = data.draw(documents(one if len(tenants) == 1 else several, tenants))
        note(f"{asked}")
        both.compare(asked, tenants, personal=personal)

    compare()
    return both


def test_the_answers_are_the_same(both: Both) -> None:
    assert both.tally["compared"] > 500


def test_few_documents_are_over_a_limit(both: Both) -> None:
    assert both.tally["refused"] * 10 < both.tally["compared"], both.tally


def test_nearly_every_field_and_argument_was_asked_for(both: Both) -> None:
    known = {
        found
        for name, type_ in both.types.type_map.items()
        if is_object_type(type_) and not name.startswith("__") and name != "Subscription"
        for field, of in type_.fields.items()
        for found in ((name, field), *((name, field, argument) for argument in of.args))
    }
    known = _alike(both, known) - NEVER
    missed = known - _alike(both, both.reference.seen)
    assert len(missed) * 12 < len(known), sorted(missed)


def _alike(both: Both, asked: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """All types of pages as one, those of groups too; arguments wherever they are."""
    rows = "|".join(row.__name__ for row in both.world.rows)
    found = set()
    for name, field, *argument in asked:
        kind = re.sub(f"^({rows})(?=[A-Z])", "", name)
        column = kind in ("Key", "Sum", "Average", "Extremes")
        found.add((field, *argument) if argument else (kind, "" if column else field))
    return found
