"""What was decided on a history that is lost is not known to the one that took its place."""

from typing import Any

import asyncpg
import pytest

from taizhang.app import open_platform
from taizhang.domain.authority.commands import GrantRole
from taizhang.domain.organisations.commands import RegisterOrganisation
from taizhang.errors import Refused
from taizhang.log.incarnation import resume
from taizhang.tenancy.master import MasterKey
from taizhang.tenancy.roles import Role

pytestmark = pytest.mark.anyio


def village(name: str) -> RegisterOrganisation:
    return RegisterOrganisation(organisation=name, name=name, kind="村")


async def restore(town: Any, position: int) -> None:
    """Put the log back to what it was at a position, as a backup from then would."""
    connection = await asyncpg.connect(town.platform.dsn)
    last = {"event": "position", "tag": "position", "command": "last_position"}
    for table, column in last.items():
        await connection.execute(
            f"delete from log.{table} where tenant_id = $1 and {column} > $2",
            town.tenant.id,
            position,
        )
    await connection.execute(
        "update log.tenant_head set position = $2 where tenant_id = $1", town.tenant.id, position
    )
    await connection.close()


async def granted_and_lost(town: Any) -> None:
    """Somebody was made a clerk and acted as one; then the log is put back to before."""
    before = (await town.platform.log.read_boundary(town.tenant.id, [])).head
    await town.ask(GrantRole(actor="newcomer", role=Role.CLERK), actor="system")
    await town.ask(village("xincun"), actor="newcomer")
    await restore(town, before)


async def test_a_role_that_was_lost_with_its_history_is_good_for_nothing(town: Any) -> None:
    await granted_and_lost(town)
    await resume(town.platform.dsn, "because", "operator")
    async with open_platform(town.platform.dsn, MasterKey(b"0" * 32)) as elsewhere:
        other = town._replace(platform=elsewhere)
        for name in ("laocun", "dacun", "xiaocun"):  # so that the log is longer than it was
            await other.ask(village(name))
    with pytest.raises(Refused) as refused:
        await town.ask(village("xincun"), actor="newcomer")
    assert refused.value.code == "commands.forbidden"


async def test_nor_is_it_before_the_log_is_declared_to_go_on(town: Any) -> None:
    await granted_and_lost(town)
    authority = await town.platform.dispatcher.authority(town.tenant)
    assert not authority.may("newcomer", [Role.CLERK])


async def test_policies_go_on_with_a_log_that_was_restored_with_them(town: Any) -> None:
    await town.platform.reactor.catch_up(town.tenant.id)
    await resume(town.platform.dsn, "because", "operator")
    await town.ask(village("xincun"))
    await town.platform.reactor.catch_up(town.tenant.id)


async def test_policies_do_not_go_on_where_they_judged_what_is_lost(town: Any) -> None:
    await town.platform.reactor.catch_up(town.tenant.id)
    await resume(town.platform.dsn, "because", "operator")
    connection = await asyncpg.connect(town.platform.dsn)
    await connection.execute("update log.incarnation set begins_after = 0")
    await connection.close()
    await town.ask(village("xincun"))
    with pytest.raises(Refused) as refused:
        await town.platform.reactor.catch_up(town.tenant.id)
    assert refused.value.code == "log.other_incarnation"
