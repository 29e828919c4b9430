"""`export`: all rows that a query matches, as NDJSON, from a terminal."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, NoReturn

import msgspec
from cyclopts import Parameter

from taizhang.app import Platform
from taizhang.cli.environment import err, with_platform
from taizhang.viewing.exporting import Export, Exporting, Unanswered
from taizhang.viewing.viewer import Viewer
from taizhang_graphql.exchange import Answer, Request


def export(
    tenant: str,
    document: str,
    *,
    output: Annotated[Path | None, Parameter(help="写到文件：全部写完才有这个文件")] = None,
    after: Annotated[str | None, Parameter(help="从这个游标之后开始")] = None,
) -> None:
    """Export rows: taizhang export santangjie '{ tickets { nodes { ticket } } }' > tickets.ndjson.

    The query has one connection with `nodes` (or `edges`, with a cursor in each line) and no
    `first`. All rows are as of one position of the log, which is told at the end.
    """

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        viewer = Viewer(known, "system", {known.id: known.slug}, personal=False)
        exporting = Exporting(platform.standing, platform.reader)
        engine, request = platform.worlds.whole, Request(document)
        try:
            begun = await exporting.begin(viewer, engine, request, after=after)
            with _file(output) as write:
                rows = await _copied(begun, write)
        except Unanswered as unanswered:
            _refuse(unanswered.answer)
        _progress(rows, end="\n")
        place = "当前" if begun.position is None else f"位置 {begun.position}"
        err.print(f"截至{place}" + (f"，已写入 {output}" if output else ""), markup=False)

    with_platform(work)


async def _copied(export: Export, write: Callable[[str], object]) -> int:
    rows = 0
    while (lines := await export.page()) is not None:
        write(lines.ndjson.decode())
        rows += lines.rows
        if err.is_terminal:
            _progress(rows, end="\r")
    return rows


def _progress(rows: int, *, end: str) -> None:
    err.print(f"已导出 {rows:,} 条", end=end, markup=False, highlight=False)


@contextlib.contextmanager
def _file(output: Path | None) -> Iterator[Callable[[str], object]]:
    """Where to write to. A file gets its name once all of it is there."""
    if output is None:
        yield sys.stdout.write
        return
    number, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="") as made:
            yield made.write
        temporary.replace(output)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _refuse(answer: Answer) -> NoReturn:
    for error in msgspec.json.decode(answer.body)["errors"]:
        said = error["extensions"]
        err.print("[red]拒绝[/red]", end=" ")
        err.print(f"{said['code']}：{error['message']}（{said['remedy']}）", markup=False)
    sys.exit(1)
