"""`history` holds every version of a row, newest first, and each as it was then."""

import pytest

from taizhang_graphql.scalars import show_moment

QUERY = """query($key: String!, $first: Int, $before: Long) { organisation(organisation: $key) {
  history(first: $first, before: $before) {
    position recordedAt on actor event gone value { organisation name grade } } } }"""


def _shown(version):
    value = version.value
    return {
        "position": version.position,
        "recordedAt": show_moment(version.recorded_at),
        "on": str(version.recorded_at.date()),
        "actor": "clerk",
        "event": "tests.happened",
        "gone": value is None,
        "value": value
        and {"organisation": value.organisation, "name": value.name, "grade": value.grade},
    }


def _history(ask, key, **variables):
    return ask(QUERY, {"key": key, **variables}).data["organisation"]["history"]


def _present(world):
    return [o.organisation for o in world.of("Organisation")]


def test_all_versions_newest_first(ask, world):
    for key in _present(world):
        expected = [_shown(v) for v in world.history("Organisation", "santang", key)]
        assert _history(ask, key) == expected


def test_the_world_has_versions_that_are_gone(world):
    assert any(
        version.value is None
        for key in _present(world)
        for version in world.history("Organisation", "santang", key)
    )


def test_first_and_before_page_through_it(ask, world):
    key = max(_present(world), key=lambda k: len(world.history("Organisation", "santang", k)))
    expected = [v.position for v in world.history("Organisation", "santang", key)]
    newest = [v["position"] for v in _history(ask, key, first=2)]
    older = [v["position"] for v in _history(ask, key, before=newest[-1])]
    assert newest + older == expected
    assert len(older) > 1


def test_a_past_moment_knows_no_later_versions(ask, world):
    query = """{ organisations(asOf: {position: 30}) { nodes {
      organisation history { position } } } }"""
    for node in ask(query).data["organisations"]["nodes"]:
        versions = world.history("Organisation", "santang", node["organisation"])
        assert [v["position"] for v in node["history"]] == [
            v.position for v in versions if v.position <= 30
        ]


def test_what_hangs_on_a_version_is_as_of_that_version(ask, world):
    query = """{ tickets { nodes { ticket history { position value {
      organisationRef { name } history { position } } } } } }"""
    for node in ask(query).data["tickets"]["nodes"]:
        for version in node["history"]:
            then = version["position"]
            held = next(
                v.value
                for v in world.history("Ticket", "santang", node["ticket"])
                if v.position == then
            )
            names = {o.organisation: o.name for o in world.of("Organisation", position=then)}
            shown = version["value"] and version["value"]["organisationRef"]
            assert shown == (
                {"name": names[held.organisation]} if held and held.organisation in names else None
            )
            if version["value"]:
                assert version["value"]["history"][0]["position"] == then


@pytest.mark.parametrize("first", [-1, 1001])
def test_a_size_that_is_not_allowed_is_refused(ask, first):
    reply = ask(QUERY, {"key": "v1", "first": first})
    assert reply.code == "graphql.page_size"
    assert reply.error["path"] == ["organisation", "history", "first"]
