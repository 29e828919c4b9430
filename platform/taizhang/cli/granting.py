"""`access grant` and `access withdraw`: asked of the dispatcher like any command."""

import sys
import tomllib
from pathlib import Path
from typing import Annotated, Any

import msgspec
from cyclopts import Parameter
from uuid_utils.compat import uuid7

from taizhang.app import Platform
from taizhang.cli.environment import err, out, telling, with_platform
from taizhang.commands.command import Command
from taizhang.commands.context import Envelope
from taizhang.dispatch.receipt import Receipt
from taizhang.domain.access.commands import GrantAccess, WithdrawAccess
from taizhang.http.bodies import decode
from taizhang.tenancy.clients import Stage

By = Annotated[str, Parameter(name="--as")]
Many = Annotated[list[str], Parameter(negative=())]
_STATES = {"appended": "已办理", "unchanged": "与现有的相同，没有变化", "dry_run": "试算，没有写入"}


def grant(
    tenant: str,
    file: Path | None = None,
    *,
    client: str | None = None,
    title: str | None = None,
    basis: str | None = None,
    row: Many = [],  # noqa: B006 - cyclopts reads it, nobody changes it
    personal: Many = [],  # noqa: B006
    stage: Annotated[list[Stage], Parameter(negative=())] = [],  # noqa: B006
    below: Annotated[bool, Parameter(negative=())] = False,
    only: Many = [],  # noqa: B006
    documents_only: Annotated[bool, Parameter(negative=())] = False,
    by: By = "system",
    dry_run: Annotated[bool, Parameter(negative=())] = False,
) -> None:
    """Let another system read rows of a tenant; a new grant takes the place of the last.

    taizhang access grant xinshao --client stats --title 县统计平台 --basis 〔2026〕3号
    --row Ticket:state,openedOn --row Publication --stage working --below

    Or a TOML (or JSON) file with client, title, basis, below, only, documents_only and [[rows]] of
    row, fields, stages, personal: what differs from row type to row type is said there.

    Parameters
    ----------
    row
        A row type, with its fields behind a colon; without any, all but personal ones.
    personal
        Personal fields of a row type, as in Person:name.
    stage
        published (default), or working: what is worked on before it is published, as well.
    below
        Rows of the tenants below this one as well; --only names those that are meant.
    """
    flags = {"client": client, "title": title, "basis": basis}
    said: dict[str, Any] = {name: value for name, value in flags.items() if value is not None}
    if file is not None and (said or row):
        sys.exit("授权要么写在文件里，要么写在参数里，不要两处都写")
    if file is None:
        said["rows"] = _rows(row, personal, stage)
        beside: dict[str, Any] = {"below": below, "only": only, "documents_only": documents_only}
        said |= {name: value for name, value in beside.items() if value}
    with telling():
        asked = decode(msgspec.json.encode(_read(file) if file else said), GrantAccess)
    _ask(tenant, asked, by, dry_run=dry_run)


def withdraw(tenant: str, client: str, *, reason: str, by: By = "system") -> None:
    """Let another system read nothing any longer: its tokens are refused within a second."""
    _ask(tenant, WithdrawAccess(client=client, reason=reason), by)


def _ask(tenant: str, command: Command, by: str, *, dry_run: bool = False) -> None:
    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        envelope = Envelope(command_id=uuid7(), actor=by)
        receipt = await platform.dispatcher.dispatch(known, command, envelope, dry_run=dry_run)
        _tell(type(command).command_title, receipt)

    with_platform(work)


def _tell(title: str, receipt: Receipt) -> None:
    state = _STATES.get(receipt.state, receipt.state)
    out.print(f"{title}：{state}，日志位置 {receipt.position}", markup=False)
    for warning in receipt.warnings:
        err.print(warning["detail"], style="yellow", markup=False)


def _rows(rows: list[str], personal: list[str], stages: list[Stage]) -> list[dict[str, Any]]:
    hidden = dict(map(_split, personal))
    found = []
    for name, fields in map(_split, rows):
        made: dict[str, Any] = {"row": name, "personal": hidden.pop(name, None) or []}
        found.append(made | {"fields": fields} | ({"stages": stages} if stages else {}))
    if hidden:
        sys.exit(f"--personal 里的 {'、'.join(hidden)} 没有写在 --row 里")
    return found


def _split(text: str) -> tuple[str, list[str] | None]:
    name, colon, fields = text.partition(":")
    return name.strip(), [field.strip() for field in fields.split(",")] if colon else None


def _read(file: Path) -> Any:
    try:
        text = file.read_text(encoding="utf-8")
        return msgspec.json.decode(text) if file.suffix == ".json" else tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.DecodeError) as error:
        sys.exit(f"读不了 {file}：{error}")
