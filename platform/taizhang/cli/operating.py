"""`run` and `query`: commands and queries from a terminal."""

import sys
from typing import Annotated

import msgspec
from cyclopts import Parameter
from uuid_utils.compat import uuid7

from taizhang.app import Platform
from taizhang.cli.environment import out, with_platform
from taizhang.commands.context import Envelope
from taizhang.http.bodies import decode
from taizhang.projections.generation import readable
from taizhang.projections.reach import reach
from taizhang_graphql.exchange import Request, Scope


def run(
    tenant: str,
    command: str,
    body: str = "{}",
    *,
    actor: Annotated[str, Parameter(name="--as")] = "system",
    dry_run: bool = False,
) -> None:
    """Ask a command of a tenant: taizhang run santangjie reports.accept '{"cycle": "2015", …}'.

    The body is JSON, or - for standard input. Roles are checked as for anybody.
    """

    async def work(platform: Platform) -> None:
        kind = platform.schemes.command(command)
        asked = decode((sys.stdin.read() if body == "-" else body).encode(), kind)
        known = await platform.register.find(tenant)
        envelope = Envelope(command_id=uuid7(), actor=actor)
        receipt = await platform.dispatcher.dispatch(known, asked, envelope, dry_run=dry_run)
        out.print_json(msgspec.json.encode(receipt).decode())

    with_platform(work)


def query(tenant: str, document: str) -> None:
    """Ask rows in GraphQL: taizhang query santangjie '{ tickets { nodes { ticket state } } }'."""

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        engine = platform.worlds.whole
        async with platform.reader.acquire() as connection:
            generation = await readable(connection, platform.worker.shape)
            if generation is None:
                sys.exit("这一版的数据还没有折叠好：请先运行 taizhang work，或等它完成")
            far = await reach(platform.log, platform.reader, generation.name, known.id)
            tenants = {known.id: known.slug}
            scope = Scope(tenants, generation, personal=False, now=far.now)
            answer = await engine.answer(connection, scope, Request(document))
        out.print_json(answer.body.decode())
        if answer.status != 200:
            sys.exit(1)

    with_platform(work)
