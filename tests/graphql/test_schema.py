"""The schema that row types become."""

from typing import Annotated

import pytest
from graphql import build_schema

from taizhang.events.personal import Personal
from taizhang.events.tags import Tag
from taizhang.projections.row import Row
from taizhang_graphql.schema import schema_of, schema_text


@pytest.fixture(scope="module")
def types(world):
    return build_schema(schema_text(world.rows)).type_map


def _types_of(type_):
    return {name: str(field.type) for name, field in type_.fields.items()}


def test_scalar_fields_have_their_kinds_and_tell_the_truth_about_null(types):
    plain = {
        name: type_
        for name, type_ in _types_of(types["Ticket"]).items()
        if not types["Ticket"].fields[name].args and not name.endswith(("Ref", "AsBoard"))
    }
    assert plain == {
        "ticket": "String!",
        "organisation": "String!",
        "assignee": "String",
        "state": "State!",
        "source": "TicketSource",
        "daysOpen": "Long!",
        "score": "Int!",
        "fine": "Decimal",
        "due": "Date",
        "seenAt": "DateTime",
        "weight": "Float!",
        "urgent": "Boolean!",
        "reference": "UUID!",
        "seal": "Base64",
        "notes": "[String!]!",
        "tenant": "String!",
    }


def test_relations_are_named_after_tag_field_and_row_type(types):
    related = {n for n, f in types["Organisation"].fields.items() if f.args or "As" in n}
    assert related == {
        "organisationAsBoard",
        "organisationsByParent",
        "parentAsBoard",
        "tickets",
        "ticketsByAssignee",
        "counters",
        "history",
    }
    assert _types_of(types["Organisation"])["parentRef"] == "Organisation"
    assert _types_of(types["Ticket"])["organisationRef"] == "Organisation"
    assert _types_of(types["Ticket"])["assigneeAsBoard"] == "Board"


def test_chinese_words_are_strings_that_list_their_choices(types):
    grade = types["Organisation"].fields["grade"]
    assert str(grade.type) == "String"
    assert "好、较好、差" in grade.description


def test_descriptions_hold_chinese_title_and_english_docstring(types):
    assert types["Ticket"].description == "问题台账\n\nA problem that has to be put right."
    assert types["Organisation"].fields["name"].description == "名称\n\nAs on its seal"


def test_a_row_type_without_history_has_none(types):
    assert "history" not in types["Counter"].fields
    assert "CounterVersion" not in types


def test_personal_fields_can_be_neither_filtered_nor_ordered_by(types):
    assert "phone" not in types["OrganisationWhere"].fields
    assert "phone" not in types["OrganisationOrderField"].values


def test_json_and_bytes_can_be_neither_filtered_nor_ordered_by(types):
    assert {"notes", "seal"}.isdisjoint(types["TicketWhere"].fields)
    assert {"notes", "seal"}.isdisjoint(types["TicketOrderField"].values)


def test_a_composite_key_is_asked_for_whole(types):
    arguments = {n: str(a.type) for n, a in types["Query"].fields["counter"].args.items()}
    assert arguments == {
        "organisation": "String!",
        "year": "Long!",
        "tenant": "String",
        "asOf": "AsOf",
    }


def test_as_of_is_one_of(types):
    assert types["AsOf"].is_one_of


def test_names_that_collide_are_refused():
    class Staff(Row, key=("staff",), title="人员", plural="Staff"):
        staff: str

    with pytest.raises(TypeError, match="collide"):
        schema_of([Staff])


def test_a_field_called_like_one_of_ours_is_refused():
    class Visit(Row, key=("visit",), title="走访"):
        visit: str
        tenant: str

    with pytest.raises(TypeError, match="'tenant' is taken"):
        schema_of([Visit])


def test_a_new_row_type_renames_nothing(world):
    class Extra(Row, key=("organisation",), title="另一个"):
        organisation: Annotated[str, Tag("organisation")]

    before = _types_of(build_schema(schema_text(world.rows)).type_map["Organisation"])
    after = _types_of(build_schema(schema_text([*world.rows, Extra])).type_map["Organisation"])
    assert before.items() <= after.items()


def test_a_personal_field_needs_its_subject():
    class Person(Row, key=("person",), title="人员"):
        person: str
        phone: Annotated[str | None, Personal("somebody")] = None

    with pytest.raises(TypeError, match="somebody"):
        schema_of([Person])


def test_a_row_type_that_is_called_like_anothers_versions_is_refused():
    class Paper(Row, key=("paper",), title="文件"):
        """A paper."""

        paper: str

    class PaperVersion(Row, key=("paper",), title="文件版本"):
        """A version of a paper, as a row type of its own."""

        paper: str

    with pytest.raises(TypeError, match="PaperVersion"):
        schema_of([Paper, PaperVersion])
