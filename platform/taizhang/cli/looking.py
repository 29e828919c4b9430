"""`projections` and `plugins`: how things stand."""

from cyclopts import App
from rich.table import Table

from taizhang.app import Platform, installed
from taizhang.cli.environment import out, with_platform


def add_to(app: App) -> None:
    """Register the commands."""
    app.command(projections)
    app.command(plugins)


def projections() -> None:
    """Show how far the rows of each tenant are: lag, generation, dead letters."""

    async def work(platform: Platform) -> None:
        slugs = {tenant.id: tenant.slug for tenant in await platform.register.all()}
        table = Table("单位", "代", "状态", "日志", "已折叠", "落后", "死信")
        for s in await platform.worker.status():
            name = slugs.get(s.tenant, str(s.tenant))
            numbers = (s.head, s.position, s.lag, s.letters)
            table.add_row(name, s.generation, s.state, *map(str, numbers))
        out.print(table)

    with_platform(work)


def plugins() -> None:
    """List the installed schemes, and any plugin that was left out."""
    schemes, faulty = installed()
    table = Table("方案", "名称", "命令", "事件", "数据")
    for scheme in schemes.all:
        kind = "核心" if scheme.core else "插件"
        counts = (len(scheme.commands), len(scheme.events), len(scheme.rows))
        table.add_row(f"{scheme.name}({kind})", scheme.title, *map(str, counts))
    out.print(table)
    for plugin in faulty:
        out.print(f"[red]没有加载[/red] {plugin.name}:{plugin.why}")
