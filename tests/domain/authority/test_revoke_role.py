"""Only what was granted is revoked, and just that."""

from typing import Any

from taizhang.domain.authority.commands import RevokeRole
from taizhang.domain.organisations.commands import RegisterOrganisation
from taizhang.tenancy.events import RoleRevoked

COMMAND = RevokeRole(actor="clerk", role="clerk")
VILLAGE = RegisterOrganisation(organisation="xincun", name="新村", kind="村")


def test_role_is_revoked(santangjie: Any) -> None:
    assert santangjie.do(COMMAND, "system") == [RoleRevoked(actor="clerk", role="clerk")]


def test_who_lost_a_role_may_do_nothing_by_it(santangjie: Any) -> None:
    santangjie.do(COMMAND, "system")
    assert santangjie.refusal(VILLAGE, "clerk").values["held"] == "（无）"


def test_role_for_a_unit_is_not_the_role_for_all(santangjie: Any) -> None:
    command = RevokeRole(actor="clerk", role="clerk", unit="jingui")
    reason = santangjie.refusal(command, "system")
    assert (reason.refusal.code, reason.values["id"]) == ("domain.unknown", "clerk clerk")


def test_role_is_revoked_once(santangjie: Any) -> None:
    santangjie.do(COMMAND, "system")
    assert santangjie.code_of(COMMAND, "system") == "domain.unknown"


def test_nobody_else_revokes(santangjie: Any) -> None:
    assert santangjie.code_of(COMMAND, "secretary") == "commands.forbidden"
