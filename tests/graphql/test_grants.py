"""Grants: what is not granted does not exist, neither in the schema nor in any answer."""

import json
from typing import Annotated, Any

import msgspec
import pytest

from taizhang.events.personal import Personal
from taizhang.projections.row import Row, Working
from taizhang.tenancy.clients import RowGrant, Stage
from taizhang_graphql.catalogue import Catalogue, Plain, catalogue
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Request
from taizhang_graphql.narrowing import narrowed
from taizhang_graphql.schema import NothingGranted, schema_of

WORKING = (Stage.WORKING, Stage.PUBLISHED)


def granted(ask: Any, *grants: RowGrant) -> Engine:
    return Engine(ask.world.rows, grants=grants)


def left(ask: Any, *grants: RowGrant) -> Catalogue:
    return narrowed(catalogue(ask.world.rows), grants)


def said(ask: Any, engine: Engine, query: str, **scope: Any) -> Any:
    answer = ask.run(engine.answer(ask.connection, ask.scope(**scope), Request(query)))
    return msgspec.json.decode(answer.body)


def ticket(*fields: str, **more: Any) -> RowGrant:
    return RowGrant("Ticket", fields or None, WORKING, **more)


def test_only_granted_row_types_are_there(ask):
    known = left(ask, ticket())
    assert (set(known.shapes), set(known.single), set(known.plural)) == (
        {"Ticket"},
        {"ticket"},
        {"tickets"},
    )


def test_only_granted_fields_are_there_and_the_key(ask):
    fields = left(ask, ticket("state")).shapes["Ticket"].fields
    assert set(fields) == {"ticket", "state", "tenant"}


def test_an_ungranted_field_does_not_exist_in_the_introspection(ask):
    text = schema_of(ask.world.rows, [ticket("state")]).text
    for gone in ("daysOpen", "Organisation", "Counter", "history", "TicketVersion", "Decimal"):
        assert gone not in text


def test_an_ungranted_field_is_answered_as_one_that_never_was(ask):
    engine = granted(ask, ticket("state"))
    ungranted, unknown = (
        said(ask, engine, f"{{ tickets {{ nodes {{ {name} }} }} }}")["errors"][0]
        for name in ("dueing", "daysOpen")
    )
    assert unknown == json.loads(json.dumps(ungranted).replace("dueing", "daysOpen"))


@pytest.mark.parametrize("where", ["where: {fine: {isNull: true}}", "orderBy: {field: fine}"])
def test_nothing_is_filtered_or_ordered_by_an_ungranted_field(ask, where):
    engine = granted(ask, ticket("state"))
    (error,) = said(ask, engine, f"{{ tickets({where}) {{ totalCount }} }}")["errors"]
    assert error["extensions"]["code"] == "graphql.validation"


def test_a_relation_needs_both_of_its_columns(ask):
    organisation = RowGrant("Organisation", ("name",), WORKING)
    both = left(ask, ticket("organisation"), organisation).shapes
    assert "organisationRef" in both["Ticket"].fields
    assert "tickets" in both["Organisation"].fields
    without = left(ask, ticket("state"), organisation).shapes
    assert "organisationRef" not in without["Ticket"].fields
    assert "tickets" not in without["Organisation"].fields


def test_a_relation_to_an_ungranted_row_type_is_not_there(ask):
    assert "organisationRef" not in left(ask, ticket()).shapes["Ticket"].fields


def test_personal_fields_need_their_own_grant(ask):
    plain = RowGrant("Organisation", None, WORKING)
    assert "phone" not in left(ask, plain).shapes["Organisation"].fields
    listed = RowGrant("Organisation", ("phone",), WORKING)
    assert "phone" not in left(ask, listed).shapes["Organisation"].fields
    own = RowGrant("Organisation", (), WORKING, ("phone",))
    assert "phone" in left(ask, own).shapes["Organisation"].fields


def test_a_personal_field_that_is_granted_is_shown(ask, world):
    own = RowGrant("Organisation", ("secretary",), WORKING, ("phone",))
    data = said(ask, granted(ask, own), "{ organisations { nodes { secretary phone } } }")["data"]
    tenant = world.tenants["santang"]
    for node in data["organisations"]["nodes"]:
        assert node["phone"] == world.phones.get((tenant, node["secretary"]))


def test_who_changed_a_row_is_personal(ask):
    assert "actor" not in schema_of(ask.world.rows, [ticket()]).text
    assert "actor" in schema_of(ask.world.rows, [ticket(personal=("history.actor",))]).text


def test_a_row_type_that_is_never_published_needs_the_working_stage(ask):
    with pytest.raises(NothingGranted):
        schema_of(ask.world.rows, [RowGrant("Ticket")])


def test_a_name_that_is_not_installed_grants_nothing(ask):
    assert set(left(ask, ticket(), RowGrant("Nothing", None, WORKING)).shapes) == {"Ticket"}


class Result(Row, key=("unit",), title="结果", published="published_on"):
    """A result that is published at some time."""

    unit: str
    draft: Annotated[str | None, Working()] = None
    grade: str | None = None
    published_on: str | None = None
    phone: Annotated[str | None, Personal("unit")] = None


class Notice(Row, key=("unit",), title="公告", published=True):
    """Public from the start."""

    unit: str


def test_what_belongs_to_the_work_needs_the_working_stage():
    known = catalogue([Result])
    assert "draft" not in narrowed(known, [RowGrant("Result")]).shapes["Result"].fields
    assert "draft" in narrowed(known, [RowGrant("Result", None, WORKING)]).shapes["Result"].fields


def test_only_what_is_published_is_seen_without_the_working_stage():
    known = catalogue([Result, Notice])
    shapes = narrowed(known, [RowGrant("Result"), RowGrant("Notice")]).shapes
    assert (shapes["Result"].published, shapes["Notice"].published) == ("published_on", None)
    assert narrowed(known, [RowGrant("Result", None, WORKING)]).shapes["Result"].published is None


def test_a_narrower_catalogue_leaves_the_whole_one_as_it_is(ask):
    known = catalogue(ask.world.rows)
    narrowed(known, [ticket("state")])
    assert isinstance(known.shapes["Ticket"].fields["fine"], Plain)
