"""`tenants`: apply tenants' files, and list who is here."""

import sys
from json import dumps
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

from taizhang.app import Platform, installed
from taizhang.cli.environment import err, out, with_platform
from taizhang.cli.listing import Listing
from taizhang.errors import Reason
from taizhang.onboarding.apply import apply as apply_file
from taizhang.onboarding.checking import Checked, load_all
from taizhang.onboarding.checking import check as check_files
from taizhang.onboarding.schema import schema_of
from taizhang.onboarding.sections import PLUGIN
from taizhang.onboarding.sources import source_tenants
from taizhang.onboarding.tree import require_parents
from taizhang.rules.expecting import known_only
from taizhang.schemes import Schemes

app = App(name="tenants", help="应用单位文件，列出单位")


@app.command
def apply(*files: Path) -> None:
    """Apply tenants' files (tenant.toml, or folders of them); the source tenants when none is
    named. A fault in any of them applies none.
    """

    async def work(platform: Platform) -> None:
        loaded = load_all(files or source_tenants(), platform.schemes)
        await require_parents(loaded, platform.register)
        for file in loaded.values():
            applied = await apply_file(file, platform.register, platform.dispatcher)
            done = f"{applied.receipt.state}，日志位置 {applied.receipt.position}"
            out.print(f"{applied.tenant.name}（{applied.tenant.slug}）：{done}")

    with_platform(work)


@app.command
def check(*files: Path, json: bool = False) -> None:
    """Check tenants' files, or all below folders, without a database; all faults are told at once.

    Parameters
    ----------
    json
        One list for machines: file, line, path, code, expected, remedy.
    """
    schemes = _installed()
    checked = check_files(files or source_tenants(), schemes)
    if json:
        _print_json([_for_machines(fault) for fault in checked.faults])
    else:
        _tell(checked)
    if checked.faults:
        sys.exit(1)


@app.command
def schema(*, plugin: Annotated[list[str] | None, Parameter(negative=())] = None) -> None:
    """Print the JSON Schema of tenant.toml, for editors: of the core and all plugins, or those
    that are named. A file names it in its first line: `#:schema tenant.schema.json`.
    """
    schemes = _installed()
    known = [scheme.name for scheme in schemes.plugins]
    if wrong := list(known_only(plugin, known, (), PLUGIN)):
        for fault in wrong:
            err.print(f"{fault.expected.zh}；{fault.remedy.zh}", markup=False)
        sys.exit(1)
    _print_json(schema_of(schemes, plugin))


def _installed() -> Schemes:
    """The installed schemes, with a word on every plugin that was left out."""
    schemes, faulty = installed()
    for plugin in faulty:
        err.print(plugin.sentence, style="yellow", markup=False)
    return schemes


def _tell(checked: Checked) -> None:
    for fault in checked.faults:
        err.print(fault.sentence(), markup=False)
    faulty = {fault.values["file"] for fault in checked.faults}
    for path in checked.paths:
        if str(path) not in faulty:
            out.print(f"{path}：没有问题", markup=False)
    count, wrong = len(checked.paths), len(faulty)
    told = f"{wrong} 个有问题，共 {len(checked.faults)} 处" if wrong else "都没有问题"
    out.print(f"检查了 {count} 个文件：{told}", markup=False)


def _for_machines(fault: Reason) -> dict[str, Any]:
    names = ("file", "line", "path", "expected", "remedy", "expected_en", "remedy_en")
    return {"code": fault.values["kind"]} | {name: fault.values[name] for name in names}


def _print_json(data: object) -> None:
    print(dumps(data, ensure_ascii=False, indent=2))


@app.command(name="list")
def list_() -> None:
    """List the tenants that have a history."""

    async def work(platform: Platform) -> None:
        table = Listing("代号", "名称", "上级", "演练")
        for tenant in await platform.register.all():
            above = await platform.register.above(tenant)
            rehearsal = "是" if tenant.rehearsal else "否"
            table.tell(tenant.slug, tenant.name, above.slug if above else "", rehearsal)
        out.print(table)

    with_platform(work)
