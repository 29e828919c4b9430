"""A small history made through the dispatcher, and an owner who tampers with it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from msgspec import Struct

from taizhang.app import Platform
from taizhang.audit.verify import Verdict, verify
from taizhang.commands.command import Command
from taizhang.commands.context import Envelope
from taizhang.dispatch.receipt import Receipt
from taizhang.domain.authority.commands import GrantRole
from taizhang.domain.organisations.commands import (
    ErasePerson,
    RegisterOrganisation,
    RegisterPerson,
)
from taizhang.domain.setup.applying import ApplyTenantFile, Document, Holder, Unit
from taizhang.domain.setup.clock import MoveClock
from taizhang.tenancy.register import Tenant

START = datetime(2015, 12, 1, 1, 0, tzinfo=UTC)
LATER = datetime(2015, 12, 20, 1, 0, tzinfo=UTC)


class History(Struct, frozen=True):
    """A rehearsal's log, and short ways to add to it."""

    platform: Platform
    tenant: Tenant

    async def ask(self, command: Command, actor: str = "clerk-1", **more: Any) -> Receipt:
        envelope = Envelope(command_id=uuid4(), actor=actor, **more)
        return await self.platform.dispatcher.dispatch(self.tenant, command, envelope)

    async def verify(self, **more: Any) -> Verdict:
        platform = self.platform
        return await verify(platform.app, platform.schemes.catalogue, self.tenant.id, **more)

    async def erase(self, person: str) -> None:
        """What the projections do when a person was erased: the key goes."""
        await self.ask(ErasePerson(person=person, reason="本人申请"))
        async with self.platform.app.acquire() as connection:
            assert await self.platform.keyring.read(connection, self.tenant.id, [person])
        with psycopg.connect(self.platform.dsn, autocommit=True) as owner:
            owner.execute("delete from tenancy.person_key where person = %s", [person])


OPENING = ApplyTenantFile(
    name="三堂街镇",
    rehearsal=True,
    clock=START,
    document=Document(title="述职办法", effective_from=date(2015, 1, 1)),
    sections={},
    plugins=[],
    grants=[("clerk-1", "clerk", None)],
    units=[Unit(id="jingui", name="金桂村", kind="village")],
    people=[Holder(id="p1", name="王秀英", organisation="jingui", post="书记", since=START.date())],
)


@pytest.fixture
async def history(platform: Platform) -> History:
    """Ten events: six of the opening, then a unit, a person with a post, a role, all later."""
    tenant = await platform.register.open("town", "三堂街镇", rehearsal=True)
    made = History(platform, tenant)
    await made.ask(OPENING, "system")
    await made.ask(RegisterOrganisation(organisation="tongzi", name="桐子村", kind="village"))
    await made.ask(MoveClock(to=LATER))
    since = LATER.date()
    await made.ask(
        RegisterPerson(person="p2", name="李四", organisation="jingui", post="主任", since=since)
    )
    await made.ask(GrantRole(actor="audit-1", role="auditor"), "system")
    return made


Tamper = Callable[..., None]


@pytest.fixture
def tamper(database: str) -> Iterator[Tamper]:
    """Runs a statement as the owner of the database, past triggers and row-level security."""
    with psycopg.connect(database, autocommit=True) as owner:
        owner.execute("set session_replication_role = replica")

        def run(statement: str, *values: object) -> None:
            done = owner.execute(statement, values)
            assert done.rowcount > 0, "nothing was altered"

        yield run


def command_of(tenant: UUID, database: str, position: int) -> UUID:
    """The command that appended the event at a position."""
    query = """
        select command_id from log.command
         where tenant_id = %s and %s between first_position and last_position
    """
    with psycopg.connect(database) as owner:
        row = owner.execute(query, [tenant, position]).fetchone()
    assert row is not None
    return UUID(str(row[0]))
