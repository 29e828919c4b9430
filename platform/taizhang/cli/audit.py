"""`audit`: timelines, verification of the stored log, decisions taken again."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

from cyclopts import App, Parameter
from msgspec.json import encode as to_json

from taizhang.app import Platform
from taizhang.audit import recompute as recomputing
from taizhang.audit import recount as recounting
from taizhang.audit import verify as verifying
from taizhang.audit.outcome import Outcome
from taizhang.audit.recount_reading import events_of_box, lists_in, recorded_lists, shares_in
from taizhang.audit.rendering import render
from taizhang.audit.timeline import timeline as read_timeline
from taizhang.cli.environment import err, out, with_platform
from taizhang.commands.context import CHINA

app = App(name="audit", help="审计：时间线、校验日志、重新判定")


@app.command
def timeline(
    tenant: str, tag: str, *, as_of: Annotated[str | None, Parameter(name="--as-of")] = None
) -> None:
    """Show all that happened to a subject: taizhang audit timeline santangjie organisation:jingui.

    --as-of takes a position, a day (to its end, China time) or an instant with its zone.
    """

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        until = _moment(as_of)
        catalogue = platform.schemes.catalogue
        lines = await read_timeline(platform.log, catalogue, known.id, tag, as_of=until)
        if not lines:
            sys.exit(f"没有带标签“{tag}”的记录（标签形如 organisation:jingui、cycle:2015）")
        out.print(render(lines), markup=False)

    with_platform(work)


@app.command
def verify(tenant: str, *, root: str | None = None) -> None:
    """Check the whole stored log of a tenant: positions, hashes, index columns, commands.

    --root takes what an earlier run printed, as size:root. Without one, a change inside a body
    that still reads well shows only in the root.
    """
    before = _root(root)

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        catalogue = platform.schemes.catalogue
        verdict = await verifying.verify(platform.app, catalogue, known.id, known=before)
        for fault in verdict.faults:
            err.print(fault.sentence(), markup=False)
        out.print(f"{known.name}：{verdict.size} 个事件，默克尔根 {verdict.size}:{verdict.root}")
        if not verdict.ok:
            sys.exit(f"发现 {verdict.found} 处问题")
        out.print("没有发现问题")

    with_platform(work)


@app.command
def recompute(tenant: str, command_id: UUID | None = None, *, amended: bool = False) -> None:
    """Take recorded decisions again and compare: one command, or all of a tenant.

    --amended takes them on facts as they were corrected or annulled since: what comes out
    otherwise had rested on them.
    """

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        done = await recomputing.recompute(platform, known, command_id, amended=amended)
        for retaken in done.differences:
            text = f"{retaken.name} #{retaken.first}:{retaken.outcome.zh} {retaken.detail}"
            err.print(text, markup=False)
        out.print("，".join(f"{outcome.zh} {count}" for outcome, count in done.counts.items()))
        if done.counts[Outcome.DIFFERENT]:
            sys.exit(1)

    with_platform(work)


@app.command
def lists(tenant: str, box: str) -> None:
    """Print the lists of a counted box as JSON, as tellers and auditors keep them."""

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        print(to_json(await recorded_lists(platform, known, box)).decode())

    with_platform(work)


@app.command
def recount(
    tenant: str,
    box: str,
    *,
    list_: Annotated[Path | None, Parameter(name="--list")] = None,
    shares: Path | None = None,
) -> None:
    """Count a box again, from the list in a file or as it was recorded, and compare with the log.

    --shares names a file with two of the three key shares, one a line: then every sealed ballot is
    opened and found in the list. Ends with status 1 on any difference.
    """

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        given = lists_in(list_) if list_ else await recorded_lists(platform, known, box)
        events = await events_of_box(platform, known, box)
        done = recounting.recount(events, box, given, shares_in(shares) if shares else ())
        out.print(done.report(), markup=False)
        if done.differences:
            sys.exit(1)

    with_platform(work)


def _root(text: str | None) -> dict[int, str]:
    if text is None:
        return {}
    size, _, root = text.partition(":")
    if not size.isdigit() or len(root) != 64:
        sys.exit(f"--root 应为 个数：默克尔根（校验时印出的那一串），收到“{text}”")
    return {int(size): root.lower()}


def _moment(text: str | None) -> int | datetime | None:
    if text is None or text.isdigit():
        return None if text is None else int(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        sys.exit(f"--as-of 应为位置、日期（2015-12-20）或带时区的时刻，收到“{text}”")
    if len(text) == len("2015-12-20"):
        moment = moment.replace(hour=23, minute=59, second=59, microsecond=999_999)
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)
