"""A unit enters the register once."""

from typing import Any

from taizhang.domain.organisations.commands import RegisterOrganisation
from taizhang.domain.organisations.events import OrganisationRegistered
from taizhang.events.tags import tags_of

COMMAND = RegisterOrganisation(organisation="xincun", name="新村", kind="村", labels=["软弱涣散村"])


def test_unit_is_registered_with_name_kind_and_labels(santangjie: Any) -> None:
    assert santangjie.do(COMMAND) == [
        OrganisationRegistered(organisation="xincun", name="新村", kind="村", labels=["软弱涣散村"])
    ]


def test_it_is_found_under_its_own_tag_and_in_the_roster(santangjie: Any) -> None:
    [registered] = santangjie.do(COMMAND)
    assert set(tags_of(registered)) == {"roster", "organisation:xincun"}


def test_identifier_is_given_once(santangjie: Any) -> None:
    santangjie.do(COMMAND)
    reason = santangjie.refusal(COMMAND)
    assert (reason.refusal.code, reason.refusal.status) == ("domain.taken", 409)
    assert reason.values == {"kind": "单位", "id": "xincun"}


def test_identifier_from_the_tenants_file_is_taken(santangjie: Any) -> None:
    taken = RegisterOrganisation(organisation="jingui", name="金桂村", kind="村")
    assert santangjie.code_of(taken) == "domain.taken"


def test_only_a_clerk_registers(santangjie: Any) -> None:
    assert santangjie.code_of(COMMAND, "secretary") == "commands.forbidden"


def test_two_units_are_registered_without_waiting_for_each_other(
    santangjie: Any, boundary: Any, selected: Any
) -> None:
    other = OrganisationRegistered(organisation="laocun", name="老村", kind="村")
    assert not selected(boundary(COMMAND), other)


def test_the_same_identifier_at_the_same_time_makes_a_conflict(
    santangjie: Any, boundary: Any, selected: Any
) -> None:
    assert selected(boundary(COMMAND), santangjie.do(COMMAND)[0])
