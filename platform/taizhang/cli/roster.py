"""`roster`: rosters of units and people from Excel, in two steps, and back."""

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from taizhang.app import Platform
from taizhang.cli.environment import out, with_platform
from taizhang.cli.listing import Listing
from taizhang.commands.context import CHINA
from taizhang.rosters.exporting import export as export_file
from taizhang.rosters.importing import Importer
from taizhang.rosters.preview import Preview
from taizhang.rosters.register import Registers
from taizhang.rosters.state import State

app = App(name="roster", help="名册：预览、导入、导出（Excel）")


@app.command
def preview(
    tenant: str,
    file: Path,
    *,
    actor: Annotated[str, Parameter(name="--as")] = "clerk",
    all_rows: Annotated[bool, Parameter("--all")] = False,
) -> None:
    """Show what a roster (xlsx, xls) would do, row by row; nothing is written.

    Unchanged rows are counted only, unless --all is given.
    """

    data = file.read_bytes()

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        shown = await _importer(platform).preview(known, data, actor)
        _show(shown, all_rows=all_rows)
        out.print(f"确认导入：taizhang roster import {tenant} {file} --confirm {shown.digest}")

    with_platform(work)


@app.command(name="import")
def import_(
    tenant: str,
    file: Path,
    *,
    confirm: str,
    actor: Annotated[str, Parameter(name="--as")] = "clerk",
) -> None:
    """Apply exactly what was previewed: --confirm takes the digest that the preview printed."""

    data = file.read_bytes()

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        receipt = await _importer(platform).confirm(known, data, confirm, actor)
        done = f"{receipt.state}，{len(receipt.events)} 条记录，日志位置 {receipt.position}"
        out.print(f"{known.name}:{done}")

    with_platform(work)


@app.command
def export(tenant: str, file: Path) -> None:
    """Write the register to an Excel file; an existing file is not overwritten."""
    if file.exists():
        sys.exit(f"文件 {file} 已存在")
    written: list[bytes] = []

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        now = (await platform.log.read_boundary(known.id, [])).now
        register = await _registers(platform).read(known.id)
        written.append(export_file(register, now.astimezone(CHINA).date()))

    with_platform(work)
    file.write_bytes(written[0])
    out.print(f"已导出到 {file}")


def _registers(platform: Platform) -> Registers:
    catalogue = platform.schemes.catalogue
    return Registers(platform.log, catalogue, platform.keyring, platform.app)


def _importer(platform: Platform) -> Importer:
    return Importer(_registers(platform), platform.log, platform.dispatcher)


def _show(preview: Preview, *, all_rows: bool) -> None:
    table = Listing("表", "行", "状态", "单元格", "说明")
    for row in preview.rows:
        if all_rows or row.state is not State.UNCHANGED:
            about = row.sheet, str(row.number), row.state.title
            told = [(each.cell, each.zh) for each in row.findings] or [("", "与登记一致")]
            table.tell(*about, *told[0])
            for each in told[1:]:
                table.tell("", "", "", *each)
    out.print(table)
    for sheet, headings in preview.unused.items():
        out.print(f"“{sheet}”中没有用到的栏：{'、'.join(headings)}", markup=False)
    counted = "，".join(f"{state.title} {preview.counts[state]}" for state in State)
    out.print(f"{counted}；存疑和错误的行不导入")
