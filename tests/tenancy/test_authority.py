"""Authority is what the grants, revocations and switches so far amount to."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.setup.events import TenantOpened
from taizhang.events.event import Event
from taizhang.rules.events import RulesAdopted
from taizhang.tenancy.authority import Authority
from taizhang.tenancy.events import (
    PluginSwitchedOff,
    PluginSwitchedOn,
    RoleGranted,
    RoleRevoked,
)

ACTORS, ROLES, UNITS = ["a", "b"], ["clerk", "teller"], [None, "jingui", "shiqiao"]
grants = st.fixed_dictionaries(
    {
        "actor": st.sampled_from(ACTORS),
        "role": st.sampled_from(ROLES),
        "unit": st.sampled_from(UNITS),
    }
)
plugins = st.sampled_from(["pay", "visits"])


def adoption(number: int) -> RulesAdopted:
    return RulesAdopted(
        document=str(number),
        number=None,
        issued_on=None,
        effective_from=date(2015, 1, 1),
        sections={},
    )


events = st.one_of(
    grants.map(lambda grant: RoleGranted(**grant)),
    grants.map(lambda grant: RoleRevoked(**grant)),
    plugins.map(lambda plugin: PluginSwitchedOn(plugin=plugin)),
    plugins.map(lambda plugin: PluginSwitchedOff(plugin=plugin)),
    st.integers(0, 9).map(adoption),
    st.just(TenantOpened(name="某镇", rehearsal=True)),
)


def folded(history: list[Event]) -> Authority:
    authority = Authority()
    for position, event in enumerate(history, start=1):
        authority = authority.then(position, event)
    return authority


@given(st.lists(events, max_size=40))
def test_it_is_what_plain_sets_would_hold(history: list[Any]) -> None:
    held, on, adopted = set(), set(), []
    for position, event in enumerate(history, start=1):
        match event:
            case RoleGranted():
                held.add((event.actor, event.role, event.unit))
            case RoleRevoked():
                held.discard((event.actor, event.role, event.unit))
            case PluginSwitchedOn():
                on.add(event.plugin)
            case PluginSwitchedOff():
                on.discard(event.plugin)
            case RulesAdopted():
                adopted.append((position, event))
    authority = folded(history)
    assert (authority.grants, authority.plugins) == (held, on)
    assert [tuple(each) for each in authority.adoptions] == adopted
    assert authority.position == len(history)
    for actor in ACTORS:
        roles = {role for who, role, _ in held if who == actor}
        assert authority.roles(actor) == roles
        for role in ROLES:
            assert authority.may(actor, [role]) == (role in roles)
            assert authority.units(actor, role) == {
                unit for who, what, unit in held if (who, what) == (actor, role) and unit
            }


@given(st.lists(events, max_size=10), events)
def test_earlier_state_is_never_changed(history: list[Event], later: Event) -> None:
    before = folded(history)
    before.then(99, later)
    assert before == folded(history)


def test_role_for_a_unit_counts_as_the_role() -> None:
    authority = folded([RoleGranted(actor="a", role="clerk", unit="jingui")])
    assert authority.may("a", ["clerk", "teller"])
    assert not authority.may("a", ["teller"])


def test_role_for_the_tenant_names_no_unit() -> None:
    assert folded([RoleGranted(actor="a", role="clerk")]).units("a", "clerk") == frozenset()


def test_nobody_may_anything_at_first() -> None:
    assert not Authority().may("a", ROLES)
    assert not Authority().may("a", [])


@pytest.mark.parametrize("actor", ["A", "a ", "", "aa"])
def test_names_are_compared_to_the_letter(actor: str) -> None:
    assert not folded([RoleGranted(actor="a", role="clerk")]).may(actor, ["clerk"])
