"""A role is granted for the tenant or for one unit; granted again, it changes nothing."""

from typing import Any

from taizhang.domain.authority.commands import GrantRole
from taizhang.events.tags import tags_of
from taizhang.tenancy.events import RoleGranted

COMMAND = GrantRole(actor="guest", role="auditor")


def test_role_is_granted_and_holds(santangjie: Any) -> None:
    [granted] = santangjie.do(COMMAND, "system")
    assert granted == RoleGranted(actor="guest", role="auditor", unit=None)
    assert set(tags_of(granted)) == {"authority", "actor:guest"}
    assert santangjie.authority.may("guest", ["auditor"])


def test_role_for_a_unit_is_another_one(santangjie: Any) -> None:
    santangjie.do(COMMAND, "system")
    for_unit = GrantRole(actor="guest", role="auditor", unit="jingui")
    assert santangjie.do(for_unit, "system")[0].unit == "jingui"
    assert santangjie.authority.units("guest", "auditor") == {"jingui"}


def test_what_is_granted_already_changes_nothing(santangjie: Any) -> None:
    santangjie.do(COMMAND, "system")
    assert santangjie.do(COMMAND, "system") == []


def test_nobody_grants_a_role_to_himself(santangjie: Any) -> None:
    command = GrantRole(actor="clerk", role="committee_secretary")
    assert santangjie.code_of(command, "clerk") == "commands.forbidden"
