"""Rows that share a tag lead to each other, both ways, any number of steps."""


def _name(world, key):
    return next(({"name": o.name} for o in world.of("Organisation") if o.organisation == key), None)


def test_to_the_row_that_a_field_names(ask, world):
    query = "{ tickets { nodes { ticket organisationRef { name } assigneeRef { name } } } }"
    assert ask(query).data["tickets"]["nodes"] == [
        {
            "ticket": t.ticket,
            "organisationRef": _name(world, t.organisation),
            "assigneeRef": _name(world, t.assignee),
        }
        for t in world.of("Ticket")
    ]


def test_back_to_the_rows_that_name_it(ask, world):
    query = """{ organisations { nodes { organisation
      tickets { nodes { ticket } } ticketsByAssignee { nodes { ticket } } } } }"""

    def page(field, key):
        held = [t.ticket for t in world.of("Ticket") if getattr(t, field) == key]
        return {"nodes": [{"ticket": ticket} for ticket in held]}

    assert ask(query).data["organisations"]["nodes"] == [
        {
            "organisation": o.organisation,
            "tickets": page("organisation", o.organisation),
            "ticketsByAssignee": page("assignee", o.organisation),
        }
        for o in world.of("Organisation")
    ]


def test_from_a_row_type_to_itself(ask, world):
    query = """{ organisations { nodes { organisation parentRef { name }
      organisationsByParent { totalCount } } } }"""
    rows = world.of("Organisation")
    assert ask(query).data["organisations"]["nodes"] == [
        {
            "organisation": o.organisation,
            "parentRef": _name(world, o.parent),
            "organisationsByParent": {
                "totalCount": sum(other.parent == o.organisation for other in rows)
            },
        }
        for o in rows
    ]


def test_between_two_row_types_with_one_key(ask, world):
    boards = {b.organisation: {"openTickets": b.open_tickets} for b in world.of("Board")}
    query = "{ organisations { nodes { organisation organisationAsBoard { openTickets } } } }"
    assert ask(query).data["organisations"]["nodes"] == [
        {"organisation": o.organisation, "organisationAsBoard": boards.get(o.organisation)}
        for o in world.of("Organisation")
    ]


def test_a_nested_page_has_its_own_filter_order_size_and_cursor(ask, world):
    query = """query($after: String) { organisations { nodes { organisation
      tickets(first: 1, after: $after, where: {score: {gt: 0}},
              orderBy: {field: score, direction: DESC})
      { edges { node { ticket } } totalCount pageInfo { hasNextPage endCursor } } } } }"""
    for node in ask(query).data["organisations"]["nodes"]:
        own = [
            t for t in world.of("Ticket") if t.organisation == node["organisation"] and t.score > 0
        ]
        ordered = [t.ticket for t in sorted(own, key=lambda t: (-t.score, t.ticket))]
        page = node["tickets"]
        assert [e["node"]["ticket"] for e in page["edges"]] == ordered[:1]
        assert page["totalCount"] == len(own)
        assert page["pageInfo"]["hasNextPage"] is (len(own) > 1)


def test_five_steps_away(ask, world):
    query = """{ tickets { nodes { ticket organisationRef { tickets { nodes {
      organisationRef { parentRef { name } } } } } } } }"""
    assert len(ask(query).data["tickets"]["nodes"]) == len(world.of("Ticket"))


def test_relations_stay_within_a_tenant(ask, world):
    both = ("santang", "xinshao")
    query = """{ tickets { nodes { tenant organisationRef { tenant tickets { nodes {
      tenant } } } } } }"""
    for node in ask(query, tenants=both).data["tickets"]["nodes"]:
        village = node["organisationRef"]
        if village:
            assert village["tenant"] == node["tenant"]
            assert {t["tenant"] for t in village["tickets"]["nodes"]} == {node["tenant"]}
