"""A plugin is switched on and off for a tenant; off closes its commands and keeps its history."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated, Any
from uuid import uuid4

import pytest

from taizhang import (
    Command,
    Event,
    Occasion,
    Policy,
    Role,
    Row,
    Scheme,
    Slice,
    Tag,
    decides,
    folds,
)
from taizhang.app import Platform
from taizhang.audit.timeline import timeline
from taizhang.commands.context import Envelope
from taizhang.core import OrganisationRegistered
from taizhang.domain.authority.commands import SwitchPluginOff, SwitchPluginOn
from taizhang.domain.organisations.commands import RegisterOrganisation
from taizhang.domain.setup.applying import ApplyTenantFile, Document
from taizhang.errors import Refused
from taizhang.schemes import Schemes
from taizhang.tenancy.register import Tenant

BOOK = Tag("book")


class Lent(Event, name="library.lent", title="借出", annuls=True):
    book: Annotated[str, BOOK]


class Lend(Command, name="library.lend", title="借书"):
    book: str


class Welcome(Command, name="library.welcome", title="赠书"):
    book: str


@decides(Lend, by=Role.CLERK)
class Lending(Slice[Lend]):
    def execute(self) -> None:
        self.record(Lent(book=self.ask.book))


@decides(Welcome, by=Role.SYSTEM)
class Welcoming(Slice[Welcome]):
    def execute(self) -> None:
        self.record(Lent(book=self.ask.book))


class Loan(Row, key=("book",), title="借阅"):
    book: str


@folds(Loan, Lent, "book")
def _(row: Loan | None, event: Lent, at: Any) -> Loan:
    return Loan(book=event.book)


def welcome(fact: OrganisationRegistered, occasion: Occasion) -> Iterator[Command]:
    yield Welcome(book=f"gift-{fact.organisation}")


LIBRARY = Scheme(
    name="library",
    title="图书",
    events=(Lent,),
    commands=(Lend, Welcome),
    rows=(Loan,),
    policies=(Policy("library.welcome", OrganisationRegistered, welcome),),
)


def test_what_is_open_follows_the_switches(core: tuple[Scheme, ...]) -> None:
    schemes = Schemes([*core, LIBRARY])
    off, on = schemes.open_to([]), schemes.open_to(["library"])
    assert set(on) - set(off) == {"library.lend", "library.welcome"}
    assert set(off) == {
        name for scheme in core for name in (c.command_name for c in scheme.commands)
    }


@pytest.mark.parametrize(("name", "near"), [("libary", "library"), ("zzz", None)])
def test_an_unknown_plugin_is_refused_with_the_nearest_name(
    core: tuple[Scheme, ...], name: str, near: str | None
) -> None:
    with pytest.raises(Refused) as refused:
        Schemes([*core, LIBRARY]).plugin(name)
    [reason] = refused.value.reasons
    assert (reason.refusal.code, reason.values["nearest"]) == ("plugins.unknown", near)
    assert "library" in reason.sentence()


@pytest.fixture
async def library(having: Callable[..., Platform]) -> tuple[Platform, Tenant]:
    platform = having(LIBRARY)
    tenant = await platform.register.open("town", "三堂街镇", rehearsal=False)
    file = ApplyTenantFile(
        name="三堂街镇",
        rehearsal=False,
        clock=None,
        document=Document(title="办法", effective_from=date(2015, 1, 1)),
        sections={},
        plugins=["library"],
        grants=[("clerk", "clerk", None)],
        units=[],
        people=[],
    )
    await ask(platform, tenant, file, "system")
    return platform, tenant


async def ask(platform: Platform, tenant: Tenant, command: Command, actor: str = "clerk") -> Any:
    envelope = Envelope(command_id=uuid4(), actor=actor)
    return await platform.dispatcher.dispatch(tenant, command, envelope)


@pytest.mark.anyio
async def test_off_closes_commands_keeps_history_and_on_again_judges_nothing_from_meanwhile(
    library: tuple[Platform, Tenant],
) -> None:
    platform, tenant = library

    async def unit(id: str) -> None:
        await ask(platform, tenant, RegisterOrganisation(organisation=id, name=id, kind="村"))

    async def shown(tag: str) -> list[str]:
        catalogue = platform.schemes.catalogue
        lines = await timeline(platform.log, catalogue, tenant.id, tag)
        return [line.summary.split()[0] for line in lines]

    await ask(platform, tenant, Lend(book="b1"))
    await unit("before")
    await platform.reactor.catch_up(tenant.id)
    await ask(platform, tenant, SwitchPluginOff(plugin="library"), "system")
    with pytest.raises(Refused) as refused:
        await ask(platform, tenant, Lend(book="b2"))
    assert (refused.value.code, refused.value.status) == ("tenancy.plugin_off", 403)
    await unit("meanwhile")
    assert await shown("book:b1") == ["借出"]

    await ask(platform, tenant, SwitchPluginOn(plugin="library"), "system")
    await unit("after")
    await platform.reactor.catch_up(tenant.id)  # not before: what it finds now happened then
    assert await shown("book:gift-before") == ["借出"]
    assert await shown("book:gift-meanwhile") == []
    assert await shown("book:gift-after") == ["借出"]
    await platform.worker.catch_up(tenant.id)
    assert await books(platform, tenant) == ["b1", "gift-after", "gift-before"]


async def books(platform: Platform, tenant: Tenant) -> list[str]:
    [generation] = {each.generation for each in await platform.worker.status()}
    async with platform.reader.acquire() as connection:
        await connection.work_for(tenant.id)
        query = f"select book from rows_{generation}.loan where tenant_id = $1 order by book"
        return [row["book"] for row in await connection.fetch(query, tenant.id)]
