"""`paper`: a document of a scheme, printed by a running server."""

import sys
from typing import Annotated

from cyclopts import Parameter

from taizhang.cli.consoles import out
from taizhang.cli.listing import Listing, copied
from taizhang.cli.remote import LOCAL, Remote


def paper(
    tenant: str,
    name: str | None = None,
    /,
    *,
    remote: Remote = LOCAL,
    as_of: Annotated[str | None, Parameter(help="日志位置、日期或带时区的时刻")] = None,
    **parameters: Annotated[list[str], Parameter(help="文件自己的参数，如 --year 2012")],
) -> None:
    """Print a document as HTML: taizhang paper xinshao pay.table --year 2012 > pay.html.

    Without a name, list the documents. --format json prints the paper's blocks.
    """
    if name is None:
        _list(remote, tenant)
        return
    asked = [(_camel(key), text) for key, texts in parameters.items() for text in texts]
    if as_of is not None:
        asked.append(("asOf", as_of))
    accept = "application/json" if remote.format == "json" else "text/html"
    answer = remote.get("papers", tenant, name, accept=accept, params=asked)
    sys.stdout.write(answer.text)


def _list(remote: Remote, tenant: str) -> None:
    listed = remote.get("papers", tenant).json()
    if remote.format == "json":
        out.print_json(data=listed)
        return
    table = Listing("方案", copied("文件"), "名称", "参数")
    for each in listed:
        parameters = " ".join(f"{one['name']}: {one['type']}" for one in each["parameters"])
        table.tell(each["scheme_title"], each["name"], each["title"], parameters)
    out.print(table)


def _camel(flag: str) -> str:
    """`--cycle-id` is the parameter `cycleId`."""
    first, *more = flag.replace("-", "_").split("_")
    return first + "".join(word.capitalize() for word in more)
