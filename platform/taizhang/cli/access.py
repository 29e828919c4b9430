"""`access`: what other systems may read of a tenant, their tokens, and the log of what they ask."""

import sys
from collections.abc import Iterable

from cyclopts import App

from taizhang.app import Platform
from taizhang.cli.client_tokens import revoke, token, tokens
from taizhang.cli.environment import out, with_platform
from taizhang.cli.granting import grant, withdraw
from taizhang.cli.listing import Listing
from taizhang.cli.query_log import forget_log, log
from taizhang.errors import Refused
from taizhang.tenancy.clients import Access, RowGrant, Stage, actor_of_client
from taizhang.viewing.gate import NOT_GRANTED
from taizhang_graphql.schema import NothingGranted

app = App(name="access", help="对接系统：数据授权、令牌、查询日志")
for command in (grant, withdraw, token, tokens, revoke, log, forget_log):
    app.command(command)

_NOTHING = "授权里的数据类型一种也没有安装；这个对接系统什么也看不到"


@app.command(name="list")
def list_(tenant: str) -> None:
    """List the other systems that may read rows of a tenant, and what.

    Those that could once, and what they could then, are told by the rows `clientAccesses`.
    """

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        clients = (await platform.dispatcher.authority(known)).clients
        if not clients:
            out.print(f"{known.name}没有授权过对接系统", markup=False)
            return
        table = Listing("对接系统", "名称", "依据", "数据", "范围", "位置")
        for name in sorted(clients):
            table.tell(*_told(clients[name]))
        out.print(table)

    with_platform(work)


@app.command
def schema(tenant: str, client: str) -> None:
    """Print the schema (SDL) that another system sees: to be looked at before it gets a token."""

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        authority = await platform.dispatcher.authority(known)
        access = authority.access(actor_of_client(client))
        if access is None:
            raise Refused(NOT_GRANTED(client=client, tenant=known.name))
        try:
            engine = await platform.worlds.granted(access.grant.rows)
        except NothingGranted:
            sys.exit(_NOTHING)
        sys.stdout.write(engine.served.text)

    with_platform(work)


def _told(access: Access) -> tuple[str, ...]:
    grant = access.grant
    rows = "\n".join(_row(row) for row in grant.rows)
    return (
        grant.client,
        grant.title,
        grant.basis,
        rows,
        "\n".join(_reach(access)),
        f"{access.position}",
    )


def _row(row: RowGrant) -> str:
    fields = "" if row.fields is None else f"：{'、'.join(row.fields)}"
    personal = f"；个人信息 {'、'.join(row.personal)}" if row.personal else ""
    working = "（含办理中）" if Stage.WORKING in row.stages else ""
    return f"{row.row}{working}{fields}{personal}"


def _reach(access: Access) -> Iterable[str]:
    grant = access.grant
    yield "含下级单位" if grant.below else "本单位"
    if grant.only:
        yield f"只限 {'、'.join(grant.only)}"
    if grant.documents_only:
        yield "只准用已登记的查询和订阅"
    if access.documents:
        yield f"登记的查询和订阅 {len(access.documents)} 个"
