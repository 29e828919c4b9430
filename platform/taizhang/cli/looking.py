"""`plugins`: what is installed."""

from cyclopts import App
from rich.table import Table

from taizhang.app import installed
from taizhang.cli.environment import out


def add_to(app: App) -> None:
    """Register the commands."""
    app.command(plugins)


def plugins() -> None:
    """List the installed schemes, and any plugin that was left out."""
    schemes, faulty = installed()
    table = Table("方案", "名称", "命令", "事件", "数据")
    for scheme in schemes.all:
        kind = "核心" if scheme.core else "插件"
        counts = (len(scheme.commands), len(scheme.events), len(scheme.rows))
        table.add_row(f"{scheme.name}（{kind}）", scheme.title, *map(str, counts))
    out.print(table)
    for plugin in faulty:
        out.print(f"[red]没有加载[/red] {plugin.name}：{plugin.why}")
