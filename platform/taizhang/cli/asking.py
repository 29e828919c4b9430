"""A command as a function with a keyword for each of its fields, for cyclopts to read."""

import inspect
import sys
from collections.abc import Callable
from dataclasses import fields
from typing import Annotated, Any

import msgspec
from cyclopts import Group, Parameter
from uuid_utils.compat import uuid7

from taizhang.cli.beside import Beside
from taizhang.cli.consoles import err, out
from taizhang.cli.flags import Flag, flags_of, read_data
from taizhang.cli.receipts import tell
from taizhang.cli.remote import LOCAL, REFUSED, Remote, fail, tell_reason
from taizhang.commands.command import Command
from taizhang.errors import Refused
from taizhang.http.bodies import decode
from taizhang.http.titles import titles_of
from taizhang.schemes import Schemes

_FIELDS = Group("内容", sort_key=1)
_NOTHING = Beside()
_SHARED = {field.name for kind in (Beside, Remote) for field in fields(kind)}


def asking(schemes: Schemes, tenant: str, kind: type[Command]) -> Callable[..., None]:
    """What sends the command. Checks it by the installed Struct first, without the server."""
    each = flags_of(kind, titles_of(schemes.of(kind), kind))
    flags = {_keyword(flag): flag for flag in each}

    def ask(*, remote: Remote = LOCAL, beside: Beside = _NOTHING, **given: Any) -> None:
        body = read_data(beside.json) if beside.json else {}
        if not isinstance(body, dict):
            fail("--json 应为一个 JSON 对象")
        typed = {name: value for name, value in given.items() if value is not None}
        body |= {flags[name].encoded: _read(flags[name], value) for name, value in typed.items()}
        content = msgspec.json.encode(body)
        try:
            decode(content, kind)
        except Refused as refused:
            for reason in refused.reasons:
                tell_reason("[red]拒绝[/red]", reason.as_data())
            sys.exit(REFUSED)
        _send(schemes, tenant, kind, content, remote, beside)

    own = [_parameter(flag) for flag in flags.values()]
    shared = list(inspect.signature(ask).parameters.values())[:2]
    ask.__signature__ = inspect.Signature([*own, *shared])  # type: ignore[attr-defined]
    return ask


def _parameter(flag: Flag) -> inspect.Parameter:
    kind: Any = bool if flag.is_switch else list[str] if flag.repeats else str
    said = Parameter(
        name=f"--{_keyword(flag).replace('_', '-')}",
        help=flag.help,
        group=_FIELDS,
        allow_leading_hyphen=not flag.is_switch,
    )
    annotation = Annotated[kind | None, said]
    return inspect.Parameter(
        _keyword(flag), inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation
    )


def _keyword(flag: Flag) -> str:
    """A field that is called like one of the shared flags is given as `--body-…`."""
    return f"body_{flag.field}" if flag.field in _SHARED else flag.field


def _read(flag: Flag, typed: Any) -> Any:
    if isinstance(typed, bool):
        return typed
    return flag.value(typed if isinstance(typed, list) else [typed])


def _send(
    schemes: Schemes,
    tenant: str,
    kind: type[Command],
    content: bytes,
    remote: Remote,
    beside: Beside,
) -> None:
    key = beside.id or str(uuid7())
    if not beside.id and not beside.dry_run:
        err.print(f"请求编号 {key}（连接中断时加 --id {key} 重复同一请求）", markup=False)
    area, _, verb = kind.command_name.partition(".")
    path = ("api", tenant, area, verb.replace("_", "-"))
    receipt = remote.post(*path, key=key, content=content, params=beside.query).json()
    if remote.format == "json":
        out.print_json(data=receipt)
    else:
        tell(schemes, kind, receipt)
