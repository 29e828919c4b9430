"""Personal values are joined where the viewer may see them, else null."""

QUERY = "{ organisations { nodes { organisation secretary phone } } }"


def _expected(world, *, shown):
    tenant = world.tenants["santang"]
    return [
        {
            "organisation": o.organisation,
            "secretary": o.secretary,
            "phone": world.phones.get((tenant, o.secretary)) if shown else None,
        }
        for o in world.of("Organisation")
    ]


def test_shown_to_who_may_see_them(ask, world):
    assert ask(QUERY, personal=True).data["organisations"]["nodes"] == _expected(world, shown=True)


def test_null_to_everybody_else(ask, world):
    reply = ask(QUERY, personal=False)
    assert reply.data["organisations"]["nodes"] == _expected(world, shown=False)


def test_the_table_is_not_even_read_for_everybody_else(ask):
    assert not any("personal" in sql for sql in ask(QUERY, personal=False).statements)


def test_the_right_is_part_of_the_plans_key(ask, world):
    for shown in (True, False, True):
        reply = ask(QUERY, personal=shown)
        assert reply.data["organisations"]["nodes"] == _expected(world, shown=shown)


def test_somebody_is_known_in_the_test(world):
    assert any(row["phone"] for row in _expected(world, shown=True))


def test_another_tenants_person_of_the_same_name_is_another(ask, world):
    nodes = ask(QUERY, tenants=("xinshao",)).data["organisations"]["nodes"]
    phones = {node["phone"] for node in nodes} - {None}
    assert phones
    assert phones <= {p for (tenant, _), p in world.phones.items() if tenant.int == 2}


def test_in_a_version_of_the_past(ask, world):
    query = """{ organisations { nodes { history { value { secretary phone } } } } }"""
    tenant = world.tenants["santang"]
    for node in ask(query).data["organisations"]["nodes"]:
        for version in node["history"]:
            if value := version["value"]:
                assert value["phone"] == world.phones.get((tenant, value["secretary"]))


def test_over_two_tenants_each_has_its_own_persons(ask, world):
    both = ("santang", "xinshao")
    query = "{ organisations { nodes { tenant secretary phone } } }"
    nodes = ask(query, tenants=both).data["organisations"]["nodes"]
    assert nodes == [
        {
            "tenant": tenant,
            "secretary": o.secretary,
            "phone": world.phones.get((world.tenants[tenant], o.secretary)),
        }
        for tenant in both
        for o in world.of("Organisation", tenant)
    ]
