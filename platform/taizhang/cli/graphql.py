"""`graphql`: the schema of what is installed, and what changed between two schemas."""

import sys
from collections.abc import Sequence
from pathlib import Path

from cyclopts import App
from graphql import GraphQLError

from taizhang.app import found
from taizhang.cli.consoles import err, out
from taizhang_graphql.changes import Change, Weight, changes
from taizhang_graphql.pruning import bare
from taizhang_graphql.schema import schema_text

app = App(name="graphql", help="GraphQL：模式全文，两份模式之间的变更，Python 客户端")
app.command("taizhang.cli.client_code:client", name="client")

_UNREADABLE = 2
_STYLES = {Weight.BREAKING: "red", Weight.DANGEROUS: "yellow", Weight.DEPRECATED: "yellow"}


@app.command
def schema(*, without_descriptions: bool = False) -> None:
    """Print the schema (SDL) of the core and the installed plugins.

    --without-descriptions leaves what documents depend on: enough to compare a later schema with.
    """
    known = found()
    for plugin in known.faulty:
        err.print(plugin.sentence, style="yellow", markup=False)
    text = schema_text(known.schemes.rows)
    sys.stdout.write(bare(text) if without_descriptions else text)


@app.command(name="changes")
def changes_(old: Path, new: Path, *, descriptions: bool = False) -> None:
    """List what changed from one schema file to another: taizhang graphql changes old new.

    The worst comes first; --descriptions lists the changed descriptions as well. The exit code
    is 1 where documents may break, 2 where a file is no schema.
    """
    found = _changes(old, new)
    for change in found:
        if descriptions or change.kind != "DESCRIPTION_CHANGED":
            out.print(change.line, style=_STYLES.get(change.weight), markup=False)
    out.print(_summary(found), markup=False)
    if any(change.weight is Weight.BREAKING for change in found):
        sys.exit(1)


def _changes(old: Path, new: Path) -> list[Change]:
    try:
        return changes(_read(old), _read(new))
    except (GraphQLError, TypeError) as error:
        err.print(f"两份文件里有一份不是 GraphQL 模式：{error}", style="red", markup=False)
        sys.exit(_UNREADABLE)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        err.print(f"读不了 {file}：{error}", style="red", markup=False)
        sys.exit(_UNREADABLE)


def _summary(found: Sequence[Change]) -> str:
    counts = {weight: sum(c.weight is weight for c in found) for weight in Weight}
    listed = "，".join(f"{weight.value} {count}" for weight, count in counts.items() if count)
    return f"共 {len(found)} 处变更：{listed}" if found else "没有变更 / no changes"
