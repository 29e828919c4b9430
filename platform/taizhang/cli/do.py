"""`do`: any installed command, its flags made from its Struct, sent to a running server."""

import inspect
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Annotated

from cyclopts import App, CycloptsError, Parameter, UnknownOptionError

from taizhang.app import installed
from taizhang.cli.asking import asking
from taizhang.cli.consoles import out
from taizhang.cli.listing import Listing, copied
from taizhang.cli.remote import LOCAL, Remote, fail
from taizhang.commands.command import Command
from taizhang.errors import Refused
from taizhang.schemes import Schemes
from taizhang.suggest import nearest

_USAGE = """用法：
  taizhang do <单位>                       列出可以办理的命令
  taizhang do <单位> <命令> --help         命令的说明和参数
  taizhang do <单位> <命令> --参数 值 …    办理"""


def do(*words: Annotated[str, Parameter(allow_leading_hyphen=True)]) -> None:
    """Ask a command of a tenant through a running server; without a command, list them."""
    named = list(takewhile(lambda word: not word.startswith("-"), words[:2]))
    name, flags = " ".join(["taizhang do", *named]), words[len(named) :]
    match named:
        case [tenant]:
            _run(name, "列出可以办理的命令。", _listing(tenant), flags)
        case [tenant, command]:
            schemes, _ = installed()
            kind = _found(schemes, command)
            _run(name, _about(schemes, kind), asking(schemes, tenant, kind), flags)
        case _:
            out.print(_USAGE, markup=False)


def _found(schemes: Schemes, name: str) -> type[Command]:
    try:
        return schemes.command(name)
    except Refused as refused:
        fail(str(refused))


def _run(name: str, about: str, work: Callable[..., None], words: Sequence[str]) -> None:
    """Let cyclopts read the flags; what it does not know is told in Chinese."""
    app = App(name=name, help=about, help_format="plaintext", version_flags=())
    app.default(work)
    try:
        app(words, exit_on_error=False, print_error=False)
    except UnknownOptionError as error:
        known = [name for each in app.assemble_argument_collection() for name in each.names]
        given = str(error.token.keyword)
        near = nearest(given, known)
        fail(
            f"没有“{given}”这个参数" + (f"，是否想用“{near}”？" if near else f"；见 {name} --help")
        )
    except CycloptsError as error:
        fail(f"{error}（见 {name} --help）")


def _listing(tenant: str) -> Callable[..., None]:
    def listing(*, remote: Remote = LOCAL) -> None:
        offers = remote.get("api", tenant).json()
        if remote.format == "json":
            out.print_json(data=offers)
            return
        table = Listing("方案", copied("命令"), "名称")
        for offer in offers:
            table.tell(offer["scheme_title"], offer["name"], offer["title"])
        out.print(table)

    return listing


def _about(schemes: Schemes, kind: type[Command]) -> str:
    roles = "、".join(str(role) for role in kind.decided_by.by)
    doc = inspect.getdoc(kind) or ""
    scheme = schemes.of(kind)
    return f"{kind.command_title}（{scheme.title}）\n\n{doc}\n\n角色：{roles}"
