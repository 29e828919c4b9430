"""`plugins`: what is installed, what tenants rely on, switches, and a new plugin to begin with."""

from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter
from uuid_utils.compat import uuid7

from taizhang import __version__
from taizhang.app import Platform, found
from taizhang.cli.environment import err, out, telling, with_platform
from taizhang.cli.listing import Listing
from taizhang.commands.command import Command
from taizhang.commands.context import Envelope
from taizhang.domain.authority.commands import SwitchPluginOff, SwitchPluginOn
from taizhang.errors import Refused
from taizhang.plugins.finding import Found
from taizhang.plugins.misasked import misasked
from taizhang.plugins.standing import Missing, Standing, lacking, look
from taizhang.plugins.uses import recorded
from taizhang.plugins.writing import write
from taizhang.scheme import Scheme
from taizhang.tenancy.register import Tenant
from taizhang_graphql.schema import schema_of

app = App(name="plugins", help="方案（插件）：已安装的、出错的、各单位的启用情况，新写一个")

_NAMED = 20
_PARTS = {
    "events": "事件",
    "commands": "命令",
    "rows": "数据",
    "rules": "规则",
    "policies": "策略",
    "checks": "检查",
    "obligations": "应办事项",
    "documents": "文书",
}


@app.default
def plugins(*, tenants: bool = False) -> None:
    """List the installed plugins, what each contributes, and those that were left out and why;
    and the documents that nobody can be given, as their query is not valid.

    --tenants looks at every tenant: who has which plugin on, which are missing although there is
    history of them, and whose rules the installed version cannot read.
    """
    known = found()
    _installed(known)
    for plugin in known.faulty:
        out.print(plugin.sentence, style="red", markup=False)
    _misasked(known)
    if not tenants:
        return

    async def work(platform: Platform) -> None:
        standing = await look(platform.app, platform.register, platform.schemes)
        _told(standing)
        for missing in standing.missing:
            await _count(platform, missing)

    with_platform(work)


@app.command
def on(tenant: str, plugin: str) -> None:
    """Open a plugin's commands to a tenant: taizhang plugins on santangjie pay.

    The tenant's file should name it as well: the next time it is applied, it decides.
    """

    async def work(platform: Platform) -> None:
        scheme = platform.schemes.plugin(plugin)
        known = await platform.register.find(tenant)
        await _switch(platform, known, SwitchPluginOn(plugin=plugin), f"启用“{scheme.title}”")
        await _tell_what_is_lacking(platform, known, scheme)

    with_platform(work)


@app.command
def off(tenant: str, plugin: str) -> None:
    """Close a plugin's commands for a tenant; its history stays. Also one that is not installed."""

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        if plugin not in (await platform.dispatcher.authority(known)).plugins:
            platform.schemes.plugin(plugin)  # tells the nearest name
        await _switch(platform, known, SwitchPluginOff(plugin=plugin), f"停用“{plugin}”")

    with_platform(work)


@app.command
def new(name: str, *, to: Annotated[Path, Parameter(name="--to")] = Path()) -> None:
    """Write a plugin to begin with, as a distribution of its own, with tests that pass."""
    with telling():
        folder = write(name, to, {scheme.name for scheme in found().schemes.all})
    out.print(
        f"已写好 {folder}。接下来：\n  cd {folder}\n  pip install -e .\n  pytest", markup=False
    )
    out.print("README.md 里写着每个文件是做什么的", markup=False)


def _installed(known: Found) -> None:
    core = [scheme for scheme in known.schemes.all if scheme.core]
    table = Listing("方案", "名称", "发行包", "内容")
    table.tell("（核心）", f"{len(core)} 个领域", f"taizhang {__version__}", _contents(*core))
    for plugin in known.plugins:
        for scheme in plugin.schemes:
            table.tell(scheme.name, scheme.title, str(plugin.origin), _contents(scheme))
    out.print(table)


def _misasked(known: Found) -> None:
    types = schema_of(known.schemes.rows).types  # takes a second: made for this list alone
    for each in misasked(known.schemes, types):
        out.print(each.sentence, style="red", markup=False)


def _contents(*schemes: Scheme) -> str:
    counts = {zh: sum(len(getattr(s, part)) for s in schemes) for part, zh in _PARTS.items()}
    return "、".join(f"{zh} {count}" for zh, count in counts.items() if count)


def _told(standing: Standing) -> None:
    for name, count in sorted(standing.on.items()):
        out.print(f"{name}：{count} 个单位启用", markup=False)
    for missing in standing.missing:
        out.print(missing.sentence, style="yellow", markup=False)
    for each in standing.unread:
        told = f"{each.tenant.name}（{each.tenant.slug}）：{each.reason.sentence()}"
        out.print(told, style="yellow", markup=False)


async def _count(platform: Platform, missing: Missing) -> None:
    tenants = [*missing.on, *missing.off]
    counts = await recorded(platform.app, tenants, missing.name)
    listed = "、".join(f"{name} {count}" for name, count in counts.items()) or "无"
    out.print(f"  历史：{sum(counts.values())} 个事件（{listed}）", markup=False)
    named = "、".join(tenant.slug for tenant in tenants[:_NAMED])
    more = f"等 {len(tenants)} 个" if len(tenants) > _NAMED else ""
    out.print(f"  单位：{named}{more}", markup=False)


async def _switch(platform: Platform, tenant: Tenant, ask: Command, done: str) -> None:
    envelope = Envelope(command_id=uuid7(), actor="system")
    receipt = await platform.dispatcher.dispatch(tenant, ask, envelope)
    state = "此前已是如此" if receipt.state == "unchanged" else f"日志位置 {receipt.position}"
    out.print(f"{tenant.name}（{tenant.slug}）：{done}，{state}", markup=False)


async def _tell_what_is_lacking(platform: Platform, tenant: Tenant, scheme: Scheme) -> None:
    authority = await platform.dispatcher.authority(tenant)
    try:
        sections = lacking(scheme, authority.rules(date.max))
    except Refused as refused:
        err.print(str(refused), style="yellow", markup=False)
        return
    if sections:
        err.print(
            f"单位文件还缺 {'、'.join(sections)}：补上并应用以前，要用到它的事项都会被拒绝",
            style="yellow",
            markup=False,
        )
    err.print(
        f"请确认单位文件的 plugins 里也写着“{scheme.name}”，否则下次应用文件时会停用它",
        markup=False,
    )
