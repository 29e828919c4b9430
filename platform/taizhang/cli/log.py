"""`log`: what an operator declares of logs."""

import getpass

from cyclopts import App

from taizhang.app import Platform
from taizhang.cli.environment import out, with_platform
from taizhang.cli.listing import Listing
from taizhang.log.incarnation import incarnations
from taizhang.log.incarnation import resume as declare

app = App(name="log", help="日志：恢复之后声明继续，列出声明")


@app.command
def resume(*, because: str, tenant: str | None = None, by: str | None = None) -> None:
    """Declare that logs go on after a restore or a failover: each gets a new incarnation.

    Run it once the former database is stopped for good. --tenant: that log alone, when only its
    history was put back. --by: who declares it, unless the one who is logged in.
    """

    async def work(platform: Platform) -> None:
        only = None if tenant is None else (await platform.register.find(tenant)).id
        resumed = await declare(platform.dsn, because, by or getpass.getuser(), only)
        out.print(f"已声明继续：{resumed} 个日志另起一段。原来的读者从分界处重新读起")

    with_platform(work)


@app.command(name="incarnations")
def list_(tenant: str) -> None:
    """List where a tenant's log went on after a restore, and why."""

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        table = Listing("标识", "从此位置之后", "原标识", "声明人", "时间", "原因")
        for each in await incarnations(platform.app, known.id):
            ids = str(each.incarnation), str(each.begins_after), str(each.previous)
            table.tell(*ids, each.declared_by, f"{each.declared_at:%F %T%z}", each.because)
        out.print(table)

    with_platform(work)
