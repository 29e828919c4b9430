"""A tenant's file is applied whole; applied again, it changes nothing."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.organisations.events import OrganisationRegistered
from taizhang.domain.organisations.people_events import PersonRegistered, PostTaken
from taizhang.domain.setup.applying import ApplyTenantFile, Unit
from taizhang.domain.setup.events import TenantOpened
from taizhang.domain.tickets.rules import TicketRules
from taizhang.rules.events import RulesAdopted
from taizhang.tenancy.events import (
    PluginSwitchedOff,
    PluginSwitchedOn,
    RoleGranted,
    RoleRevoked,
)

SLUGS = ("dongfang", "hunan-town", "santangjie", "university-dept", "xinshao")
Make = Callable[[], Any]


@pytest.fixture
def command(files: Any) -> ApplyTenantFile:
    """The file of 新邵县: six units, six people, pay switched on."""
    made: ApplyTenantFile = files["xinshao"].command()
    return made


@pytest.mark.parametrize("slug", SLUGS)
def test_all_that_the_file_says_is_recorded_at_once(new_town: Make, files: Any, slug: str) -> None:
    file = files[slug]
    counted = Counter(type(event) for event in new_town().do(file.command(), "system"))
    assert counted == Counter(
        {
            TenantOpened: 1,
            RulesAdopted: 1,
            PluginSwitchedOn: len(file.plugins),
            RoleGranted: sum(len(account.roles) for account in file.accounts),
            OrganisationRegistered: len(file.organisations),
            PersonRegistered: len(file.people),
            PostTaken: len(file.people),
        }
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_applied_again_a_file_changes_nothing(
    source_town: Callable[[str], Any], files: Any, slug: str
) -> None:
    assert source_town(slug).do(files[slug].command(), "system") == []


def test_log_begins_with_the_tenant(new_town: Make, command: ApplyTenantFile) -> None:
    first = new_town().do(command, "system")[0]
    assert first == TenantOpened(name="新邵县", rehearsal=True)


def test_clock_of_a_rehearsal_starts_where_the_file_says(
    new_town: Make, command: ApplyTenantFile
) -> None:
    town = new_town()
    town.do(command, "system")
    assert town.now == command.clock


def test_clock_is_not_set_back_by_applying_again(new_town: Make, command: ApplyTenantFile) -> None:
    town = new_town()
    town.do(command, "system")
    changed = replace(command, plugins=[])
    assert town.decide(changed, "system").clock is None


def test_changed_rules_are_adopted_and_hold(new_town: Make, command: ApplyTenantFile) -> None:
    town = new_town()
    town.do(command, "system")
    tickets = command.sections["tickets"]
    longer = tickets | {"rectification": tickets["rectification"] | {"days": 60}}
    changed = replace(command, sections=command.sections | {"tickets": longer})
    [adopted] = town.do(changed, "system")
    assert isinstance(adopted, RulesAdopted)
    rules = town.authority.rules(town.today)
    assert rules.of(TicketRules).rectification.days == 60


def test_rules_that_were_taken_back_are_adopted_once_more(
    new_town: Make, command: ApplyTenantFile
) -> None:
    town = new_town()
    town.do(command, "system")
    town.do(replace(command, sections={}), "system")
    assert len(town.do(command, "system")) == 1


def test_plugins_that_the_file_drops_are_switched_off(
    new_town: Make, command: ApplyTenantFile
) -> None:
    town = new_town()
    town.do(command, "system")
    off = town.do(replace(command, plugins=[]), "system")
    assert off == [PluginSwitchedOff(plugin=name) for name in sorted(command.plugins)]
    assert town.authority.plugins == frozenset()


def test_roles_that_were_granted_otherwise_stay(new_town: Make, command: ApplyTenantFile) -> None:
    town = new_town()
    town.do(command, "system")
    town.grant("guest", "auditor")
    assert town.do(command, "system") == []
    assert town.authority.may("guest", ["auditor"])


def test_role_of_the_file_that_was_revoked_is_granted_again(
    new_town: Make, command: ApplyTenantFile
) -> None:
    town = new_town()
    town.do(command, "system")
    town.given(RoleRevoked(actor="clerk", role="clerk"))
    assert town.do(command, "system") == [RoleGranted(actor="clerk", role="clerk")]


def test_only_units_and_people_that_are_new_are_registered(
    new_town: Make, command: ApplyTenantFile
) -> None:
    town = new_town()
    town.do(command, "system")
    unit = Unit(id="new", name="新单位", kind="乡镇", labels=["试点"])
    holder = replace(command.people[0], id="p-new", name="示例新", organisation="new")
    more = replace(command, units=[*command.units, unit], people=[*command.people, holder])
    assert town.do(more, "system") == [
        OrganisationRegistered(organisation="new", name="新单位", kind="乡镇", labels=["试点"]),
        PersonRegistered(person="p-new", name="示例新"),
        PostTaken(person="p-new", organisation="new", post=holder.post, since=holder.since),
    ]


def test_what_is_listed_twice_is_recorded_once(new_town: Make, command: ApplyTenantFile) -> None:
    twice = replace(
        command,
        units=command.units * 2,
        people=command.people * 2,
        grants=command.grants * 2,
        plugins=command.plugins * 2,
    )
    assert new_town().do(twice, "system") == new_town().do(command, "system")


def test_people_of_the_platform_only_open_tenants(new_town: Make, command: ApplyTenantFile) -> None:
    town = new_town()
    town.do(command, "system")
    reason = town.refusal(command, "clerk")
    assert (reason.refusal.code, reason.values["needed"]) == ("commands.forbidden", "system")


def test_unit_registered_meanwhile_makes_a_conflict(
    command: ApplyTenantFile, boundary: Any, selected: Any
) -> None:
    event = OrganisationRegistered(organisation="x", name="某村", kind="村")
    assert selected(boundary(command), event)
    assert selected(boundary(command), TenantOpened(name="新邵县", rehearsal=True))
