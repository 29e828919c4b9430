"""`tenants`: apply tenants' files, and list who is here."""

from pathlib import Path

from cyclopts import App
from rich.table import Table

from taizhang.app import Platform, installed
from taizhang.cli.environment import out, telling, with_platform
from taizhang.onboarding.apply import apply as apply_file
from taizhang.onboarding.file import load
from taizhang.onboarding.sources import source_tenants

app = App(name="tenants", help="应用单位文件，列出单位")


@app.command
def apply(*files: Path) -> None:
    """Apply tenants' files (tenant.toml); all of the source tenants when none is named."""

    async def work(platform: Platform) -> None:
        for path in files or source_tenants():
            file = load(path, platform.schemes)
            applied = await apply_file(file, platform.register, platform.dispatcher)
            done = f"{applied.receipt.state}，日志位置 {applied.receipt.position}"
            out.print(f"{applied.tenant.name}（{applied.tenant.slug}）：{done}")

    with_platform(work)


@app.command
def check(*files: Path) -> None:
    """Check tenants' files without a database; all faults are told at once."""
    schemes, _ = installed()
    for path in files or source_tenants():
        with telling():
            load(path, schemes)
        out.print(f"{path}：没有问题")


@app.command(name="list")
def list_() -> None:
    """List the tenants that have a history."""

    async def work(platform: Platform) -> None:
        table = Table("代号", "名称", "演练")
        for tenant in await platform.register.all():
            table.add_row(tenant.slug, tenant.name, "是" if tenant.rehearsal else "否")
        out.print(table)

    with_platform(work)
