"""`access log` and `access forget-log`: what other systems asked, and how long it is kept."""

from datetime import date, datetime, time
from typing import Annotated

import msgspec
from cyclopts import Parameter
from cyclopts.validators import Number

from taizhang.app import Platform
from taizhang.cli.environment import out, with_platform
from taizhang.cli.listing import Listing
from taizhang.commands.context import CHINA
from taizhang.viewing.forgetting import forget_queries
from taizhang.viewing.queries_asked import Logged, queries_asked

Limit = Annotated[int, Parameter(validator=Number(gte=1, lte=10_000))]


def log(tenant: str, *, client: str | None = None, limit: Limit = 20, json: bool = False) -> None:
    """List what other systems asked of a tenant's rows, the newest first: by its own grants, and
    by those of the tenants above it. Queries of people are not logged.
    """

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        found = await queries_asked(
            platform.app, platform.register, known, client=client, limit=limit
        )
        if json:
            out.print_json(msgspec.json.encode(found).decode())
            return
        table = Listing(
            "时间", "授权单位", "对接系统", "查询", "范围", "对象", "字节", "毫秒", "结果",
        )  # fmt: skip
        for each in found:
            table.tell(*_told(each))
        out.print(table)

    with_platform(work)


def forget_log(*, before: date) -> None:
    """Delete what other systems asked before a day, of all tenants: taizhang access forget-log
    --before 2026-01-01. What is younger than six months stays in any case.
    """
    moment = datetime.combine(before, time.min, CHINA)

    async def work(platform: Platform) -> None:
        count = await forget_queries(platform.dsn, moment)
        out.print(f"已删除 {before} 以前的查询日志 {count} 条")

    with_platform(work)


def _told(each: Logged) -> tuple[str, ...]:
    at = each.at.astimezone(CHINA)
    asked = each.name or each.operation or each.document[:12]
    return (
        f"{at:%F %T}",
        each.home,
        f"{each.client}（{each.token}）",
        f"{each.kind} {asked}",
        f"{each.covered} 个单位",
        str(each.objects),
        str(each.bytes),
        f"{each.milliseconds:.1f}",
        each.code or str(each.status),
    )
